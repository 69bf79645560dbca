import Foundation
import Markup
import Reporting

/// The parts of a job's page that have changed, as the script puts them in place.
struct JobPatch: Sendable, Encodable {
  /// New contents of elements, by id.
  var inner: [String: String] = [:]
  /// New boxes of the graph, by the id of the one they replace.
  var boxes: [String: String] = [:]
  /// Text that comes after what the log holds.
  var log = ""
  /// Whether nothing more will come.
  var isOver: Bool

  init(_ job: Job, _ changes: JobChanges, since version: Int, _ words: Words) {
    let page = JobPage(job: job, ahead: changes.ahead, words: words)
    isOver = job.state.isOver
    inner["state"] = page.status.map(\.html).joined()
    if !changes.lines.isEmpty { log = changes.lines.map { $0 + "\n" }.joined() }
    let graph = StepGraph(job.steps.map(StepGraph.Step.init), words)
    if version < job.outlined {
      inner["graph"] = graph.node().html
    } else {
      for (id, node) in graph.changed(Set(changes.steps.map(\.id))) { boxes[id] = node.html }
    }
    if isOver {
      inner["controls"] = page.controls.map(\.html).joined()
      inner["problems"] = page.problems.map(\.html).joined()
    }
  }

  /// As a server-sent event.
  var event: ServerEvent {
    get throws {
      ServerEvent(
        name: "patch",
        data: String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
      )
    }
  }
}
