import Diagnostics
@testable import Reporting
import Testing

/// Limits on metrics: what holds and what breaks.
@Suite struct MetricRuleTests {
  private static let place = SourceFile(name: "t.md", text: "mae").span(0..<3)

  private static func rule(_ limit: MetricRule.Limit, candidate: String? = nil) -> MetricRule {
    MetricRule(
      table: Spanned("minutes.metrics", at: place),
      model: "minutes",
      metric: Spanned("mae", at: place),
      candidate: candidate.map { Spanned($0, at: place) },
      limit: limit,
      span: place,
      previous: nil
    )
  }

  private static let five = MetricRule.Tolerance(amount: 0.05, isShare: true, text: "5%")
  private static let none = MetricRule.Tolerance(amount: 0, isShare: true, text: "0%")
  private static let tenth = MetricRule.Tolerance(amount: 0.1, isShare: false, text: "0.1")

  struct Case: Sendable {
    let limit: MetricRule.Limit
    let value: Double?
    var reference: Double?
    var isHigherBetter = false
    let isBroken: Bool
  }

  static let cases = [
    Case(limit: .max(2), value: 2, isBroken: false),
    Case(limit: .max(2), value: 2.0001, isBroken: true),
    Case(limit: .min(0.9), value: 0.9, isBroken: false),
    Case(limit: .min(0.9), value: 0.8, isBroken: true),
    // What is missing or not a number breaks any limit.
    Case(limit: .max(2), value: nil, isBroken: true),
    Case(limit: .max(2), value: .nan, isBroken: true),
    Case(limit: .worseThanPrevious(five), value: .nan, reference: 1, isBroken: true),
    // 2.1 is 5% worse than 2, whatever the rounding.
    Case(limit: .worseThanPrevious(five), value: 2.1, reference: 2, isBroken: false),
    Case(limit: .worseThanPrevious(five), value: 2.1001, reference: 2, isBroken: true),
    Case(limit: .worseThanPrevious(five), value: 1, reference: 2, isBroken: false),
    Case(
      limit: .worseThanPrevious(five),
      value: 0.94,
      reference: 1,
      isHigherBetter: true,
      isBroken: true
    ),
    Case(
      limit: .worseThanPrevious(five),
      value: 0.95,
      reference: 1,
      isHigherBetter: true,
      isBroken: false
    ),
    // A share is one of the size: a score of −1 may fall to −1.05.
    Case(
      limit: .worseThanPrevious(five),
      value: -1.04,
      reference: -1,
      isHigherBetter: true,
      isBroken: false
    ),
    Case(limit: .worseThanPrevious(tenth), value: 2.1, reference: 2, isBroken: false),
    Case(limit: .worseThanPrevious(tenth), value: 2.2, reference: 2, isBroken: true),
    Case(limit: .worseThanBaseline(none), value: 2, reference: 2, isBroken: false),
    Case(limit: .worseThanBaseline(none), value: 2.01, reference: 2, isBroken: true),
    // Nothing to compare with.
    Case(limit: .worseThanPrevious(five), value: 9, reference: nil, isBroken: false),
    Case(limit: .worseThanPrevious(five), value: 9, reference: .nan, isBroken: false),
    Case(limit: .worseThanPrevious(five), value: .infinity, reference: .infinity, isBroken: false),
    Case(limit: .worseThanPrevious(five), value: .infinity, reference: 1, isBroken: true),
  ]

  @Test(arguments: cases)
  func `a limit holds or is broken`(_ one: Case) {
    let outcome = Self.rule(one.limit)
      .judge(one.value, reference: one.reference, isHigherBetter: one.isHigherBetter)
    #expect(outcome.isBroken == one.isBroken)
  }

  private static func model(_ rows: [ModelResults.Metric]) -> ModelResults {
    var model = ModelResults(name: "minutes")
    model.metrics = rows
    return model
  }

  @Test func `the chosen candidate is judged against the one chosen before`() throws {
    let now = Self.model([
      RunComparisonTests.metric("linear", "mae", 5),
      RunComparisonTests.metric("lightgbm", "mae", 3, chosen: true),
    ])
    let before = Self.model([
      RunComparisonTests.metric("linear", "mae", 2, chosen: true),
      RunComparisonTests.metric("lightgbm", "mae", 3),
    ])
    let chosen = try Self.rule(.worseThanPrevious(Self.five)).judge(now, previous: before)
    #expect(chosen == .init(value: 3, reference: 2, isBroken: true))
    let named = try Self.rule(.worseThanPrevious(Self.five), candidate: "lightgbm")
      .judge(now, previous: before)
    #expect(named == .init(value: 3, reference: 3, isBroken: false))
  }

  @Test func `names that the table does not have are told with a near one`() {
    let now = Self.model([RunComparisonTests.metric("linear", "mea", 5, chosen: true)])
    let unknown = #expect(throws: Diagnostic.self) {
      try Self.rule(.max(2)).judge(now, previous: nil)
    }
    #expect(unknown?.code == "unknown-metric" && unknown?.hint == "did you mean 'mea'?")
    let candidate = #expect(throws: Diagnostic.self) {
      try Self.rule(.max(2), candidate: "liner").judge(now, previous: nil)
    }
    #expect(candidate?.hint == "did you mean 'linear'?")
  }

  @Test func `worse needs a direction, and no candidate chosen a name`() {
    let directionless = Self.model([RunComparisonTests.metric("a", "mae", 5, higher: nil)])
    let direction = #expect(throws: Diagnostic.self) {
      try Self.rule(.worseThanPrevious(Self.five)).judge(directionless, previous: nil)
    }
    #expect(direction?.code == "no-direction")
    #expect(throws: Never.self) { try Self.rule(.max(6)).judge(directionless, previous: nil) }
    let several = Self.model([
      RunComparisonTests.metric("a", "mae", 5), RunComparisonTests.metric("b", "mae", 5),
    ])
    let chosen = #expect(throws: Diagnostic.self) {
      try Self.rule(.max(2)).judge(several, previous: nil)
    }
    #expect(chosen?.hint == "add 'candidate:' with one of a, b")
  }
}
