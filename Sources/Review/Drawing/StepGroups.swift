import Reporting

/// A step, or several that one picture of the pipeline shows as one.
///
/// The rules of a check and the tables that an evaluation is written from are many and say little one by one.
struct StepNode: Sendable {
  /// The index of its first step: stable while a run goes on.
  var number: Int
  var name: String
  var kind: String
  var steps: [StepGraph.Step]
  /// Numbers of the nodes that it needs.
  var needs: [Int]

  /// The state that tells most of its steps.
  var state: String {
    for state in ["failed", "running", "held", "cancelled"]
    where steps.contains(where: { $0.state == state }) {
      return state
    }
    let states = Set(steps.map(\.state))
    if states.count == 1, let only = states.first { return only }
    if states.contains("waiting") { return "running" }
    if states.contains("skipped") { return "skipped" }
    return "ran"
  }
}

extension StepGraph {
  /// A step as the picture needs it.
  struct Step: Sendable {
    var id: String
    var kind: String
    var needs: [String]
    var group: String?
    var state: String
    var seconds: Double?
    var rows: Int?
    var done: Int?
    var total: Int?
  }
}

extension StepGraph.Step {
  init(_ step: Job.Step) {
    self.init(
      id: step.id,
      kind: step.kind,
      needs: step.needs,
      group: step.group,
      state: step.state,
      seconds: step.seconds,
      rows: step.rows,
      done: step.done,
      total: step.total
    )
  }

  init(_ step: RunRecord.StepRecord) {
    self.init(
      id: step.id,
      kind: step.kind,
      needs: step.needs ?? [],
      group: step.group,
      state: step.state,
      seconds: step.state == "ran" ? step.seconds : nil,
      rows: step.tables.isEmpty ? nil : step.tables.reduce(0) { $0 + $1.rows }
    )
  }
}

extension StepNode {
  /// The nodes of steps, each after all it needs.
  ///
  /// Where a group would need what needs the group, no steps are grouped: a picture has no way back.
  static func nodes(of steps: [StepGraph.Step]) -> [StepNode] {
    ordered(steps) { $0.group.map { "group \($0)" } ?? "step \($0.id)" }
      ?? ordered(steps) { "step \($0.id)" } ?? []
  }

  /// Nodes of steps with the same key, in an order in which each comes after what it needs; nil when there is none.
  private static func ordered(
    _ steps: [StepGraph.Step],
    key: (StepGraph.Step) -> String
  ) -> [StepNode]? {
    var nodes: [StepNode] = []
    var nodeOf: [String: Int] = [:]
    var nodeOfKey: [String: Int] = [:]
    for (index, step) in steps.enumerated() {
      let place = nodeOfKey[key(step)] ?? nodes.count
      nodeOfKey[key(step)] = place
      nodeOf[step.id] = place
      if place == nodes.count {
        let name = step.group ?? step.id
        nodes.append(StepNode(number: index, name: name, kind: step.kind, steps: [], needs: []))
      }
      nodes[place].steps.append(step)
    }
    let needs = nodes.enumerated().map { index, node in
      Set(node.steps.flatMap(\.needs).compactMap { nodeOf[$0] }).subtracting([index])
    }
    var order: [Int] = []
    var isPlaced = [Bool](repeating: false, count: nodes.count)
    while order.count < nodes.count {
      let next = nodes.indices.first { index in
        !isPlaced[index] && needs[index].allSatisfy { isPlaced[$0] }
      }
      guard let next else { return nil }
      isPlaced[next] = true
      order.append(next)
    }
    var position = [Int](repeating: 0, count: nodes.count)
    for (new, old) in order.enumerated() { position[old] = new }
    return order.map { index in
      var node = nodes[index]
      node.needs = needs[index].map { position[$0] }.sorted()
      return node
    }
  }
}
