import Foundation
import Markup
@testable import Reporting
import Templates
import Testing

/// The page that compares two runs, from a template that is rendered twice.
@Suite struct RunComparisonPageTests {
  private static let hostile = "<script>alert(1)</script>\" onmouseover=\"x"

  private static let template = """
    ---
    title: Small
    lang: en
    params:
      shift: {type: integer, default: 0}
      name: {type: string, default: plain}
    ---

    ## Words

    There are {{ length(by_x) }} values, and their name is {{ params.name }}.

    This never changes.

    {% if params.shift == 0 %}
    Only the first run says this.
    {% endif %}

    ## Numbers

    ```{load raw}
    path: data.csv
    ```

    ```{sql by_x}
    SELECT x, count(*) AS n FROM raw GROUP BY x ORDER BY x
    ```

    ```{chart bars}
    data: by_x
    mark: bar
    encoding: {x: "x:O", y: "n:Q"}
    caption: "Counts of {{ params.name }}"
    ```

    ```{chart}
    data:
      values: [{a: 1, b: 2}]
    mark: {type: line, clip: true}
    encoding: {x: "a:Q", y: "b:Q"}
    caption: Always the same
    ```

    ```{metrics}
    cards:
      - {label: Values, value: "length(by_x)", good: up}
    ```

    ```{check counts}
    data: by_x
    rows: {max: 3}
    ```

    ```{sql minutes_metrics}
    SELECT *
    FROM (VALUES ('linear', 'mae', 5.0 + {{ params.shift }}, 0.5, false, true),
      ('linear', 'r2', 0.5 - {{ params.shift }} / 100, 0.02, true, true))
      AS t (candidate, metric, value, deviation, higher_is_better, is_best)
    ```

    ```{sql minutes_thresholds}
    SELECT (1 - t / 10) ** (0.3 + {{ params.shift }} / 5) AS recall, (1 - t / 10) ** 2 AS fpr,
      0.5 + t / 20 AS precision
    FROM range(11) AS r (t)
    ```
    """

  /// Two runs: on three values, then on five with other parameters.
  private static func rendered(
    _ body: (Ledger, _ old: RunRecord, _ new: RunRecord) async throws -> Void
  ) async throws {
    try await Fixture.inTemporaryFolder { folder in
      try Fixture.write(template, to: "\(folder)/small.md")
      for (data, parameters) in [
        ("x\n1\n2\n3\n", []), ("x\n1\n2\n3\n4\n5\n5\n", ["shift=1", "name=\(hostile)"]),
      ] {
        try Fixture.write(data, to: "\(folder)/data.csv")
        let outcome = await Report.render(
          "\(folder)/small.md",
          RenderOptions(
            parameters: parameters,
            outputFolder: "\(folder)/reports",
            threads: 1,
            stateFolder: "\(folder)/.quire"
          )
        )
        #expect(Fixture.text(outcome.diagnostics, in: folder) == "")
      }
      let ledger = Ledger(stateFolder: "\(folder)/.quire")
      let pair = try ledger.pair(nil, nil)
      try await body(ledger, pair.old, pair.new)
    }
  }

  private static let links = RunComparisonPage.Links(
    run: { "/runs/\($0.id)" },
    report: { "/runs/\($0.id)/page" },
    onlyDifferences: "/compare",
    everything: "/compare?all=1"
  )

  private static func html(
    _ page: RunComparisonPage,
    _ language: Language = .english,
    isWhole: Bool = false
  ) -> String {
    Node.fragment(page.nodes(language, isWhole: isWhole, links: links)).html
  }

  @Test func `what differs is told, and nothing else`() async throws {
    try await Self.rendered { ledger, old, new in
      let page = try await RunComparisonPage(old, new, in: ledger)
      let rest = page.comparison.onlyDifferences
      #expect(rest.parameters.map(\.name) == ["name", "shift"])
      #expect(rest.files.count == 1)
      #expect(rest.cards.map { [$0.old, $0.new] } == [["3", "5"]])
      #expect(rest.checks.map { [$0.old, $0.new] } == [["passed", "failed"]])
      #expect(
        rest.prose == [
          ParagraphChange(
            section: ["Words"],
            kind: .paragraph,
            old: "There are 3 values, and their name is plain.",
            new: "There are 5 values, and their name is \(Self.hostile)."
          ),
          ParagraphChange(
            section: ["Words"],
            kind: .paragraph,
            old: "Only the first run says this.",
            new: nil
          ),
        ]
      )
      #expect(rest.charts.map(\.state) == [.changed])
      #expect(page.comparison.charts.map(\.state) == [.changed, .same])
      let html = Self.html(page)
      // 5.0 to 6.0, where lower is better and the folds spread by 0.5.
      #expect(
        html.contains(
          "<td class=\"n\">5</td><td class=\"n\">6</td><td class=\"change bad\"><b>"
            + "<span aria-hidden=\"true\">▲\u{A0}</span><span class=\"sr\">up, worse </span>+20.0%"
        )
      )
      #expect(html.contains("within the folds’ spread of 0.02"))
      #expect(html.contains("<a href=\"/runs/\(old.id)\">"))
      #expect(html.contains("<a href=\"/runs/\(new.id)/page\">"))
      #expect(html.contains("ROC curve of model ‘minutes’"))
      #expect(html.contains("Precision-recall curve of model ‘minutes’"))
      #expect(!html.contains("This never changes."))
      #expect(!html.contains("Always the same"))
      #expect(html.contains("<a href=\"/compare?all=1\">Show what is equal too</a>"))
      let whole = Self.html(page, isWhole: true)
      #expect(
        whole.contains("<div class=\"edit same\"><p lang=\"en\">This never changes.</p></div>")
      )
      #expect(whole.contains("The same in both runs."))
      #expect(whole.contains("<a href=\"/compare\">Show only what differs</a>"))
      #expect(Self.html(page, .korean).contains("달라진 것"))
    }
  }

  @Test func `words from the runs are text and no markup`() async throws {
    try await Self.rendered { ledger, old, new in
      let page = try await RunComparisonPage(old, new, in: ledger)
      for isWhole in [false, true] {
        let html = Self.html(page, isWhole: isWhole)
        let markup = PageMarkup(html)
        #expect(markup.elements["script"] == nil)
        #expect(!markup.attributes.contains("onmouseover"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
      }
    }
  }

  @Test func `ids of the two drawings do not clash`() async throws {
    try await Self.rendered { ledger, old, new in
      let page = try await RunComparisonPage(old, new, in: ledger)
      let html = Self.html(page, isWhole: true)
      let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
      #expect(Set(ids).count == ids.count)
      #expect(ids.contains("old-1-plot-bars") && ids.contains("new-1-plot-bars"))
      // What is clipped refers to the clip of its own drawing.
      let references = html.matches(of: /url\(#([^)]*)\)/).map { String($0.output.1) }
      #expect(!references.isEmpty)
      #expect(references.allSatisfy(Set(ids).contains))
    }
  }

  @Test func `a run compared with itself differs in nothing`() async throws {
    try await Self.rendered { ledger, _, new in
      let page = try await RunComparisonPage(new, new, in: ledger)
      #expect(!page.comparison.differs)
      let html = Self.html(page)
      #expect(html.contains("Nothing differs: the two runs are the same"))
      #expect(html.contains("This is one run, compared with itself."))
      #expect(!html.contains("<h2"))
      #expect(!html.contains("<del>") && !html.contains("<ins>"))
      #expect(!Self.html(page, isWhole: true).contains("<del>"))
    }
  }

  @Test func `what is missing or damaged is told`() async throws {
    try await Self.rendered { ledger, old, new in
      let folder = ledger.folder.appendingPathComponent(old.id)
      let parts = folder.appendingPathComponent(PageParts.fileName)
      let kept = folder.appendingPathComponent("small.html")
      func html() async throws -> String {
        Self.html(try await RunComparisonPage(old, new, in: ledger))
      }
      // A drawing that was changed is not what Quire wrote.
      let text = try Fixture.read(kept.path)
      try Fixture.write(text.replacing("<svg ", with: "<svg onload=\"x\" "), to: kept.path)
      var page = try await html()
      #expect(page.contains("The drawing is not in the kept page"))
      #expect(!page.contains("onload"))
      try FileManager.default.removeItem(at: kept)
      page = try await html()
      #expect(page.contains("The drawing is not in the kept page"))
      #expect(page.contains("<del>"))
      for damage in ["{", "{\"version\":99}", "", "\u{0}\u{FFFD}"] {
        try Fixture.write(damage, to: parts.path)
        page = try await html()
        #expect(page.contains("what run \(old.id) kept of them (page-parts.json) cannot be read"))
        #expect(!page.contains("<del>"))
      }
      try FileManager.default.removeItem(at: parts)
      page = try await html()
      #expect(page.contains("run \(old.id) is from before they were kept"))
      // The rest is compared all the same.
      #expect(page.contains("Counts") == false && page.contains("shift"))
    }
  }

  @Test func `text, Markdown and JSON count what readers see`() async throws {
    try await Self.rendered { ledger, old, new in
      let comparison = RunComparison(
        try await RunSnapshot(old, in: ledger),
        try await RunSnapshot(new, in: ledger)
      )
      #expect(
        comparison.text().contains(
          "  Paragraphs        1    0     1\n  Charts            1    0     0"
        )
      )
      #expect(comparison.markdown().contains("| Paragraphs | 1 | 0 | 1 |\n| Charts | 1 | 0 | 0 |"))
      let decoder = JSONDecoder()
      decoder.dateDecodingStrategy = .iso8601
      let read = try decoder.decode(RunComparison.self, from: Data(try comparison.json().utf8))
      #expect(read.prose == comparison.onlyDifferences.prose)
      #expect(read.charts.map(\.anchor) == ["fig-bars"])
    }
  }
}
