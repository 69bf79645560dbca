import Diagnostics
import Foundation
import Markup
import Tables
import Templates
import Testing

@testable import Reporting

@Suite struct TableViewTests {
  @Test(arguments: [
    (DataType.int64, Value.int(2022), #"<td class="n">2022</td>"#),
    (.int64, .int(1_234_567), #"<td class="n" data-v="1234567">1,234,567</td>"#),
    (.int64, .int(-7), #"<td class="n" data-v="-7">−7</td>"#),
    (.float64, .double(0.1), #"<td class="n">0.1</td>"#),
    (.float64, .double(1.0 / 3), #"<td class="n" data-v="0.3333333333333333">0.3333</td>"#),
    (
      .decimal128(precision: 12, scale: 2), .decimal(123_450, scale: 2),
      #"<td class="n" data-v="1234.50">1,234.50</td>"#
    ),
    (.date32, .date(18_993), #"<td class="t">2022-01-01</td>"#),
    (
      .timestamp(.microsecond, zone: nil),
      .timestamp(Timestamp(1_640_995_200_000_000, .microsecond)),
      #"<td class="t" data-v="2022-01-01 00:00:00">2022-01-01</td>"#
    ),
    (
      .bool, .bool(true),
      #"<td class="c" data-v="true"><span role="img" aria-label="yes">✓</span></td>"#
    ),
    (
      .utf8, .null,
      #"<td class="t null" data-v=""><span role="img" aria-label="no value">–</span></td>"#
    ),
    (.utf8, .string("<b>&\""), #"<td class="t">&lt;b&gt;&amp;"</td>"#),
    (.utf8, .string("a\u{0}b"), #"<td class="t">a␀b</td>"#),
    (.utf8, .string("{{ x }}"), #"<td class="t">{{ x }}</td>"#),
    (.utf8, .string("שלום"), #"<td class="t" dir="auto">שלום</td>"#),
    (.utf8, .string("a\u{202E}b"), #"<td class="t" dir="auto">a\u{202E}b</td>"#),
  ])
  func `a cell shows its value and keeps the exact one`(
    type: DataType,
    value: Value,
    html: String
  ) throws {
    let expected = html.replacing("\\u{202E}", with: "\u{202E}")
    #expect(try Sample.cell(type, value) == expected)
  }

  @Test func `a text of ten thousand characters is clipped and whole at once`() throws {
    let text = String(repeating: "가나다라 ", count: 2_000)
    let cell = try Sample.cell(.utf8, .string(text))
    #expect(cell.contains("<summary>\(text.prefix(120))…</summary>"))
    #expect(cell.contains("<span class=\"full\">\(text)</span>"))
  }

  @Test func `what screen readers hear is in the report's language`() throws {
    #expect(try Sample.cell(.bool, .bool(false), .korean).contains(#"aria-label="아니요""#))
    #expect(try Sample.cell(.utf8, .null, .korean).contains(#"aria-label="값 없음""#))
  }

  @Test func `numbers of a column have the same decimals`() throws {
    let html = Sample.view(try Sample.monthly()).node().html
    #expect(html.contains(#"<td class="n" data-v="0.25">0.25</td>"#) == false)
    #expect(html.contains(#"<td class="n">0.25</td>"#))
    #expect(html.contains(#"<td class="n" data-v="-0.5">−0.50</td>"#))
    #expect(html.contains(#"<td class="n" data-v="1">1.00</td>"#))
  }

  @Test func `a heading names its column for scripts and readers`() throws {
    var options = TableOptions()
    var month = Sample.column("month")
    month.title = "월"
    options.columns = [month, Sample.column("students")]
    let html = Sample.view(try Sample.monthly(), options).node().html
    #expect(html.contains(#"<th scope="col" data-kind="text" data-field="month">월</th>"#))
    #expect(html.contains(#"<th scope="col" class="n" data-kind="number">students</th>"#))
    #expect(!html.contains("rate"))
  }

  @Test func `rows are sorted with missing values last either way`() throws {
    for (key, first) in [("students", "2022-02"), ("-students", "2022-01")] {
      var options = TableOptions()
      let span = Sample.column(key).span
      options.sort = [Spanned(key, at: span)]
      let html = Sample.view(try Sample.monthly(), options).node().html
      let body = html.components(after: "<tbody>")
      #expect(body.hasPrefix("\n<tr><td class=\"t\">\(first)</td>"))
      #expect(
        body.range(of: "2022-03").map {
          $0.lowerBound > body.range(of: first)?.lowerBound ?? body.endIndex
        } == true
      )
    }
  }

  @Test func `a long table says how much of it is shown`() throws {
    var options = TableOptions()
    options.rowLimit = 10
    let table = try Sample.numbers(1_200)
    let english = Sample.view(table, options).node().html
    #expect(
      english.contains(
        "<b>Table\u{A0}1</b> <span class=\"remark\">10 of 1,200 rows are shown.</span></figcaption>"
      )
    )
    let korean = Sample.view(table, options, language: .korean).node().html
    #expect(
      korean.contains(
        "<b>표\u{A0}1</b> <span class=\"remark\">전체 1,200행 가운데 10행을 보입니다.</span></figcaption>"
      )
    )
  }

  @Test(arguments: [(15, false, false), (16, true, false), (40, true, false), (41, true, true)])
  func `search and pages come with length`(rows: Int, hasSearch: Bool, hasPages: Bool) throws {
    let html = Sample.view(try Sample.numbers(rows)).node().html
    #expect(html.contains("type=\"search\"") == hasSearch)
    #expect(html.contains("data-page=\"25\"") == hasPages)
    #expect(html.contains("class=\"pager\"") == hasPages)
    #expect(html.contains("class=\"csv\""))
  }

  @Test func `controls are hidden until the script shows them`() throws {
    let html = Sample.view(try Sample.numbers(50)).node().html
    #expect(html.contains("<div class=\"tools\" hidden>"))
    #expect(html.contains(#"<nav class="pager" aria-label="Pages of Table"#))
    #expect(html.contains("\" hidden><span class=\"range\""))
    #expect(!html.contains("<tr hidden"))
  }

  @Test func `an empty table has no controls and says so`() throws {
    let html = Sample.view(try Sample.numbers(0)).node().html
    #expect(!html.contains("class=\"tools\""))
    #expect(html.contains("<p class=\"more\">No rows.</p>"))
  }

  @Test func `totals stand in the foot over all rows`() throws {
    var options = TableOptions()
    options.rowLimit = 1
    var students = Sample.column("students")
    students.total = .sum
    var rate = Sample.column("rate")
    rate.total = .mean
    options.columns = [Sample.column("month"), students, rate]
    let html = Sample.view(try Sample.monthly(), options).node().html
    #expect(
      html.contains(
        #"<tfoot><tr><th scope="row">Total</th><td class="n"><span class="kind">sum</span>200</td>"#
          + #"<td class="n"><span class="kind">mean</span>0.25</td></tr></tfoot>"#
      )
    )
  }
}

extension String {
  /// What follows the first occurrence of `mark`.
  func components(after mark: String) -> String {
    range(of: mark).map { String(self[$0.upperBound...]) } ?? ""
  }
}
