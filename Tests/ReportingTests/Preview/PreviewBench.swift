import Diagnostics
import Files
import Foundation
import Reporting

/// A folder with a template that is edited again and again, its page made in both ways.
struct PreviewBench {
  let folder: String
  let session: PreviewSession

  init(_ folder: String) throws {
    self.folder = folder
    session = PreviewSession("\(folder)/page.md", Self.options(folder))
    try write("page.md", "Nothing yet.\n")
    try write("a.csv", Self.data[0])
    try write("part.md", Self.parts[0])
    try write("dot.svg", Self.pictures[0])
    try write("extra.json", Self.extras[0])
  }

  private static func options(_ folder: String) -> RenderOptions {
    RenderOptions(outputFolder: "\(folder)/reports", threads: 2, stateFolder: "\(folder)/state")
  }

  func write(_ name: String, _ text: String) throws {
    try Fixture.write(text, to: "\(folder)/\(name)")
  }

  /// The report as `quire render` writes it; nil bytes when it writes none.
  func rendered() async throws -> (page: [UInt8]?, diagnostics: [Diagnostic]) {
    let outcome = await Report.render("\(folder)/page.md", Self.options(folder))
    let page = try outcome.outputPath.map { Array(try Data(contentsOf: URL(fileURLWithPath: $0))) }
    return (page, outcome.diagnostics)
  }

  /// Diagnostics as the terminal shows them: those of two readings of one file are never equal.
  func text(_ diagnostics: [Diagnostic]) -> String { Fixture.text(diagnostics, in: folder) }

  /// The files that the page depends on, by their names in the folder.
  func names(_ preview: Preview) -> Set<String> {
    Set(preview.files.map { String($0.path.dropFirst(folder.count + 1)) })
  }
}

extension PreviewBench {
  static let heads = [
    "", "---\ntitle: Fruit\nlang: en\n---\n", "---\ntitle: '{{ totals[0].name }}'\nlang: ko\n---\n",
    "---\ntitle: [\n---\n",
    "---\nlang: en\ntoc: true\nparams:\n  least: {type: integer, default: 2}\n---\n",
  ]

  /// What a template is put together from; some are wrong, or are so without others.
  static let blocks =
    prose + [
      "```{load a}\npath: a.csv\n```\n",
      "```{sql totals}\nSELECT name, sum(amount)::BIGINT AS amount FROM a GROUP BY name ORDER BY name\n```\n",
      "```{sql totals}\nSELECT name, max(amount)::BIGINT AS amount FROM a GROUP BY ALL ORDER BY 1\n```\n",
      "```{sql bad}\nSELECT error('no such fruit ' || name) AS a FROM a\n```\n",
      "```{sql deep}\nSELECT amount + 1 AS more FROM totals\n```\n",
      "```{table totals}\ncaption: Amounts of {{ length(totals) }}\n```\n",
      "```{table totals}\n```\n",
      "```{chart totals}\nmark: bar\ncaption: Seen\nencoding: {x: \"name:N\", y: \"amount:Q\"}\n```\n",
      "```{chart totals}\nmark: line\nencoding: {x: \"name:N\", y: \"amount:Q\"}\n```\n",
      "```{chart}\ndata: totals\nmark: bar\ntitle: \"{{ totals[0].name }}\"\nencoding: {x: \"name:N\", y: \"sum(amount):Q\"}\n```\n",
      // One letter in two spellings.
      "```{chart}\ndata: totals\nmark: bar\ntitle: caf\u{E9}\nencoding: {x: \"name:N\", y: \"amount:Q\"}\n```\n",
      "```{chart}\ndata: totals\nmark: bar\ntitle: cafe\u{301}\nencoding: {x: \"name:N\", y: \"amount:Q\"}\n```\n",
      "```{chart}\ndata: {url: extra.json}\nmark: point\nencoding: {x: \"a:Q\", y: \"b:Q\"}\n```\n",
      "```{chart}\ndata: totals\nmark: bar\nencoding: {x: \"nome:N\", y: \"amount:Q\"}\n```\n",
      "```{chart}\ndata: totals\nmark: bar\nencoding: {x: \"name:Q\", y: \"amount:Q\"}\n```\n",
      "```{metrics}\ncards:\n  - {label: Most, value: totals[0].amount}\n```\n",
      "```{check}\ndata: totals\nrules: [\"amount > 3\"]\n```\n",
      "```{comparison}\n```\n",
      "```{include}\npath: part.md\n```\n",
      "```{include}\npath: none.md\n```\n",
      "```{sql broken\nSELECT 1\n```\n",
    ]

  private static let prose = [
    "# A heading\n", "## Another\n", "Plain words.\n",
    "Most is {{ totals[0].name }}.[^n]\n\n[^n]: A note.\n",
    "See @fig-totals and @tbl-totals.\n", "![A dot](dot.svg)\n", "![None](none.png)\n",
    "{% for row in totals %}\n- {{ row.name }}\n{% endfor %}\n",
    "{% if params.least > 1 %}\nMore.\n{% endif %}\n",
    "{{ totals[0].nome }}\n", "{{ nobody }}\n",
  ]

  static let data = [
    "name,amount\nplum,1\npear,2\nplum,3\n", "name,amount\nplum,1\npear,2\nplum,4\n",
    "name,amount\nplum,1\n", "name\nplum\n",
  ]
  static let parts = [
    "An included part.\n", "## Included\n\n{{ totals[0].amount }}\n", "{{ nobody }}\n",
  ]
  static let pictures = [
    "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\"/>",
  ]
  static let extras = [#"[{"a": 1, "b": 2}]"#, #"[{"a": 3, "b": 2}, {"a": 1, "b": 1}]"#, "[{"]
}
