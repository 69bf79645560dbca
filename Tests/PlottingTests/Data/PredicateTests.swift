import Diagnostics
import Expressions
import Tables
import Testing

@testable import Plotting

@Suite struct PredicateTests {
  private let rows = #"""
    [{"i": 0, "n": 1, "t": "a", "d": "2012-03-05"}, {"i": 1, "n": 4, "t": "b", "d": "2013-03-20"},
     {"i": 2, "n": null, "t": null, "d": "2012-07-01"}, {"i": 3, "n": -2, "t": "c", "d": null}]
    """#

  private func passing(_ predicate: String) throws -> [Double] {
    try Rows.apply("[{filter: \(predicate)}]", to: Rows.json(rows)).numbers("i")
  }

  /// What Vega-Lite gives; null counts as 0 where sizes are compared.
  @Test(
    arguments: [
      ("{field: n, equal: 4}", [1.0]), ("{field: n, lt: 1}", [2, 3]),
      ("{field: n, lte: 1}", [0, 2, 3]),
      ("{field: n, gt: 1}", [1]), ("{field: n, gte: 0}", [0, 1, 2]),
      ("{field: n, range: [1, 5]}", [0, 1]),
      ("{field: n, range: [null, 0]}", [2, 3]), ("{field: n, range: [5, 1]}", [0, 1]),
      ("{field: t, oneOf: [a, c, x]}", [0, 3]), ("{field: n, valid: true}", [0, 1, 3]),
      ("{field: n, valid: false}", [2]), ("{field: t, gt: a}", [1, 3]),
      ("{not: {field: t, equal: a}}", [1, 2, 3]),
      ("{and: [{field: n, gt: 0}, {or: [\"datum.t == 'b'\", {field: n, equal: 9}]}]}", [1]),
      ("\"datum.n > 0 && datum.t != 'b'\"", [0]),
      ("{field: d, timeUnit: month, equal: 3}", [0, 1]),
      ("{field: d, timeUnit: month, oneOf: [jul]}", [2]),
      ("{field: d, timeUnit: year, equal: 2013}", [1]),
      (
        "{field: d, timeUnit: yearmonth, range: [{year: 2012, month: 3}, {year: 2012, month: 12}]}",
        [0, 2]
      ),
      ("{field: d, lt: {year: 2012, month: 4}}", [0, 3]),
      ("{field: n, gt: {expr: 1 + 2}}", [1]),
    ]
  )
  func `fields are tested`(predicate: String, expected: [Double]) throws {
    #expect(try passing(predicate) == expected)
  }

  @Test func `wrong predicates are told of`() {
    #expect(
      Rows.problems("[{filter: {param: brush}}]")
        == [
          "'param' tests a selection, and a still picture has none — test a field, or write an expression"
        ]
    )
    #expect(
      Rows.problems("[{filter: {field: a}}]").first?.hasPrefix("the predicate of 'a' says nothing")
        == true
    )
    #expect(
      Rows.problems("[{filter: {field: a, equals: 3}}]").first
        == "a predicate has no option 'equals' — did you mean 'equal'?"
    )
    #expect(
      Rows.problems("[{filter: {field: a, range: 3}}]") == [
        "'range' must be a list of two, not a number"
      ]
    )
    #expect(Rows.problems("[{filter: \"datum.a >\"}]").count == 1)
    #expect(
      Rows.problems("[{filter: {equal: 3}}]").first?.hasPrefix(
        "a predicate needs the option 'field'"
      ) == true
    )
  }

  @Test func `an unknown column of a test is a diagnostic at its place`() throws {
    let error = Rows.complaint { _ = try passing("{field: m, equal: 3}") }
    #expect(error?.code == "unknown-column")
    #expect(error?.span?.text == "m")
  }
}
