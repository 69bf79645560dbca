import Diagnostics
import Foundation
import Markup
import Options
import Tables
import Templates

@testable import Reporting

/// Small tables and options that the tests of the page share.
enum Sample {
  static let months = ["2022-01", "2022-02", "2022-03"]

  static func table(_ columns: [(String, DataType, [Value])]) throws -> Table {
    var built: [(name: String, column: Column)] = []
    for (name, type, values) in columns { built.append((name, try Column(type, values))) }
    return Table(built)
  }

  static func monthly() throws -> Table {
    try table([
      ("month", .utf8, months.map { .string($0) }),
      ("students", .int64, [.int(120), .int(80), .null]),
      ("rate", .float64, [.double(0.25), .double(-0.5), .double(1)]),
    ])
  }

  static func numbers(_ count: Int) throws -> Table {
    try table([("n", .int64, (0..<count).map { .int(Int64($0)) })])
  }

  /// A view of one column of values with the options of a plain table.
  static func view(
    _ table: Table,
    _ options: TableOptions = TableOptions(),
    number: Int? = 1,
    language: Language = .english
  ) -> TableView {
    TableView(
      table: table,
      options: options,
      id: "tbl-t",
      name: "t",
      number: number,
      words: Words(language)
    )
  }

  static func column(_ field: String) -> ColumnOptions {
    let span = SourceFile(name: "t.md", text: field).span(0..<field.utf8.count)
    return ColumnOptions(field: Spanned(field, at: span), span: span)
  }

  /// The HTML of the only cell of a table.
  static func cell(_ type: DataType, _ value: Value, _ language: Language = .english) throws
    -> String
  {
    let table = try table([("x", type, [value])])
    let html = view(table, language: language).node().html
    guard let start = html.range(of: "<tr><td"), let end = html.range(of: "</td></tr>") else {
      return html
    }
    return String(html[html.index(start.lowerBound, offsetBy: 4)..<end.upperBound].dropLast(5))
  }
}
