import Foundation
import Pipeline
import Reporting
import Synchronization

/// A small report in a temporary folder: two files, tables from each, and one that joins them.
///
///     a.csv → a → totals ┐
///     b.csv → b → recent ┴→ joined → check
final class RerunBench: Sendable {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "quire-rerun-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write("report.md", Self.template)
    try write("a.csv", "name,amount\nada,1\nbob,2\nada,3\n")
    try write("b.csv", "name,day,note\nada,2025-01-01,x\nbob,2025-02-01,y\n")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  /// Replaces a text of the template.
  func edit(_ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: path("report.md"), encoding: .utf8)
    precondition(text.contains(old), "the template has no '\(old)'")
    try write("report.md", text.replacingOccurrences(of: old, with: new))
  }

  /// What one render did.
  struct Rendered: Sendable {
    /// The ids of the steps that ran, sorted.
    let ran: [String]
    /// Why each step ran or did not.
    let reasons: [String: String]
    let page: String
    let outcome: RenderOutcome
  }

  func render(
    _ parameters: String...,
    refresh: RenderOptions.Refresh = .none,
    state: String = "state"
  ) async throws -> Rendered {
    let seen = Mutex<(ran: [String], reasons: [String: String])>(([], [:]))
    let options = RenderOptions(
      parameters: parameters,
      outputFolder: path("reports"),
      refresh: refresh,
      stateFolder: path(state)
    )
    let outcome = await Report.render(path("report.md"), options) { event in
      guard case .pipeline(.finished(let result)) = event else { return }
      seen.withLock { seen in
        if result.state == .ran { seen.ran.append(result.id) }
        seen.reasons[result.id] = result.reason.map { "\($0)" } ?? ""
      }
    }
    let page = outcome.outputPath.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
    return seen.withLock {
      Rendered(ran: $0.ran.sorted(), reasons: $0.reasons, page: page ?? "", outcome: outcome)
    }
  }

  /// The ids of all steps, sorted.
  static let steps = ["a", "b", "check-1_rule_1", "joined", "recent", "totals"]

  private static let template = """
    ---
    title: Reruns
    params:
      since: {type: date, default: 2025-01-01}
      least: {type: integer, default: 0}
    ---

    Some prose.

    ```{load a}
    path: a.csv
    ```

    ```{load b}
    path: b.csv
    ```

    ```{sql totals}
    SELECT name, sum(amount)::BIGINT AS amount FROM a
    WHERE amount >= {{ params.least }} GROUP BY name ORDER BY name
    ```

    ```{sql recent}
    SELECT name, day FROM b WHERE day >= {{ params.since }} ORDER BY name
    ```

    ```{sql joined}
    SELECT name, amount, day FROM totals JOIN recent USING (name) ORDER BY name
    ```

    ```{table joined}
    caption: Joined
    ```

    ```{check}
    data: joined
    not_null: [day]
    ```

    """
}
