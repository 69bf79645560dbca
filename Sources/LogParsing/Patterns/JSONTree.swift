/// The paths that are looked for in JSON objects, as a tree in flat memory.
///
/// Paths that begin alike share their first nodes. Node 0 is the object itself.
struct JSONTree: Sendable {
  struct Node: BitwiseCopyable {
    /// The slot of the value that stands here, or -1.
    var slot: Int32 = -1
    /// The children stand together.
    var firstChild: Int32 = 0
    var childCount: Int32 = 0
    /// Its name; a count of -1 for an element of a list.
    var keyStart: Int32 = 0
    var keyCount: Int32 = 0
    /// Its place in the list; -1 for a member of an object.
    var index: Int = -1
  }

  private(set) var nodes = [Node()]
  /// The names of the members, one after the other.
  private(set) var keys: [UInt8] = []

  /// The tree of `paths`, each with the slot of its place among them; no path twice.
  init(_ paths: [JSONPath]) {
    grow(0, paths.enumerated().map { ($0.element.steps[...], Int32($0.offset)) })
  }

  /// Makes the children of a node: one for each first step of what is below it.
  private mutating func grow(
    _ node: Int,
    _ below: [(steps: ArraySlice<JSONPath.Step>, slot: Int32)]
  ) {
    var groups: [(step: JSONPath.Step, below: [(steps: ArraySlice<JSONPath.Step>, slot: Int32)])] =
      []
    for entry in below {
      guard let step = entry.steps.first else {
        nodes[node].slot = entry.slot
        continue
      }
      let rest = (entry.steps.dropFirst(), entry.slot)
      if let group = groups.firstIndex(where: { $0.step == step }) {
        groups[group].below.append(rest)
      } else {
        groups.append((step, [rest]))
      }
    }
    let first = nodes.count
    nodes[node].firstChild = Int32(first)
    nodes[node].childCount = Int32(groups.count)
    for group in groups {
      var child = Node()
      switch group.step {
      case .name(let name):
        child.keyStart = Int32(keys.count)
        child.keyCount = Int32(name.count)
        keys += name
      case .index(let index):
        child.index = index
        child.keyCount = -1
      }
      nodes.append(child)
    }
    for (offset, group) in groups.enumerated() { grow(first + offset, group.below) }
  }
}
