import Foundation
@testable import Reporting
import Templates
import Testing

/// What differs between two runs, from records made by hand.
@Suite struct RunComparisonTests {
  static func metric(
    _ candidate: String,
    _ metric: String,
    _ value: Double?,
    spread: Double? = nil,
    higher: Bool? = false,
    chosen: Bool = false
  ) -> ModelResults.Metric {
    ModelResults.Metric(
      candidate: candidate,
      metric: metric,
      value: value,
      deviation: spread,
      baseline: nil,
      isHigherBetter: higher,
      isChosen: chosen,
      english: nil,
      korean: nil
    )
  }

  static func model(_ metrics: ModelResults.Metric...) -> ModelResults {
    var model = ModelResults(name: "minutes")
    model.metrics = metrics
    return model
  }

  @Test func `two runs that are alike differ in nothing`() throws {
    var run = try Self.record("b")
    run.parameters = ["from": "2025-01-01"]
    let side = RunSnapshot(record: run, models: [Self.model(Self.metric("linear", "mae", 2))])
    let comparison = RunComparison(side, side)
    #expect(!comparison.differs)
    #expect(comparison.text().hasSuffix("\n\nNothing differs."))
    #expect(comparison.parameters.map(\.name) == ["from"])
    #expect(comparison.onlyDifferences.parameters.isEmpty)
    // What is equal is shown when it is asked for.
    #expect(comparison.text(isWhole: true).contains("\n  from  2025-01-01  2025-01-01"))
  }

  @Test func `parameters that changed, came and went are told apart`() throws {
    var (old, new) = (try Self.record("a"), try Self.record("b"))
    old.parameters = ["from": "1", "gone": "x", "same": "y"]
    new.parameters = ["from": "2", "new": "z", "same": "y"]
    let rest = RunComparison(Self.bare(old), Self.bare(new)).onlyDifferences
    #expect(rest.parameters.map(\.name) == ["from", "new", "gone"])
    #expect(rest.parameters.map(\.old) == ["1", nil, "x"])
    #expect(rest.parameters.map(\.new) == ["2", "z", nil])
  }

  @Test func `a file differs by its bytes, a table by its digest or else by what is known`() throws
  {
    var (old, new) = (try Self.record("a"), try Self.record("b"))
    old.steps[0].files = [.init(path: "a.csv", sha256: "1", bytes: 5)]
    new.steps[0].files = [.init(path: "a.csv", sha256: "2", bytes: 5)]
    old.steps[0].tables = [
      .init(name: "t", rows: 1, bytes: 9, digest: "1"), .init(name: "u", rows: 1, bytes: 9),
      .init(name: "v", rows: 1, bytes: 9),
    ]
    new.steps[0].tables = [
      .init(name: "t", rows: 1, bytes: 9, digest: "2"),
      .init(name: "u", rows: 1, bytes: 9, digest: "2"), .init(name: "v", rows: 2, bytes: 9),
    ]
    let rest = RunComparison(Self.bare(old), Self.bare(new)).onlyDifferences
    #expect(rest.files.map(\.name) == ["a.csv"])
    // Of `u` the older run kept no digest, and all else is equal.
    #expect(rest.tables.map(\.name) == ["t", "v"])
  }

  @Test func `a step's changed SQL is shown line by line, its parameters are not`() throws {
    var (old, new) = (try Self.record("a"), try Self.record("b"))
    old.steps[0].definition = [
      .init(name: "parameter from", value: "1"),
      .init(name: "SQL", value: "SELECT a\nFROM t\nLIMIT 1"),
      .init(name: "option header", value: "true"),
    ]
    new.steps[0].definition = [
      .init(name: "parameter from", value: "2"), .init(name: "SQL", value: "SELECT b\nFROM t"),
      .init(name: "option header", value: "false"), .init(name: "option quote", value: "'"),
    ]
    let step = try #require(RunComparison(Self.bare(old), Self.bare(new)).steps.first)
    #expect(step.state == .changed)
    #expect(
      step.changes == [
        "the SQL changed", "the option header changed from 'true' to 'false'",
        "the option quote was added",
      ]
    )
    #expect(
      step.lines.map { ($0.isNew ? "+" : "-") + $0.text } == ["-SELECT a", "+SELECT b", "-LIMIT 1"]
    )
  }

  @Test func `a run without definitions says nothing of how its steps are defined`() throws {
    var (old, new) = (try Self.record("a"), try Self.record("b"))
    old.steps[0].definition = nil
    new.steps[0].definition = [.init(name: "SQL", value: "SELECT 1")]
    #expect(RunComparison(Self.bare(old), Self.bare(new)).steps.map(\.state) == [.same])
  }

  @Test(arguments: [
    (2.0, 1.0, false, NumberChange.Verdict.better, -0.5),
    (2.0, 3.0, false, .worse, 0.5),
    (0.5, 0.75, true, .better, 0.5),
    (-2.0, -3.0, true, .worse, -0.5),
  ])
  func `a change is good or bad by the metric's direction`(
    old: Double,
    new: Double,
    isHigherBetter: Bool,
    verdict: NumberChange.Verdict,
    relative: Double
  ) {
    let change = NumberChange(old, new, isHigherBetter: isHigherBetter)
    #expect(change.verdict == verdict)
    #expect(change.relative == relative)
  }

  @Test func `numbers that cannot be subtracted are compared all the same`() {
    #expect(!NumberChange(.nan, .nan).differs)
    #expect(!NumberChange(nil, nil).differs)
    #expect(!NumberChange(.infinity, .infinity).differs)
    #expect(NumberChange(1, .nan, isHigherBetter: true).verdict == .changed)
    #expect(NumberChange(nil, 1, isHigherBetter: true).verdict == .changed)
    #expect(NumberChange(0, 1).relative == nil)
    #expect(NumberChange(0, 1).difference == 1)
  }

  @Test func `a change below the larger spread of the folds is within noise`() {
    let old = Self.model(Self.metric("a", "mae", 2, spread: 0.1, chosen: true))
    for (value, isNoise) in [(2.29, true), (2.31, false), (1.71, true), (1.6, false)] {
      let new = Self.model(Self.metric("a", "mae", value, spread: 0.3, chosen: true))
      let change = ModelChange(old, new).metrics[0].change
      #expect(change.isWithinNoise == isNoise)
      #expect(change.deviation == 0.3)
    }
    let none = Self.model(Self.metric("a", "mae", 2.001, chosen: true))
    #expect(
      ModelChange(Self.model(Self.metric("a", "mae", 2)), none).metrics[0].change.isWithinNoise
        == false
    )
  }

  @Test func `the chosen candidates are compared, and each with its namesake`() {
    let old = Self.model(
      Self.metric("linear", "mae", 5, chosen: true),
      Self.metric("lightgbm", "mae", 6)
    )
    let new = Self.model(
      Self.metric("linear", "mae", 5),
      Self.metric("lightgbm", "mae", 4, chosen: true)
    )
    let change = ModelChange(old, new)
    #expect(change.oldChosen == "linear" && change.newChosen == "lightgbm")
    #expect(change.metrics.map(\.change.old) == [5] && change.metrics.map(\.change.new) == [4])
    #expect(change.candidates.map(\.newCandidate) == ["linear", "lightgbm"])
    #expect(change.onlyDifferences.candidates.map(\.newCandidate) == ["lightgbm"])
    let title = Words(.english).metricsOfModel("minutes", "linear", "lightgbm")
    #expect(title == "Metrics of model ‘minutes’: linear → lightgbm")
  }

  @Test func `groups stand by the size of their change, those in one run alone last`() {
    func group(_ name: String, _ value: Double?) -> ModelResults.Group {
      .init(feature: "grade", group: name, rowCount: 10, metric: "mae", value: value)
    }
    var old = Self.model(Self.metric("a", "mae", 1, chosen: true))
    var new = old
    old.groups = [group("A", 1), group("B", 1), group("C", 1), group("gone", 1)]
    new.groups = [group("new", 9), group("A", 1.5), group("B", -1), group("C", 1)]
    let change = ModelChange(old, new)
    #expect(change.groups.map(\.group) == ["B", "A", "C", "new", "gone"])
    #expect(change.groups.prefix(2).map(\.change.verdict) == [.better, .worse])
    #expect(change.onlyDifferences.groups.map(\.group) == ["B", "A", "new", "gone"])
  }

  @Test func `a model that only one run has is compared with nothing`() {
    let changes = ModelChange.all([Self.model(Self.metric("a", "mae", 1))], [])
    #expect(changes.map(\.name) == ["minutes"])
    #expect(changes[0].metrics.map(\.change.old) == [1] && changes[0].differs)
  }

  @Test func `checks are told when their state changed`() throws {
    var (old, new) = (try Self.record("a"), try Self.record("b"))
    old.checks = [
      .init(check: "c", rule: "r", state: "passed", failures: 0),
      .init(check: "c", rule: "s", state: "failed", failures: 1),
    ]
    new.checks = [
      .init(check: "c", rule: "r", state: "failed", failures: 3),
      .init(check: "c", rule: "s", state: "failed", failures: 2),
    ]
    let rest = RunComparison(Self.bare(old), Self.bare(new)).onlyDifferences
    #expect(rest.checks.map(\.rule) == ["r"])
    #expect(rest.checks.map(\.new) == ["failed"])
  }

  @Test func `JSON reads back as the same comparison, numbers that are none included`() throws {
    let old = RunSnapshot(
      record: try Self.record("a"),
      models: [Self.model(Self.metric("a", "mae", 1))]
    )
    let new = RunSnapshot(
      record: try Self.record("b"),
      models: [Self.model(Self.metric("a", "mae", .infinity))]
    )
    let comparison = RunComparison(old, new)
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity",
      negativeInfinity: "-Infinity",
      nan: "NaN"
    )
    let json = Data(try comparison.json(isWhole: true).utf8)
    #expect(try decoder.decode(RunComparison.self, from: json) == comparison)
  }

  @Test(arguments: [
    (1_234_567.0, "1,234,567"), (0.123456789, "0.12346"), (123456.789, "123,457"),
    (2.5, "2.5"), (0.00001234567, "1.2346e-5"), (-3.0, "−3"), (1e20, "1e+20"),
  ])
  func `numbers are readable`(number: Double, text: String) {
    #expect(ReadableNumber(locale: Language.english.locale).text(number) == text)
  }

  @Test(arguments: [
    (0.5, "+50.0%"), (-0.0042, "−0.42%"), (12.345, "+1,234.5%"), (1e-9, "+0%"),
  ])
  func `shares are readable`(share: Double, text: String) {
    #expect(ReadableNumber(locale: Language.english.locale).signedPercentage(share) == text)
  }

  /// A record with one step.
  static func record(_ id: String) throws -> RunRecord {
    let json = """
      {"id": "\(id)", "template": "t.md", "title": "T", "state": "finished",
       "started": "2026-01-01T00:00:00Z", "seconds": 1, "quire": "0", "engine": "e",
       "parameters": {}, "output": "o", "checks": [], "metrics": [], "problems": [],
       "steps": [{"id": "s", "kind": "sql", "state": "ran", "reason": "", "fingerprint": "f",
         "seconds": 1, "tables": [], "files": []}]}
      """
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(RunRecord.self, from: Data(json.utf8))
  }

  static func bare(_ record: RunRecord) -> RunSnapshot { RunSnapshot(record: record, models: []) }
}
