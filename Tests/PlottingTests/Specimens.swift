import Diagnostics
import Options
import Plotting
import Tables
import Testing

/// Charts from YAML, and small tables to draw them on.
enum Specimens {
  static func chart(_ yaml: String) throws -> Chart {
    var diagnostics: [Diagnostic] = []
    let chart = decode(yaml + "\ndata: data\n", &diagnostics)
    for problem in diagnostics where problem.severity == .error {
      Issue.record("\(DiagnosticPrinter().text(problem))")
    }
    return try #require(chart)
  }

  static func decode(_ yaml: String, _ diagnostics: inout [Diagnostic]) -> Chart? {
    let file = SourceFile(name: "chart.yaml", text: yaml)
    let span = file.span(0..<file.bytes.count)
    guard let node = OptionNode.parse(yaml: span, into: &diagnostics) else { return nil }
    return Chart(node, isWhole: true, diagnostics: &diagnostics)
  }

  static func draw(
    _ yaml: String,
    on table: Table,
    locale: ChartLocale = .english,
    theme: Theme = .report
  ) throws -> Drawing {
    try draw(chart(yaml), on: table, locale: locale, theme: theme)
  }

  static func draw(
    _ chart: Chart,
    on table: Table,
    locale: ChartLocale = .english,
    theme: Theme = .report,
    id: String = "c",
    label: String? = nil
  ) throws -> Drawing {
    var options = DrawingOptions()
    options.locale = locale
    options.theme = theme
    options.id = id
    options.label = label
    return try chart.draw(Tables(tables: ["data": table]), options)
  }

  /// Tables by name, and no files.
  struct Tables: DataFiles {
    var tables: [String: Table]

    func bytes(at url: Spanned<String>) throws(Diagnostic) -> [UInt8] {
      throw Diagnostic(.error, "cannot-read", "no files here", at: url.span)
    }

    func table(named name: String) -> Table? { tables[name] }
    var tableNames: [String] { tables.keys.sorted() }
  }

  /// What is wrong with a chart, printed, first on its own and then for a table.
  static func problems(_ yaml: String, on table: Table? = nil) -> String {
    var diagnostics: [Diagnostic] = []
    let chart = decode(yaml, &diagnostics)
    if let chart, let table {
      diagnostics += chart.check(main: ("data", table.schema)) { _ in nil }
    }
    return diagnostics.map { DiagnosticPrinter().text($0) }.joined(separator: "\n")
  }

  static func numbers(_ values: [Double?]) throws -> Column {
    try Column(.float64, values.map { $0.map { .double($0) } ?? .null })
  }

  static func integers(_ values: [Int64?]) throws -> Column {
    try Column(.int64, values.map { $0.map { .int($0) } ?? .null })
  }

  static func texts(_ values: [String?]) throws -> Column {
    try Column(.utf8, values.map { $0.map { .string($0) } ?? .null })
  }

  /// Dates from `2022-03-01`.
  static func dates(_ values: [String]) throws -> Column {
    let format = try TimeFormat("%Y-%m-%d")
    return try Column(
      .date32,
      values.map { text in
        let instant = try #require(format.milliseconds(parsing: text))
        return .date(Int64(instant / 86_400_000))
      }
    )
  }

  /// One year of monthly counts, in two groups.
  static func monthly() throws -> Table {
    let months = (1...12).map { "2022-" + ($0 < 10 ? "0" : "") + "\($0)-01" }
    let offline: [Int64?] = [61, 72, 95, 80, 66, 71, 120, 101, 77, 69, 64, 58]
    let online: [Int64?] = [20, 25, 31, 35, 29, 40, 62, 55, 41, 38, 33, 45]
    return Table([
      ("month", try dates(months + months)),
      ("students", try integers(offline + online)),
      (
        "group",
        try texts(
          Array(repeating: "offline", count: 12) + Array(repeating: "online", count: 12)
        )
      ),
    ])
  }
}
