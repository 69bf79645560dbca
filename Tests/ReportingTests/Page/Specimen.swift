import Diagnostics
import Foundation
import Markup
import Tables
import Templates
import Testing

@testable import Reporting

/// A page with one of everything, as a printer's specimen shows its types.
///
/// `SPECIMEN=FOLDER swift test --filter specimen` writes it in both languages, to be looked at.
enum Specimen {
  static func page(_ language: Language) throws -> PageShell {
    let words = Words(language)
    let isKorean = language == .korean
    func say(_ korean: String, _ english: String) -> String { isKorean ? korean : english }
    func paragraph(_ nodes: [Node]) -> Node { .tag("p", [:], nodes) }
    func heading(_ level: Int, _ id: String, _ text: String) -> Node {
      HeadingView(level: level, id: id, content: [.text(text)]).node()
    }
    let opening = paragraph([
      .text(
        say(
          "학생은 등록한 뒤 48시간 안에 세 번 움직인다. 이 보고서는 한 해의 기록을 읽어 등록과 매출의 흐름을 살핀다.",
          "Students act three times within the forty-eight hours after they register. This report"
            + " reads the records of a year and follows registrations and revenue."
        )
      ),
      FootnotesView.mark(1, occurrence: 1),
    ])
    return PageShell(
      title: say("학원에서 보낸 시간", "Time at the academy"),
      subtitle: say("등록과 학습의 한 해", "A year of registrations and study"),
      authors: ["Kim Min-ji", "Lee Do-yun"],
      date: "2022-12-31",
      language: language,
      description: say("등록과 학습의 한 해", "A year of registrations and study"),
      contents: [
        ContentsEntry(level: 2, id: "overview", text: .text(say("한눈에", "Overview"))),
        ContentsEntry(level: 3, id: "days", text: .text(say("하루마다", "Day by day"))),
        ContentsEntry(level: 2, id: "trust", text: .text(say("확인", "Checks"))),
      ],
      body: [
        heading(2, "overview", say("한눈에", "Overview")), opening, metrics(language), prose(words),
        try table(words, rows: 12, number: 1), drawing(words),
        heading(3, "days", say("하루마다", "Day by day")),
        prose(words), try table(words, rows: 203, number: 2),
        CodeView(text: "-- all\nSELECT 'x' AS month, 12.5\nFROM t", language: "sql").node(),
        CodeView(text: "mark: bar\nn: 3", language: "yaml").echoed(words: words),
        heading(2, "trust", say("확인", "Checks")), failure(words),
        try check(words),
      ]
        + CalloutView.Kind.allCases.map { kind in
          CalloutView(kind: kind, title: nil, body: [prose(words)], words: words).node()
        }
        + [
          .tag(
            "ul",
            ["class": "tasks"],
            [true, false].map { isDone in
              .tag("li", ["class": "task"], [TaskMark.node(isDone: isDone, words: words), "task"])
            }
          ),
          FootnotesView(notes: [.init(body: [prose(words)], references: 1)], words: words).node(),
        ],
      appendix: ProvenanceView(
        facts: [("Engine", "DuckDB 1.5.5"), ("data", "../data/academy")],
        columns: [
          .init(title: "Step"), .init(title: "Rows", style: .number),
          .init(title: "Fingerprint", style: .code),
        ],
        rows: [["monthly", "12", "9f2c41d07a"], ["daily", "203", "77ab01e9c2"]],
        words: words
      ).node()
    )
  }

  private static func prose(_ words: Words) -> Node {
    .tag("p", [:], [.text(words.language == .korean ? "한 번만 셌다." : "It is counted once.")])
  }

  private static func metrics(_ language: Language) -> Node {
    let counts = try? FormatOption.parse(",d")
    let shares = try? FormatOption.parse(".1%")
    return MetricsView(
      metrics: [
        Metric(
          label: "Students",
          value: .int(1_031),
          format: counts,
          against: .int(1_000),
          risingIsGood: true,
          language: language
        ),
        Metric(
          label: "Failures",
          value: .int(12),
          format: counts,
          against: .int(10),
          risingIsGood: false,
          language: language
        ),
        Metric(
          label: "Rate",
          value: .double(0.334),
          format: shares,
          against: .double(0.334),
          language: language
        ),
        Metric(
          label: "Hours",
          value: .double(12.62),
          format: nil,
          note: "online",
          language: language
        ),
      ],
      words: Words(language)
    ).node()
  }

  /// Columns of every kind, with values from data that must stay text.
  private static func table(_ words: Words, rows: Int, number: Int) throws -> Node {
    let texts = ["김서준", "<script>alert(1)</script>", "مرحبا", "a\u{0}b", "{{ x }}", "\"q\", 'r'"]
    let long = String(repeating: "긴 글 ", count: 2_500)
    func value(_ row: Int) -> Double { Double((row * 7_919) % 997) / 7 - 40 }
    let table = try Sample.table([
      ("day", .date32, (0..<rows).map { .date(Int64(18_993 + $0)) }),
      ("name", .utf8, (0..<rows).map { .string($0 == 7 ? long : texts[$0 % texts.count]) }),
      ("online", .bool, (0..<rows).map { .bool($0 % 3 != 0) }),
      ("change", .float64, (0..<rows).map { $0 == 4 ? .null : .double(value($0)) }),
      ("rate", .float64, (0..<rows).map { .double(abs(value($0)) / 110) }),
      ("amount", .int64, (0..<rows).map { .int(Int64(value($0) * 1e5)) }),
    ])
    var options = TableOptions()
    var change = Sample.column("change")
    change.hasBar = true
    change.format = Spanned(try FormatOption.parse("+.1f"), at: change.span)
    var rate = Sample.column("rate")
    rate.colour = ColourScale(scheme: number == 1 ? .teals : .bluered)
    rate.format = Spanned(try FormatOption.parse(".1%"), at: rate.span)
    rate.total = .mean
    var amount = Sample.column("amount")
    amount.total = .sum
    options.columns =
      [Sample.column("day"), Sample.column("name"), Sample.column("online"), change, rate, amount]
    let id = "tbl-\(number)"
    return TableView(
      table: table,
      options: options,
      id: id,
      name: "daily",
      number: number,
      caption: [.text("Registrations & revenue")],
      rowCount: number == 2 ? 642_812 : nil,
      words: words
    ).node()
  }

  private static func drawing(_ words: Words) -> Node {
    let bars = (0..<10).map { place in
      Node.tag(
        "rect",
        [
          "x": "\(place * 76)", "y": "\(20 * place)", "width": "60",
          "height": "\(240 - 20 * place)",
          "fill": "var(--q-s\(place + 1))",
        ]
      )
    }
    let drawing = Node.tag(
      "svg",
      ["viewBox": "0 0 760 240", "role": "img", "aria-label": "Bars"],
      bars
    )
    return ChartFigure(
      id: "fig-a",
      caption: FigureCaption(label: words.figure(1), content: [.text("Ten colours")]),
      drawing: drawing,
      width: 760,
      name: "a",
      words: words
    ).node()
  }

  private static func failure(_ words: Words) -> Node {
    let file = SourceFile(name: "templates/academy.md", text: "SELECT 1\nFROM montly")
    let problem = Diagnostic(
      .error,
      "unknown-table",
      "no table 'montly'",
      at: file.span(14..<20),
      hint: "did you mean 'monthly'?"
    )
    return FailureBox(label: "monthly", diagnostics: [problem], affected: ["mau"], words: words)
      .node()
  }

  private static func check(_ words: Words) throws -> Node {
    CheckView(
      id: "check-1",
      rules: [
        .init(title: "user_id is unique", state: .passed),
        .init(
          title: "grade is one of A, B, C",
          state: .failed(rows: 3),
          offending: try Sample.monthly()
        ),
      ],
      words: words
    ).node()
  }
}

@Suite struct SpecimenTests {
  @Test(arguments: Language.allCases)
  func `a specimen page can be written out to be looked at`(language: Language) throws {
    let bytes = try Specimen.page(language).html()
    #expect(bytes.count > 50_000)
    guard let folder = ProcessInfo.processInfo.environment["SPECIMEN"] else { return }
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/specimen-\(language.rawValue).html"))
  }
}
