import Reporting

/// A step, or several that one picture of the pipeline shows as one.
///
/// Steps without names of their own (the rules of a check, the rows of a chart, the tables that an evaluation
/// is written from) are many and say little one by one: those of a kind that need the same are one node.
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
    var isPrivate: Bool
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
      isPrivate: step.isPrivate,
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
      isPrivate: step.isPrivate ?? false,
      state: step.state,
      seconds: step.state == "ran" ? step.seconds : nil,
      rows: step.tables.isEmpty ? nil : step.tables.reduce(0) { $0 + $1.rows }
    )
  }
}

extension StepNode {
  /// Groups steps, which stand in running order.
  static func nodes(of steps: [StepGraph.Step]) -> [StepNode] {
    var nodes: [StepNode] = []
    var nodeOf: [String: Int] = [:]
    var shared: [String: Int] = [:]
    for (index, step) in steps.enumerated() {
      let needs = Set(step.needs.compactMap { nodeOf[$0] }).sorted()
      if step.isPrivate {
        let key = "\(step.kind) \(needs)"
        if let place = shared[key] {
          nodes[place].steps.append(step)
          nodes[place].name = "\(nodes[place].kind) × \(nodes[place].steps.count)"
          nodeOf[step.id] = place
          continue
        }
        shared[key] = nodes.count
      }
      nodeOf[step.id] = nodes.count
      nodes.append(
        StepNode(number: index, name: step.id, kind: step.kind, steps: [step], needs: needs)
      )
    }
    return nodes
  }
}
