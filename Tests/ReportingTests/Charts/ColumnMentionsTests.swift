import Diagnostics
import Options
import Testing

@testable import Reporting

/// Which columns of a table a chart fetches.
@Suite struct ColumnMentionsTests {
  private static let columns = ["day", "amount", "region name", "Notes", "a.b"]

  private func read(_ yaml: String) throws -> [String]? {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(name: "chart.yaml", text: yaml)
    let span = file.span(0..<file.bytes.count)
    let node = try #require(OptionNode.parse(yaml: span, into: &diagnostics))
    return ColumnMentions(node)?.columns(of: Self.columns)
  }

  @Test(arguments: [
    ("encoding: {x: day, y: 'sum(amount):Q'}", ["day", "amount"]),
    ("transform: [{filter: datum.amount > 3}]\nencoding: {x: {datum: 5}}", ["amount"]),
    ("transform: [{filter: \"datum['region name'] == 'x'\"}]", ["region name"]),
    ("transform: [{calculate: datum . notes, as: n}]", ["Notes"]),
    ("mark: bar\nencoding: {y: 'count()'}", ["day"]),
  ])
  func `the columns whose names the chart says`(_ yaml: String, _ wanted: [String]) throws {
    #expect(try read("data: t\n" + yaml) == wanted)
  }

  @Test(arguments: [
    "transform: [{filter: 'datum[field] > 3'}]",
    "transform: [{calculate: length( datum ), as: n}]",
    "mark: {type: point, tooltip: {content: data}}",
    "encoding: {x: 'a\\.b'}",
    "encoding: {x: '{{ name }}'}",
  ])
  func `all columns where one can be read without its name`(_ yaml: String) throws {
    #expect(try read("data: t\n" + yaml) == nil)
  }
}
