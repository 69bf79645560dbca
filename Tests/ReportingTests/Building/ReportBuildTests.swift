import Diagnostics
import Engines
import Foundation
import Pipeline
import Synchronization
import Tables
import Testing

@testable import Reporting

@Suite struct ReportBuildTests {
  private static func template(_ title: String, _ rest: String = "") -> String {
    """
    ---
    title: \(title)
    params:
      n: {type: integer, default: 1}
    ---

    ```{generate rows}
    rows: 60000
    columns: {id: sequence, amount: {number: {min: 0, max: 10}}}
    ```

    ```{sql own}
    SELECT count(*) AS n, '\(title)' AS name FROM rows
    ```

    There are {{ own[0].n }} rows in {{ own[0].name }}, {{ params.n }} times.

    \(rest)
    """
  }

  /// What was told of each report, by name: its steps' states by id.
  private final class Log: Sendable {
    let states = Mutex<[String: [String: String]]>([:])
    let outcomes = Mutex<[String: RenderOutcome]>([:])

    func add(_ event: BuildEvent) {
      guard case .report(let name, let told) = event else { return }
      if case .pipeline(.finished(let step)) = told {
        states.withLock { $0[name, default: [:]][step.id] = step.state.name }
      }
      if case .ended(_, let outcome) = told {
        outcomes.withLock { $0[name] = outcome }
      }
    }
  }

  private func build(
    in folder: String,
    _ files: [String: String],
    rows: String? = nil,
    jobs: Int? = 4
  ) async throws -> (outcome: BuildOutcome, log: Log) {
    for (name, text) in files { try Fixture.write(text, to: "\(folder)/\(name)") }
    let log = Log()
    let options = BuildOptions(
      render: RenderOptions(outputFolder: "\(folder)/reports", stateFolder: "\(folder)/.quire"),
      rowsFile: rows.map { "\(folder)/\($0)" },
      jobs: jobs
    )
    let outcome = await ReportBuild.run(["\(folder)/templates"], options) { log.add($0) }
    return (outcome, log)
  }

  @Test func `a step that several reports share runs once`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let names = ["a", "b", "c", "d"]
      let (outcome, log) = try await build(
        in: folder,
        Dictionary(uniqueKeysWithValues: names.map { ("templates/\($0).md", Self.template($0)) })
      )
      #expect(outcome.exitCode == 0)
      let states = log.states.withLock(\.self)
      #expect(
        names.compactMap { states[$0]?["rows"] }.sorted() == ["cached", "cached", "cached", "ran"]
      )
      #expect(names.allSatisfy { states[$0]?["own"] == "ran" })
      // Labels of one name do not meet, though all reports share one engine.
      for name in names {
        let page = try Fixture.read("\(folder)/reports/\(name).html")
        #expect(page.contains("There are 60000 rows in \(name), 1 times."))
      }
    }
  }

  @Test func `a report that fails stops no other, and the index says so`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let check = "```{check}\ndata: own\nrange: {n: {max: 5}}\n```\n"
      let (outcome, log) = try await build(
        in: folder,
        [
          "templates/fine.md": Self.template("Fine"),
          "templates/broken.md": "---\ntitle: B\n---\n```{sql x}\nSELECT * FROM nowhere\n```\n",
          "templates/deep/checked.md": Self.template("Checked", check),
          "templates/failing.md": "---\ntitle: F\n---\n```{sql x}\nSELECT 'a'::INT AS n\n```\n",
        ]
      )
      #expect(outcome.exitCode == 1)
      #expect(outcome.summary.hasPrefix("4 reports, 2 failed, 1 with failed checks ("))
      let codes = log.outcomes.withLock { $0.mapValues(\.exitCode) }
      #expect(codes == ["fine": 0, "broken": 1, "deep/checked": 2, "failing": 1])
      let index = try Fixture.read("\(folder)/reports/index.html")
      #expect(index.contains("4 reports, 2 failed, 1 with failed checks"))
      #expect(index.contains("no table &#39;nowhere&#39;") || index.contains("no table 'nowhere'"))
      // What was not written is not linked to.
      #expect(!index.contains("broken.html"))
      #expect(index.contains("href=\"deep/checked.html\""))
      #expect(index.contains("href=\"failing.html\""))
    }
  }

  @Test func `the same inputs give the same index, whatever ends first`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let rows = (1...12).map { "\($0)\n" }.joined()
      let files = ["templates/a.md": Self.template("A & <b>"), "rows.csv": "n\n" + rows]
      let first = try await build(in: folder, files, rows: "rows.csv")
      #expect(first.outcome.exitCode == 0)
      let index = try Fixture.read("\(folder)/reports/index.html")
      let page = try Fixture.read("\(folder)/reports/a/7.html")
      let again = try await build(in: folder, files, rows: "rows.csv", jobs: 1)
      #expect(again.outcome.exitCode == 0)
      #expect(try Fixture.read("\(folder)/reports/index.html") == index)
      #expect(try Fixture.read("\(folder)/reports/a/7.html") == page)
      let runs = Ledger(stateFolder: "\(folder)/.quire").runs()
      #expect(runs.count == 24)
      #expect(Set(runs.map(\.id)).count == 24)
    }
  }

  @Test func `rows may be read from Parquet`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      try await Engine.duckDB().connect().execute(
        """
        COPY (SELECT * FROM (VALUES (1.0, DATE '2025-01-31'), (NULL, NULL), (2.5, NULL))
          AS rows(n, day)) TO '\(folder)/rows.parquet' (FORMAT parquet)
        """
      )
      let front =
        "---\nparams:\n  n: 7\n  day: 2024-12-31\n---\n{{ params.n }} on {{ params.day }}\n"
      let (outcome, _) = try await build(
        in: folder,
        ["templates/a.md": front],
        rows: "rows.parquet"
      )
      #expect(outcome.exitCode == 1)
      let told = Fixture.text(outcome.diagnostics, in: folder)
      #expect(told.contains("row 3, column 'n': parameter 'n' must be a whole number, not '2.5'"))
      #expect(try Fixture.read("\(folder)/reports/a/1_2025-01-31.html").contains("1 on 2025-01-31"))
      #expect(try Fixture.read("\(folder)/reports/a/7_2024-12-31.html").contains("7 on 2024-12-31"))
    }
  }

  @Test func `a build that is cancelled leaves the index as it was`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let endless = "SELECT count(*) AS n FROM range(1000000000000) AS a WHERE hash(a.range) = 1"
      try Fixture.write("the last one", to: "\(folder)/reports/index.html")
      let begun = AsyncStream<Void>.makeStream()
      for name in ["a", "b", "c"] {
        let text = "---\ntitle: \(name)\n---\n```{sql x_\(name)}\n\(endless)\n```\n"
        try Fixture.write(text, to: "\(folder)/templates/\(name).md")
      }
      let options = BuildOptions(
        render: RenderOptions(outputFolder: "\(folder)/reports", stateFolder: "\(folder)/.quire"),
        jobs: 2
      )
      let task = Task {
        await ReportBuild.run(["\(folder)/templates"], options) { event in
          if case .report(_, .pipeline(.started(_, _))) = event { begun.continuation.yield() }
        }
      }
      for await _ in begun.stream { break }
      task.cancel()
      let outcome = await task.value
      #expect(outcome.exitCode == 130)
      #expect(outcome.indexPath == nil)
      #expect(try Fixture.read("\(folder)/reports/index.html") == "the last one")
    }
  }
}
