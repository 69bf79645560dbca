/// Writes an expression for a database that gives an empty text for a group without a match.
///
/// A group that may take no part and may be empty as well needs another one beside it that tells
/// which it is: the branch or the optional part around it, or the branch that was taken instead.
struct RE2Writing {
  /// The expression, the whole of it in a group of its own that comes first.
  private(set) var text = ""
  /// The names of the groups in their order.
  private(set) var groups: [String] = []
  /// The text of each named group as SQL, null when it takes no part; by its number.
  private(set) var values: [Int: String] = [:]
  /// The named groups of which that cannot be told.
  private(set) var untold: [Int] = []

  private var choiceCount = 0

  /// What tells that the text at hand takes part in the match.
  private enum Presence {
    case always
    /// A condition in SQL.
    case when(String)
    case unknown
  }

  /// `node`: an expression whose groups go by `m`, the first, and `g0`, `g1` … after it.
  init(_ node: RE2Node) {
    groups.append("m")
    text = "(?s)("
    write(node, .always)
    text += ")"
  }

  private mutating func write(_ node: RE2Node, _ presence: Presence) {
    switch node {
    case .text(let piece, _): text += piece
    case .sequence(let nodes): for node in nodes { write(node, presence) }
    case .choice(let branches): write(choice: branches, presence)
    case .repeated(let inner, let minimum, _, let suffix):
      if minimum > 0 {
        write(inner, presence)
      } else if inner.hasEmptyName, inner.minimum > 0 {
        // The group stands within what is repeated: `(?:(…))?`.
        text += "(?:"
        write(wrapped: inner)
        text += ")"
      } else {
        write(inner, .unknown)
      }
      text += suffix
    case .group(let inner, let head):
      text += head
      write(inner, presence)
      text += ")"
    case .named(let number, let inner):
      let name = open()
      switch presence {
      case .always: values[number] = "m.\(name)"
      case _ where inner.minimum > 0: values[number] = "nullif(m.\(name), '')"
      case .when(let condition): values[number] = "CASE WHEN \(condition) THEN m.\(name) END"
      case .unknown: untold.append(number)
      }
      write(inner, presence)
      text += ")"
    }
  }

  private mutating func write(choice branches: [RE2Node], _ presence: Presence) {
    // A branch that may be empty was taken when none of the others was, which are not empty.
    let empty = branches.indices.filter { branches[$0].minimum == 0 }
    let byOthers = empty.count == 1 && branches[empty[0]].hasEmptyName
    let names = branches.indices.map { "p\(choiceCount)_\($0)" }
    choiceCount += 1
    for (index, branch) in branches.enumerated() {
      if index > 0 { text += "|" }
      if byOthers, index != empty[0] {
        write(wrapped: branch, name: names[index])
      } else if byOthers {
        let others = branches.indices.filter { $0 != index }.map { "m.\(names[$0]) = ''" }
        switch presence {
        case .always: write(branch, .when(others.joined(separator: " AND ")))
        case .when(let outer):
          write(branch, .when(([outer] + others).joined(separator: " AND ")))
        case .unknown: write(branch, .unknown)
        }
      } else if branch.hasEmptyName, branch.minimum > 0 {
        write(wrapped: branch)
      } else {
        write(branch, .unknown)
      }
    }
  }

  /// Writes a node that is never empty in a group of its own, which tells of the groups within.
  private mutating func write(wrapped node: RE2Node, name: String? = nil) {
    let name = open(name)
    write(node, .when("m.\(name) <> ''"))
    text += ")"
  }

  private mutating func open(_ name: String? = nil) -> String {
    let name = name ?? "g\(groups.count - 1)"
    groups.append(name)
    text += "("
    return name
  }
}
