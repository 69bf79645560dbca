import Diagnostics
import Foundation
import Reporting
import Testing

/// What is run again when something changes, and what is not.
@Suite struct `A second render` {
  @Test func `runs nothing and writes the same bytes when nothing changed`() async throws {
    let bench = try RerunBench()
    let first = try await bench.render()
    #expect(first.outcome.exitCode == 0, "\(first.outcome.diagnostics)")
    #expect(first.ran == RerunBench.steps)
    let second = try await bench.render()
    #expect(second.ran == [])
    #expect(Set(second.reasons.values) == ["nothing changed"])
    #expect(second.page == first.page)
    #expect(
      second.outcome.summary.hasPrefix("nothing changed, 6 steps from the store; 1 check passed")
    )
  }

  @Test func `runs the steps downstream of one changed byte and names the file`() async throws {
    let bench = try RerunBench()
    let first = try await bench.render()
    try bench.write("a.csv", "name,amount\nada,1\nbob,2\nada,4\n")
    let second = try await bench.render()
    #expect(second.ran == ["a", "check-1_rule_1", "joined", "totals"])
    #expect(second.reasons["a"] == "a.csv changed")
    #expect(second.reasons["totals"] == "reads a, which changed")
    #expect(second.reasons["b"] == "nothing changed")
    #expect(second.outcome.explanation.contains("ran      a               a.csv changed"))
    #expect(first.page.contains(">4<") && second.page.contains(">5<"))
  }

  @Test func `stops where a change makes no difference`() async throws {
    let bench = try RerunBench()
    _ = try await bench.render()
    try bench.write("a.csv", "name,amount\nada,1\nada,3\nbob,2\n")
    let second = try await bench.render()
    #expect(second.ran == ["a", "totals"])
  }

  @Test func `knows earlier inputs when they come back`() async throws {
    let bench = try RerunBench()
    let first = try await bench.render()
    try bench.write("a.csv", "name,amount\nada,9\n")
    _ = try await bench.render()
    try bench.write("a.csv", "name,amount\nada,1\nbob,2\nada,3\n")
    let third = try await bench.render()
    #expect(third.ran == [])
    #expect(third.reasons["a"] == "a.csv changed; the store has this result")
    #expect(third.page == first.page)
  }

  @Test func `writes the same bytes from two stores`() async throws {
    let bench = try RerunBench()
    let one = try await bench.render(state: "one")
    let other = try await bench.render(state: "other")
    #expect(one.ran == other.ran)
    #expect(!one.page.isEmpty && one.page == other.page)
  }

  @Test func `may run beside another in the same process and folder`() async throws {
    let bench = try RerunBench()
    async let one = bench.render()
    async let other = bench.render()
    let both = try await [one, other]
    let alone = try await bench.render(state: "other")
    for rendered in both {
      #expect(rendered.outcome.exitCode == 0, "\(rendered.outcome.diagnostics)")
      #expect(rendered.page == alone.page)
    }
    #expect(both.flatMap(\.ran).sorted() == RerunBench.steps)
  }

  @Test func `runs nothing for an edit of the prose`() async throws {
    let bench = try RerunBench()
    _ = try await bench.render()
    try bench.edit("Some prose.", "Other words.\n\nAnd more of them.")
    let second = try await bench.render()
    #expect(second.ran == [])
    #expect(second.page.contains("Other words."))
  }

  @Test func `runs only what uses a changed parameter and says its name`() async throws {
    let bench = try RerunBench()
    _ = try await bench.render()
    let second = try await bench.render("since=2025-01-15")
    #expect(second.ran == ["check-1_rule_1", "joined", "recent"])
    #expect(
      second.reasons["recent"] == "the parameter since changed from '2025-01-01' to '2025-01-15'"
    )
    #expect(second.reasons["totals"] == "nothing changed")
  }

  @Test func `tells an edit of the SQL from a change of its parameter`() async throws {
    let bench = try RerunBench()
    _ = try await bench.render()
    try bench.edit("SELECT name, day FROM b", "SELECT day, name FROM b")
    let second = try await bench.render()
    #expect(second.reasons["recent"] == "the SQL changed")
    #expect(second.ran.contains("joined"))
  }

  @Test func `refreshes a label, and what reads it only when it came out different`() async throws {
    let bench = try RerunBench()
    _ = try await bench.render()
    let second = try await bench.render(refresh: .labels(["totals"]))
    #expect(second.ran == ["totals"])
    #expect(second.reasons["totals"] == "refresh asked for")
    let third = try await bench.render(refresh: .all)
    #expect(third.ran == RerunBench.steps)
  }

  @Test func `refuses to refresh a label that is not there`() async throws {
    let bench = try RerunBench()
    let outcome = try await bench.render(refresh: .labels(["total"])).outcome
    #expect(outcome.exitCode == 1)
    #expect(outcome.diagnostics.map(\.hint) == ["did you mean 'totals'?"])
    #expect(!FileManager.default.fileExists(atPath: bench.path("state")))
  }

  @Test func `runs a step that is not cached every time`() async throws {
    let bench = try RerunBench()
    try bench.edit("SELECT name, day FROM b", "--| cache: false\nSELECT name, day FROM b")
    _ = try await bench.render()
    let second = try await bench.render()
    #expect(second.ran == ["recent"])
    #expect(second.reasons["recent"] == "runs every time")
  }
}
