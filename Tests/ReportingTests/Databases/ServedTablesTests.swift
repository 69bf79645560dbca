import Diagnostics
import Foundation
import Pipeline
import Testing

@testable import Reporting

/// Steps that read and write the same table of a server.
@Suite struct `Steps of one table of a server` {
  private static func load(_ label: String, _ options: String) -> String {
    "```{load \(label)}\nfrom: postgresql\nconnection: NO_SUCH_SCHOOL\n\(options)\n```"
  }

  private static func store(_ label: String, _ options: String) -> String {
    "```{store \(label)}\ndata: rows\nconnection: NO_SUCH_SCHOOL\n\(options)\n```"
  }

  private static let rows = "```{sql rows}\nSELECT 1 AS id\n```"

  /// The steps that each one waits for beside those whose tables it reads.
  private func turns(_ blocks: String...) throws -> [String: [String]] {
    let bench = try RerunBench()
    try bench.write("t.md", "---\ntitle: T\n---\n" + blocks.joined(separator: "\n\n") + "\n")
    var diagnostics: [Diagnostic] = []
    let plan = Plan.read(
      bench.path("t.md"),
      parameters: [],
      parametersFile: nil,
      diagnostics: &diagnostics
    )
    #expect(diagnostics.isEmpty)
    let steps = try #require(plan).graph.steps
    return Dictionary(uniqueKeysWithValues: steps.map { ($0.id, $0.after.map(\.value)) })
      .filter { !$0.value.isEmpty }
  }

  @Test func `run in the order of the template`() throws {
    let turns = try turns(
      Self.load("old", "table: academy.students"),
      Self.rows,
      Self.store("kept", "to: postgresql\ntable: Students\nmode: upsert\nkey: id"),
      Self.load("new", "query: SELECT count(*) AS n FROM academy.students"),
      Self.load("other", "table: academy.logins"),
      Self.store("more", "to: postgresql\ntable: academy.students\nmode: append")
    )
    #expect(turns == ["kept": ["old"], "new": ["kept"], "more": ["new"]])
  }

  @Test func `wait for what feeds them, wherever it stands`() throws {
    let turns = try turns(
      Self.store("kept", "to: postgresql\ntable: students\nmode: replace"),
      "```{sql rows}\nSELECT id FROM old\n```",
      Self.load("old", "table: students")
    )
    #expect(turns.isEmpty)
  }

  @Test func `are told apart by schema, server and kind`() throws {
    let turns = try turns(
      Self.rows,
      Self.store("a", "to: postgresql\ntable: one.students\nmode: replace"),
      Self.store("b", "to: postgresql\ntable: two.students\nmode: replace"),
      Self.store("c", "to: mysql\ntable: one.students\nmode: replace"),
      "```{store d}\ndata: rows\nto: dynamodb\ntable: students\nkey: id\n```",
      "```{store e}\ndata: rows\nto: dynamodb\ntable: students\nkey: id\n```",
      Self.load("f", "query: SELECT * FROM one.students -- of two.students")
    )
    #expect(turns == ["e": ["d"], "f": ["a"]])
  }
}
