import Diagnostics
import Foundation
import Reporting
import Testing

/// `store` with `mode: append` to a local folder.
@Suite struct `Rows added to a stored folder` {
  /// Adds the rows of a file to `lake`, then counts what a reader of the folder sees.
  private static let template = """
    ---
    title: Added
    params:
      file: {type: string, default: first}
    ---
    ```{load rows}
    path: "{{ params.file }}.csv"
    types: {day: date}
    ```

    ```{store kept}
    data: rows
    to: lake
    partition_by: day
    mode: append
    ```

    ```{load lake}
    path: lake
    hive: true
    ```

    ```{sql all}
    SELECT count(*) AS n, sum(id)::INTEGER AS ids, (SELECT count(*) FROM kept) AS added FROM lake
    ```

    It holds {{ all[0].n }} rows, {{ all[0].ids }} in all; {{ all[0].added }} added.

    """

  private func bench() throws -> RerunBench {
    let bench = try RerunBench()
    try bench.write("first.csv", "id,day\n1,2025-01-01\n2,2025-01-02\n3,2025-01-02\n")
    try bench.write("second.csv", "id,day\n9,2025-01-02\n8,2025-01-03\n")
    try bench.write("report.md", Self.template)
    return bench
  }

  private func names(_ bench: RerunBench, _ folder: String = "lake") -> [String] {
    let all = FileManager.default.enumerator(atPath: bench.path(folder))?.allObjects as? [String]
    return (all ?? []).filter { $0.contains(".") }.sorted()
  }

  /// No trace of the writing beside the folder.
  private func isTidy(_ bench: RerunBench) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: bench.folder)
      .allSatisfy { !$0.hasSuffix(".partial") && !$0.hasSuffix(".lock") }
  }

  @Test func `stand beside those that were there, the same rows once`() async throws {
    let bench = try bench()
    let first = try await bench.render()
    #expect(first.outcome.exitCode == 0, "\(first.outcome.diagnostics)")
    #expect(first.page.contains("It holds 3 rows, 6 in all; 2 added."))
    let before = names(bench)
    let second = try await bench.render("file=second")
    #expect(second.page.contains("It holds 5 rows, 23 in all; 2 added."), "\(second.outcome)")
    let after = names(bench)
    #expect(after.count == 5 && Set(before).isSubset(of: after))
    // Another state knows nothing of what was written: the rows are there, and come once.
    let again = try await bench.render("file=first", state: "other")
    #expect(again.page.contains("It holds 5 rows, 23 in all; 2 added."))
    #expect(names(bench) == after)
    #expect(try isTidy(bench))
  }

  @Test func `are known in another order too, in whatever bytes`() async throws {
    let bench = try bench()
    _ = try await bench.render()
    let before = names(bench)
    try bench.write("first.csv", "id,day\n3,2025-01-02\n2,2025-01-02\n1,2025-01-01\n")
    let same = try await bench.render(state: "other")
    #expect(same.ran.contains("kept"))
    #expect(same.page.contains("It holds 3 rows, 6 in all; 2 added."), "\(same.outcome)")
    #expect(names(bench) == before)
    // One row more, and those of its folder are others; the rows of the other folder are known still.
    try bench.write("first.csv", "id,day\n3,2025-01-02\n2,2025-01-02\n2,2025-01-02\n1,2025-01-01\n")
    let more = try await bench.render(state: "other")
    #expect(more.page.contains("It holds 6 rows, 13 in all; 2 added."), "\(more.outcome)")
    #expect(Set(names(bench)).subtracting(before).map { $0.prefix(14) } == ["day=2025-01-02"])
    // What was damaged holds them no more.
    let whole = try #require(before.first { $0.hasPrefix("day=2025-01-01") })
    try bench.write("lake/\(whole)", "damaged")
    try bench.write("first.csv", "id,day\n1,2025-01-01\n")
    let healed = try await bench.render(state: "third")
    #expect(healed.page.contains("It holds 6 rows, 13 in all; 1 added."), "\(healed.outcome)")
    #expect(try isTidy(bench))
  }

  @Test func `are no obstacle to mode create, which wants nothing there`() async throws {
    let bench = try bench()
    try bench.edit("mode: append", "mode: create")
    _ = try await bench.render()
    let before = names(bench)
    try bench.write("first.csv", "id,day\n3,2025-01-02\n2,2025-01-02\n1,2025-01-01\n")
    let same = try await bench.render(state: "other")
    #expect(same.page.contains("It holds 3 rows, 6 in all; 2 added."), "\(same.outcome)")
    let second = try await bench.render("file=second", state: "other")
    #expect(
      second.outcome.diagnostics.map(\.message)
        == ["'lake' is there already, and 'mode: create' replaces nothing"]
    )
    #expect(names(bench) == before)
  }

  @Test func `are looked for at the next run, and nobody else's`() async throws {
    let bench = try bench()
    _ = try await bench.render()
    _ = try await bench.render("file=second")
    #expect(try await bench.render("file=second").ran == [])
    let own = try #require(names(bench).first { $0.hasPrefix("day=2025-01-03") })
    try FileManager.default.removeItem(atPath: bench.path("lake/\(own)"))
    let gone = try await bench.render("file=second")
    #expect(gone.ran.contains("kept"))
    #expect(gone.page.contains("It holds 5 rows, 23 in all"))
  }

  @Test func `are taken away when a killed run moved and did not list them`() async throws {
    let bench = try bench()
    try bench.write("third.csv", "id,day\n100,2025-01-01\n")
    _ = try await bench.render()
    let manifest = try String(contentsOfFile: bench.path("lake/_manifest.json"), encoding: .utf8)
    let before = names(bench)
    _ = try await bench.render("file=second")
    let second = Set(names(bench)).subtracting(before)
    #expect(second.count == 2)
    // As if the run had been killed before it listed what it had moved.
    try bench.write("lake/_manifest.json", manifest)
    // Somebody else's file of such a name is no killed run's.
    let strange = "day=2025-01-01/part-0-0123456789ab.parquet"
    try bench.write("lake/\(strange)", "somebody's")
    let refused = try await bench.render("file=third")
    #expect(
      refused.outcome.diagnostics.map(\.message)
        == ["'lake' is there already, and this project did not write it"]
    )
    #expect(Set(names(bench)) == second.union(before).union([strange]))
    try FileManager.default.removeItem(atPath: bench.path("lake/\(strange)"))
    let third = try await bench.render("file=third")
    #expect(third.page.contains("It holds 4 rows, 106 in all; 1 added."), "\(third.outcome)")
    #expect(second.isDisjoint(with: names(bench)))
  }

  @Test func `join no files of another kind, and none that are not quire's`() async throws {
    let bench = try bench()
    _ = try await bench.render()
    let before = names(bench)
    try bench.edit("mode: append", "mode: append\nformat: csv")
    // Nor do rows that it has already.
    for file in ["second", "first"] {
      let other = try await bench.render("file=\(file)")
      #expect(
        other.outcome.diagnostics.map(\.message) == [
          "the set at 'lake' holds parquet, divided by day: files of another kind cannot join it"
        ]
      )
    }
    try bench.edit("\nformat: csv", "")
    try bench.write("lake/mine.csv", "id\n7\n")
    let foreign = try await bench.render("file=second")
    #expect(
      foreign.outcome.diagnostics.map(\.message)
        == ["'lake' is there already, and this project did not write it"]
    )
    #expect(names(bench) == (before + ["mine.csv"]).sorted())
    try FileManager.default.removeItem(atPath: bench.path("lake/mine.csv"))
    try FileManager.default.removeItem(atPath: bench.path("lake/\(before[1])"))
    let lacking = try await bench.render("file=second")
    #expect(
      lacking.outcome.diagnostics.map(\.message)
        == ["the set at 'lake' lacks '\(before[1])', which its manifest lists"]
    )
    #expect(try isTidy(bench))
  }

  @Test func `come from several writers at once, none lost`() async throws {
    let bench = try bench()
    for number in 0..<6 {
      try bench.write("\(number).csv", "id,day\n\(1 << number),2025-01-01\n")
    }
    try await withThrowingTaskGroup(of: RenderOutcome.self) { group in
      for number in 0..<6 {
        // A state of its own, as projects of their own have.
        group.addTask {
          try await bench.render("file=\(number)", state: "state\(number)").outcome
        }
      }
      for try await made in group { #expect(made.exitCode == 0, "\(made.diagnostics)") }
    }
    let last = try await bench.render("file=0", state: "state9")
    #expect(last.page.contains("It holds 6 rows, 63 in all"))
    #expect(try isTidy(bench))
  }

  @Test func `need a folder`() async throws {
    let bench = try bench()
    try bench.edit("to: lake\npartition_by: day", "to: lake.csv")
    let refused = try await bench.render()
    #expect(
      refused.outcome.diagnostics.map(\.message).first
        == "'mode: append' adds files to a set, and 'lake.csv' is one file"
    )
  }
}
