import Diagnostics
import Options
import Tables
import Testing

@testable import Reporting

@Suite struct TableOptionsTests {
  private func read(_ yaml: String) throws -> (TableOptions, [String]) {
    let file = SourceFile(name: "t.md", text: yaml)
    var broken: [Diagnostic] = []
    let node = OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &broken)
    #expect(broken == [])
    var reader = OptionReader(try #require(node), of: "directive 'table'")
    let options = TableOptions(&reader)
    return (options, reader.finish().map { DiagnosticPrinter().text($0) })
  }

  @Test func `everything a table can be told is read`() throws {
    let (options, problems) = try read(
      """
      title: Months
      columns:
        - month
        - {field: students, title: Students, format: ",d", align: center, bar: true, total: sum}
        - {field: rate, color: {scheme: redblue, domain: [-1, 0, 1]}}
      sort: [-students, month]
      search: true
      page: 12
      download: false
      totals: true
      rows: 500
      """
    )
    #expect(problems == [])
    #expect(options.title == "Months")
    #expect(options.columns?.map(\.field.value) == ["month", "students", "rate"])
    #expect(options.columns?[1].title == "Students")
    #expect(options.columns?[1].format?.value.string(.int(1_234)) == "1,234")
    #expect(options.columns?[1].alignment == .center)
    #expect(options.columns?[1].hasBar == true)
    #expect(options.columns?[1].total == .sum)
    #expect(options.columns?[2].colour == ColourScale(scheme: .redblue, domain: [-1, 0, 1]))
    #expect(options.sort.map(\.value) == ["-students", "month"])
    #expect(options.hasSearch == true)
    #expect(options.pageSize == 12)
    #expect(!options.hasDownload)
    #expect(options.rowLimit == 500)
  }

  @Test(arguments: [
    ("columns: month", "wrong-type"), ("columns: []", "no-columns"),
    ("columns: [{title: x}]", "missing-option"),
    ("columns: [{field: x, bars: true}]", "unknown-option"),
    ("columns: [{field: x, format: \",q\"}]", "bad-format"),
    ("columns: [{field: x, format: \"%Q!%J\"}]", "bad-format"),
    ("columns: [{field: x, align: middle}]", "unknown-choice"),
    ("columns: [{field: x, total: average}]", "unknown-choice"),
    ("columns: [{field: x, color: blue}]", "unknown-choice"),
    ("columns: [{field: x, color: {domain: [0, 1]}}]", "missing-option"),
    ("columns: [{field: x, color: {scheme: blues, domain: [1, 0]}}]", "bad-domain"),
    ("columns: [{field: x, color: {scheme: blues, domain: 3}}]", "bad-domain"),
    ("page: 0", "out-of-range"), ("rows: many", "wrong-type"), ("serach: true", "unknown-option"),
  ])
  func `a wrong option is one diagnostic`(yaml: String, code: String) throws {
    let (_, problems) = try read(yaml)
    #expect(problems.count == 1)
    #expect(problems.first?.contains("[\(code)]") == true)
  }

  @Test func `a wrong format is underlined and explained`() throws {
    let (_, problems) = try read("columns:\n  - {field: x, format: \",.d1\"}")
    #expect(
      problems.first?.hasPrefix("t.md:2:24: error: ',.d1' is not a number or time format: ") == true
        || problems.first?.hasPrefix("t.md:2:23: error: ',.d1' is not a number or time format: ")
          == true
    )
  }

  @Test func `a scheme gets a near match`() throws {
    let (_, problems) = try read("columns: [{field: x, color: blue}]")
    #expect(problems.first?.contains("there is no colour scheme 'blue'") == true)
    #expect(problems.first?.contains("did you mean 'blues'?") == true)
  }

  @Test(arguments: [
    ("columns: [mnth]", "unknown-column"), ("sort: -studnts", "unknown-column"),
    ("columns: [{field: month, bar: true}]", "needs-numbers"),
    ("columns: [{field: month, color: blues}]", "needs-numbers"),
    ("columns: [{field: month, total: mean}]", "needs-numbers"),
    ("columns: [{field: month, format: \",d\"}]", "format-mismatch"),
    ("columns: [{field: students, format: \"%Y\"}]", "format-mismatch"),
  ])
  func `options must fit the table`(yaml: String, code: String) throws {
    let (options, problems) = try read(yaml)
    #expect(problems == [])
    let schema = try Sample.monthly().schema
    #expect(options.check(against: schema, table: "monthly").map(\.code) == [code])
  }

  @Test func `a column whose name begins with a minus is itself`() {
    let schema = Schema([Field("-a", .int64), Field("a", .int64)])
    #expect(SortKey("-a", in: schema)?.column == 0)
    #expect(SortKey("-a", in: schema)?.isDescending == false)
    #expect(SortKey("-b", in: schema) == nil)
  }
}
