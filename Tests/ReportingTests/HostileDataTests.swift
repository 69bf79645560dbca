import Foundation
import Reporting
import Testing

/// Values from data are text and nothing else, whatever they hold and wherever they are shown.
@Suite struct HostileDataTests {
  /// Each value with what a reader must see of it; a control character, which no page can hold, is
  /// shown by its picture.
  static let values: [(name: String, sql: String, shown: String)] = [
    (
      "html", "'<script>alert(1)</script><img src=x onerror=alert(2)>'",
      "<script>alert(1)</script><img src=x onerror=alert(2)>"
    ),
    ("attribute", "'\" onmouseover=\"alert(1)\" x='''", "\" onmouseover=\"alert(1)\" x='"),
    ("entity", "'&lt;b&gt; &amp;amp; &#60;'", "&lt;b&gt; &amp;amp; &#60;"),
    (
      "markdown", "'**bold** [link](https://example.org) `code` # not | a cell'",
      "**bold** [link](https://example.org) `code` # not | a cell"
    ),
    (
      "image", "'![x](https://example.org/x.png) <!-- c -->'",
      "![x](https://example.org/x.png) <!-- c -->"
    ),
    (
      "braces", "'{' || '{ params.secret }} {' || '% if 1 %} {' || '# c #} [^note] @fig-trend'",
      "{{ params.secret }} {% if 1 %} {# c #} [^note] @fig-trend"
    ),
    ("quotes", "'; DROP TABLE x; --'", "; DROP TABLE x; --"),
    ("nul", "'a' || chr(0) || 'b'", "a␀b"),
    ("control", "'a' || chr(27) || '[31m' || chr(8) || 'b'", "a"),
    ("rightToLeft", "'שלום ' || chr(8238) || 'cod.exe'", "שלום"),
    ("lines", "'one' || chr(10) || chr(10) || '# two'", "one"),
    (
      "template", "'</style></script></svg></textarea>]]>'", "</style></script></svg></textarea>]]>"
    ),
    ("long", "repeat('x', 10000)", String(repeating: "x", count: 10_000)),
  ]

  static let template = """
    ```{sql facts}
    SELECT VALUE AS v, 3 AS n, VALUE AS "<i>| \"\"quoted\"\"</i>"
    ```

    In prose {{ facts[0].v }}, **strong {{ facts[0].v }}**, [linked {{ facts[0].v }}](#x).

    {% for row in facts %}

    - {{ row.v }}

    {% endfor %}

    | head {{ facts[0].v }} |
    |---|
    | {{ facts[0].v }} |

    ```{table facts}
    caption: "Table {{ facts[0].v }}"
    search: true
    download: true
    ```

    ```{metrics}
    cards:
      - {label: "{{ facts[0].v }}", value: "facts[0].v", unit: "{{ facts[0].v }}", note: "{{ facts[0].v }}"}
    ```

    ```{chart trend}
    data: facts
    mark: bar
    encoding: {x: "v:N", y: "n:Q", color: "v:N", tooltip: ["v:N"]}
    caption: "Chart {{ facts[0].v }}"
    ```

    ```{check}
    data: facts
    accepted: {v: [nothing]}
    severity: warning
    ```

    """

  static func rendered(_ sql: String, format: OutputFormat) async throws -> Rendered {
    try await Fixture.inTemporaryFolder { folder in
      let path = "\(folder)/t.md"
      try Fixture.write(template.replacing("VALUE", with: sql), to: path)
      return try await Rendered.template(path, format: format)
    }
  }

  @Test(arguments: values.map(\.name))
  func `a hostile value adds no element and no attribute to the page`(name: String) async throws {
    let value = try #require(Self.values.first { $0.name == name })
    let plain = PageMarkup(try await Self.rendered("'harmless'", format: .html).page)
    let page = try await Self.rendered(value.sql, format: .html)
    #expect(page.outcome.diagnostics.isEmpty, "\(page.outcome.diagnostics)")
    #expect(page.outcome.exitCode == 0)
    let markup = PageMarkup(page.page)
    // How many lines of text a label takes in a chart depends on it; nothing else may differ.
    // A long text is folded, one from right to left says so.
    let free: Set<String> = [
      "text", "tspan", "title", "line", "path", "g", "rect", "details", "summary", "span",
    ]
    for (tag, count) in plain.elements where !free.contains(tag) {
      #expect(markup.elements[tag] == count, "<\(tag)> of \(name)")
    }
    #expect(Set(markup.elements.keys).subtracting(plain.elements.keys).subtracting(free) == [])
    #expect(markup.attributes.subtracting(plain.attributes).subtracting(["dir"]) == [])
    #expect(!page.page.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" })
  }

  @Test(arguments: values.map(\.name))
  func `a hostile value is in the page as text`(name: String) async throws {
    let value = try #require(Self.values.first { $0.name == name })
    let page = try await Self.rendered(value.sql, format: .html)
    let escaped = value.shown.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let either = [escaped, escaped.replacing(">", with: "&gt;")]
    let found = either.map { page.page.components(separatedBy: "In prose \($0)").count - 1 }
    #expect(found.contains(1), "prose of \(name)")
    #expect(either.contains { page.page.contains("strong \($0)") })
    #expect(either.contains { page.page.contains("Table \($0)") })
    #expect(either.contains { page.page.contains("Chart \($0)") })
  }

  @Test(arguments: values.map(\.name))
  func `a hostile value is whole in JSON`(name: String) async throws {
    let value = try #require(Self.values.first { $0.name == name })
    struct Page: Decodable {
      struct Metric: Decodable { let label: String }
      let metrics: [Metric]
    }
    let page = try await Self.rendered(value.sql, format: .json)
    let decoded = try JSONDecoder().decode(Page.self, from: Data(page.page.utf8))
    let label = try #require(decoded.metrics.first?.label)
    #expect(label.hasPrefix(value.shown.prefix { $0 != "␀" }))
  }

  @Test func `a hostile value has no markup in Markdown`() async throws {
    let page = try await Self.rendered(
      "'**b** <u> [l](x) `c` | \\ # h'",
      format: .markdown
    )
    #expect(page.outcome.diagnostics.isEmpty)
    let text = "\\*\\*b\\*\\* \\<u\\> \\[l\\]\\(x\\) \\`c\\` \\| \\\\ \\# h"
    #expect(page.page.contains("In prose " + text), "\(page.page.prefix(400))")
    let nul = try await Self.rendered("'1. a' || chr(0) || '*' || chr(769)", format: .markdown)
    #expect(nul.page.contains("In prose 1\\. a␀\\*\u{301}"))
  }

  @Test func `names of columns and files from outside are text too`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let name = "<b>&'{{ x }}"
      try Fixture.write(
        "a<script>,\"b|\"\"c\"\"\",{{ d }}\n1,2,3\n",
        to: "\(folder)/\(name).csv"
      )
      let template = """
        ```{load odd}
        path: "<b>&'*.csv"
        ```

        ```{table odd}
        ```

        ```{chart}
        data: odd
        mark: bar
        encoding: {x: {field: "a<script>", type: ordinal}, y: {field: 'b|"c"', type: quantitative}}
        ```

        """
      try Fixture.write(template, to: "\(folder)/t.md")
      let page = try await Rendered.template("\(folder)/t.md", format: .html)
      #expect(page.outcome.diagnostics.isEmpty, "\(page.outcome.diagnostics)")
      #expect(page.page.contains("a&lt;script"))
      #expect(!page.page.contains("a<script"))
      #expect(page.page.contains("{{ d }}"))
      let markdown = try await Rendered.template("\(folder)/t.md", format: .markdown)
      #expect(markdown.page.contains("a\\<script\\>"))
    }
  }

  @Test func `a parameter cannot be anything but a value in SQL`() async throws {
    let attack = "'; DROP TABLE facts; --"
    try await Fixture.inTemporaryFolder { folder in
      let template = """
        ---
        params:
          name: {type: string, default: x}
        ---

        ```{sql facts}
        SELECT {{ params.name }} AS name, length({{ params.name }}) AS size
        ```

        ```{sql after}
        SELECT count(*) AS n FROM facts WHERE name = {{ params.name }}
        ```

        ```{check}
        data: facts
        accepted: {name: ["{{ params.name }}"]}
        sql:
          - SELECT * FROM facts WHERE name <> {{ params.name }}
          - "SELECT * FROM facts WHERE name <> {{ params.name }}"
          - |
            SELECT *
            FROM facts
            WHERE name <> {{ params.name }}
        ```

        ```{metrics}
        cards: [{label: n, value: "after[0].n"}]
        ```

        """
      try Fixture.write(template, to: "\(folder)/t.md")
      let page = try await Rendered.template(
        "\(folder)/t.md",
        parameters: ["name=\(attack)"]
      )
      #expect(page.outcome.diagnostics.isEmpty, "\(page.outcome.diagnostics)")
      #expect(page.outcome.exitCode == 0)
      #expect(page.page.contains("\"value\":1"))
      #expect(page.page.contains("DROP TABLE facts; --\",\(attack.count)"))
    }
  }
}
