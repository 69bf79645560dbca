import Foundation
@testable import Reporting
import Testing

/// The folder of runs: whole ones or none, old ones included.
@Suite struct LedgerTests {
  private func ledger(in folder: String) -> Ledger { Ledger(stateFolder: folder) }

  private func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs")) ?? []).sorted()
  }

  @Test func `a record without the newer keys is read`() throws {
    let run = try RunComparisonTests.record("a")
    #expect(run.steps[0].definition == nil)
    #expect(run.steps[0].tables.isEmpty)
  }

  @Test func `tables are linked, not copied`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      try Fixture.write("rows", to: "\(folder)/store/a.parquet")
      let run = try RunComparisonTests.record("20260101-a")
      try ledger(in: folder).write(
        run,
        page: nil,
        tables: ["m.metrics.parquet": "\(folder)/store/a.parquet"]
      )
      let path = "\(folder)/runs/20260101-a/tables/m.metrics.parquet"
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.referenceCount] as? Int == 2)
      // The store's sweep takes its name away and leaves the rows.
      try FileManager.default.removeItem(atPath: "\(folder)/store")
      #expect(try Fixture.read(path) == "rows")
    }
  }

  @Test func `a run that cannot be written whole leaves nothing`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let run = try RunComparisonTests.record("20260101-a")
      #expect(throws: (any Error).self) {
        try ledger(in: folder).write(run, page: nil, tables: ["t.parquet": "\(folder)/none"])
      }
      #expect(names(folder) == [])
    }
  }

  @Test func `what a killed process left is passed over and then removed`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      // The system's numbers of processes end at 2^22.
      let dead = "20260101-000000-000-\(String(1 << 23, radix: 36)).partial"
      let living = "20260101-000000-000-\(String(getpid(), radix: 36)).partial"
      for name in [dead, living] { try Fixture.write("{", to: "\(folder)/runs/\(name)/run.json") }
      #expect(ledger(in: folder).runs().isEmpty)
      try ledger(in: folder).write(try RunComparisonTests.record("b"), page: nil)
      #expect(names(folder) == [living, "b"])
      #expect(ledger(in: folder).runs().map(\.id) == ["b"])
    }
  }

  @Test func `the last run whose checks passed is the measure, of this template alone`()
    async throws
  {
    try await Fixture.inTemporaryFolder { folder in
      let ledger = ledger(in: folder)
      for (id, state, template) in [
        ("1", "finished", "t.md"), ("2", "finished", "./t.md"), ("3", "failed checks", "t.md"),
        ("4", "failed", "t.md"), ("5", "finished", "u.md"),
      ] {
        var run = try RunComparisonTests.record(id)
        run.state = state
        run.template = template
        try ledger.write(run, page: nil)
      }
      let past = PastRuns(ledger: ledger, template: "t.md")
      #expect(past.newestPassed()?.id == "2")
      #expect(past.newestPassed { $0.id == "1" }?.id == "1")
      #expect(PastRuns(ledger: ledger, template: "v.md").newestPassed() == nil)
      #expect(PastRuns(ledger: nil, template: "t.md").newestPassed() == nil)
    }
  }

  @Test func `two runs are found by what is said of them`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let ledger = ledger(in: folder)
      func ids(_ old: String?, _ new: String?, _ template: String? = nil) throws -> [String] {
        let pair = try ledger.pair(old, new, template: template)
        return [pair.old.id, pair.new.id]
      }
      func message(_ old: String?, _ new: String?, _ template: String? = nil) -> String? {
        do { _ = try ids(old, new, template) } catch { return (error as? LedgerError)?.message }
        return nil
      }
      #expect(message(nil, nil) == "no runs yet")
      for (id, template) in [("11", "t.md"), ("12", "t.md"), ("21", "u.md"), ("13", "t.md")] {
        var run = try RunComparisonTests.record(id)
        run.template = template
        try ledger.write(run, page: nil)
      }
      #expect(
        message(nil, nil)
          == "there is only one run of 'u.md'; render it again to have two to compare"
      )
      #expect(try ids(nil, nil, "t.md") == ["12", "13"])
      #expect(try ids("11", nil) == ["11", "13"])
      #expect(try ids("13", nil) == ["12", "13"])
      #expect(try ids("12", "21") == ["12", "21"])
      #expect(message("1", nil) == "'1' may mean 11 or 12 or 13")
      #expect(message("9", nil) == "no run '9'; 'quire runs list' shows the runs there are")
      #expect(message(nil, nil, "tt.md") == "no run of 'tt.md'; did you mean 't.md'?")
      try Fixture.write("{", to: "\(folder)/runs/14/run.json")
      #expect(message("14", "11") == "the record of run '14' cannot be read")
    }
  }
}
