import Diagnostics
import Pipeline

extension [Step] {
  /// The steps, of which those that use the same table of a server do so one after the other, as they stand in
  /// the template, where one of them writes it.
  ///
  /// Unlike a file, a table may be read before it is written as well as after: the rows of the last run, say.
  func inTurn() -> [Step] {
    let users = indices.filter { !self[$0].served.isEmpty }
    var steps = self
    for (place, later) in users.enumerated() {
      // The nearest first: through it the others may be waited for already.
      for earlier in users[..<place].reversed() where steps[later].conflicts(with: steps[earlier]) {
        var unheard: [Diagnostic] = []
        let graph = Graph(steps, diagnostics: &unheard)
        let (first, second) = (steps[earlier].id, steps[later].id)
        if graph.needs(second, first) || graph.needs(first, second) { continue }
        steps[later].after.append(Spanned(first, at: steps[later].span))
      }
    }
    return steps
  }
}

extension Step {
  /// Whether it uses a table of a server that the other one uses too, and one of them writes it.
  fileprivate func conflicts(with other: Step) -> Bool {
    id != other.id
      && served.contains { table in other.served.contains { table.conflicts(with: $0) } }
  }
}

extension Graph {
  /// Whether a step needs another one, directly or through others.
  func needs(_ id: String, _ other: String) -> Bool {
    steps(upstreamOf: id).contains { $0.id == other }
  }
}
