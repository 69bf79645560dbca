import Diagnostics
import Markup
import Tables
import Templates
import Testing

@testable import Reporting

@Suite struct MetricsViewTests {
  private func metric(
    _ now: Value,
    _ before: Value?,
    format: String = ",d",
    good: Bool? = nil
  ) throws -> Metric {
    Metric(
      label: "n",
      value: now,
      format: try FormatOption.parse(format),
      against: before,
      risingIsGood: good,
      language: .english
    )
  }

  @Test func `a rise is an arrow, a sign and words`() throws {
    let view = MetricsView(
      metrics: [try metric(.int(1_031), .int(1_000), good: true)],
      words: Words(.english)
    )
    #expect(
      view.node().html
        == #"<dl class="metrics"><div><dt>n</dt><dd class="value">1,031</dd><dd class="change good">"#
        + #"<b><span aria-hidden="true">▲"# + "\u{A0}"
        + #"</span><span class="sr">up, better </span>+3.1%</b> vs 1,000</dd></div></dl>"#
    )
  }

  @Test func `more can be worse, and the same is neither`() throws {
    #expect(try metric(.int(12), .int(10), good: false).change?.tone == .bad)
    #expect(try metric(.int(8), .int(10), good: false).change?.tone == .good)
    #expect(try metric(.int(10), .int(10), good: true).change?.tone == .neutral)
    #expect(try metric(.int(10), .int(10), good: true).change?.direction == .level)
    #expect(try metric(.int(10), .int(10), good: true).change?.text == "±0")
  }

  @Test func `a share changes by points and zero is no base`() throws {
    #expect(
      try metric(.double(0.334), .double(0.31), format: ".1%").change?.text == "+2.4\u{A0}pts"
    )
    #expect(try metric(.int(1_200), .int(0)).change?.text == "+1,200")
  }

  @Test func `without a number there is no change`() throws {
    #expect(try metric(.null, .int(1)).change == nil)
    #expect(try metric(.null, .int(1)).value == "–")
    #expect(try metric(.int(1), .null).change == nil)
    #expect(try metric(.int(1), nil).change == nil)
  }
}

@Suite struct HighlighterTests {
  private func html(_ text: String, _ language: String) -> String {
    Node.fragment(Highlighter(language: language).nodes(text)).html
  }

  @Test func `SQL has keywords, strings, numbers and comments`() {
    #expect(
      html("SELECT 'it''s' AS \"from\" -- all\nFROM t1 WHERE n > 1.5e3", "sql")
        == #"<span class="hl-k">SELECT</span> <span class="hl-s">'it''s'</span> "#
        + #"<span class="hl-k">AS</span> "from" <span class="hl-c">-- all</span>"# + "\n"
        + #"<span class="hl-k">FROM</span> t1 <span class="hl-k">WHERE</span> n &gt; "#
        + #"<span class="hl-n">1.5e3</span>"#
    )
  }

  @Test func `YAML has keys, strings, numbers and comments`() {
    #expect(
      html("# top\n- mark: bar # why\n  at: \"a: b\"\n  n: 12", "yaml")
        == #"<span class="hl-c"># top</span>"# + "\n"
        + #"- <span class="hl-k">mark</span>: bar<span class="hl-c"> # why</span>"# + "\n"
        + #"  <span class="hl-k">at</span>: <span class="hl-s">"a: b"</span>"# + "\n"
        + #"  <span class="hl-k">n</span>: <span class="hl-n">12</span>"#
    )
  }

  @Test(arguments: ["sql", "yaml", "swift", "SQL"])
  func `no character is lost`(language: String) {
    for text in ["'open", "/* open", "/*", "\"", "a:b", "", "\r\n-- x\r\ny", "값: 1 # 뒤", "1..2 🙂"] {
      #expect(Node.fragment(Highlighter(language: language).nodes(text)).plainText == text)
    }
  }
}

@Suite struct FailureAndCheckTests {
  @Test func `a failure shows message, line, caret and place`() throws {
    let file = SourceFile(name: "t.md", text: "SELECT 1\nFROM montly")
    let problem = Diagnostic(
      .error,
      "unknown-table",
      "no table 'montly'",
      at: file.span(14..<20),
      hint: "did you mean 'monthly'?"
    )
    let html = FailureBox(
      label: "monthly",
      diagnostics: [problem],
      affected: ["retention", "mau"],
      words: Words(.english)
    ).node().html
    #expect(html.contains("Step ‘monthly’ failed"))
    #expect(html.contains("no table 'montly' <code>unknown-table</code>"))
    #expect(
      html.contains(
        "    2 | FROM montly\n      |      <span class=\"caret\">^~~~~~</span> did you mean 'monthly'?"
      )
    )
    #expect(html.contains("<p class=\"place\">t.md:2:6</p>"))
    #expect(html.contains("Not made because of it: retention, mau"))
  }

  @Test func `a problem without a place gives its hint`() {
    let problem = Diagnostic(.error, "store", "cannot read <x>", at: nil, hint: "free some space")
    let html = FailureBox(diagnostics: [problem], words: Words(.korean)).node().html
    #expect(html.contains("cannot read &lt;x&gt;"))
    #expect(html.contains("<p class=\"hint\">free some space</p>"))
    #expect(html.contains("이 단계를 마치지 못했습니다"))
  }

  @Test func `a check lists its rules and the rows that break them`() throws {
    let html = CheckView(
      id: "check-1",
      rules: [
        .init(title: "id is unique", state: .passed),
        .init(title: "n is not null", state: .failed(rows: 1_203), offending: try Sample.monthly()),
        .init(title: "n > 0", state: .warned(rows: 1)),
        .init(title: "later", state: .notRun),
      ],
      words: Words(.english)
    ).node().html
    #expect(html.contains("<p class=\"title\">1 of 4 checks failed</p>"))
    #expect(html.contains("<span class=\"sr\">passed: </span>id is unique</li>"))
    #expect(
      html.contains("n is not null — 1,203 rows<figure class=\"table\" id=\"check-1-rows-2\"")
    )
    #expect(html.contains("3 of 1,203 rows are shown."))
    #expect(html.contains("<li class=\"warn\">"))
    #expect(!html.contains("class=\"tools\""))
  }

  @Test(arguments: [
    ([CheckView.Rule.State.passed, .passed], "All 2 checks passed", "검사 2건을 모두 통과했습니다"),
    ([.passed], "The check passed", "검사 1건을 모두 통과했습니다"),
    ([.failed(rows: 2)], "The check failed", "검사 1건 가운데 1건이 실패했습니다"),
    ([.passed, .notRun], "1 of 2 checks could not be run", "검사 2건 가운데 1건을 하지 못했습니다"),
  ])
  func `a check is summed up in both languages`(
    states: [CheckView.Rule.State],
    english: String,
    korean: String
  ) {
    for (language, heading) in [(Language.english, english), (.korean, korean)] {
      let rules = states.map { CheckView.Rule(title: "r", state: $0) }
      let view = CheckView(id: "c", rules: rules, words: Words(language))
      #expect(view.node().html.contains("<p class=\"title\">\(heading)</p>"))
    }
  }
}

@Suite struct FootnotesViewTests {
  @Test func `each mark gets its way back`() {
    let view = FootnotesView(
      notes: [.init(body: [.tag("p", [:], ["One."])], references: 2)],
      words: Words(.english)
    )
    let html = view.node().html
    #expect(FootnotesView.mark(1, occurrence: 2).html.contains(##"id="fnref-1-2" href="#fn-1""##))
    #expect(html.contains(#"<li id="fn-1"><p>One."#))
    #expect(html.contains(##"href="#fnref-1" role="doc-backlink""##))
    #expect(html.contains(##"href="#fnref-1-2" role="doc-backlink""##))
  }
}
