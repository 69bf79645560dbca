import Diagnostics
import Foundation
import Testing

@testable import Reporting

@Suite struct BuildPlanTests {
  private static let region = """
    ---
    title: Region
    params:
      region: {type: string, default: north}
      least: {type: integer, default: 0, min: 0}
      data: {type: path, default: a.csv}
    ---
    """
  private static let plain = "---\ntitle: Plain\n---\n"

  private func plan(
    _ files: [String: String],
    _ sources: [String] = ["templates"],
    parameters: [String] = [],
    parametersFile: String? = nil,
    rows: String? = nil
  ) async throws -> (plan: BuildPlan, text: String) {
    try await Fixture.inTemporaryFolder { folder in
      for (name, text) in files { try Fixture.write(text, to: "\(folder)/\(name)") }
      let options = BuildOptions(
        render: RenderOptions(
          parameters: parameters,
          parametersFile: parametersFile.map { "\(folder)/\($0)" },
          outputFolder: "\(folder)/reports",
          stateFolder: "\(folder)/.quire"
        ),
        rowsFile: rows.map { "\(folder)/\($0)" }
      )
      let plan = await BuildPlan(sources.map { "\(folder)/\($0)" }, options)
      return (plan, Fixture.text(Diagnostic.inReadingOrder(plan.diagnostics), in: folder))
    }
  }

  @Test func `paths mirror the folder`() async throws {
    let (plan, text) = try await plan([
      "templates/a.md": Self.plain, "templates/sales/a.md": Self.plain,
      "templates/sales/2025/북부.md": Self.plain,
    ])
    #expect(text == "")
    #expect(plan.reports.map(\.file) == ["a.html", "sales/2025/북부.html", "sales/a.html"])
    #expect(plan.reports.allSatisfy { $0.values.isEmpty && $0.arguments.isEmpty })
  }

  @Test func `paths that are one file to some system stop the build`() async throws {
    let found = try await plan([
      "templates/North.md": Self.plain, "templates/north.md": Self.plain,
    ])
    #expect(found.plan.isBroken)
    #expect(found.text.contains("'North.html' and 'north.html', which are one file to some"))
    let composed = try await plan([
      "templates/\u{E9}.md": Self.plain, "templates/E\u{301}.md": Self.plain,
    ])
    #expect(composed.plan.isBroken)
    let twoForms = try await Fixture.inTemporaryFolder { folder in
      for name in ["\u{E9}", "e\u{301}"] {
        try Fixture.write(Self.plain, to: "\(folder)/t/\(name).md")
      }
      return await BuildPlan(["\(folder)/t"], BuildOptions())
    }
    // Some file systems take the two for one, and then there is one template.
    #expect(twoForms.isBroken || twoForms.reports.count == 1)
    let index = try await plan(["templates/index.md": Self.plain])
    #expect(index.text.contains("would be written over the index page"))
    let twice = try await plan(
      ["a/x.md": Self.plain, "b/x.md": Self.plain],
      ["a", "b/x.md"]
    )
    #expect(twice.text.contains("would both be written to 'x.html' [same-output]"))
    // A row's report and a template's own.
    let row = try await plan(
      [
        "templates/sales.md": Self.region, "templates/sales/north.md": Self.plain,
        "rows.csv": "region\nnorth\n",
      ],
      rows: "rows.csv"
    )
    #expect(row.text.contains("[same-output]"))
  }

  @Test func `a template given twice is built once`() async throws {
    let found = try await plan(["t/a.md": Self.plain], ["t", "t/a.md", "t/../t/a.md"])
    #expect(found.plan.reports.map(\.file) == ["a.html"])
    #expect(found.text == "")
  }

  @Test func `a folder without a template is an error`() async throws {
    let found = try await plan(["templates/README.md": "# Read me\n"])
    #expect(found.plan.isBroken)
    #expect(found.text.contains("there is no template in 'templates' [no-templates]"))
  }

  @Test func `each row makes a report, and an empty cell leaves the default`() async throws {
    let csv = "\u{FEFF}region,least,data\r\nnorth,,\r\n\r\n\"a, \"\"b\"\"\",3,x/y.csv\r\n"
    let found = try await plan(
      ["templates/sales.md": Self.region, "templates/b.md": Self.plain, "in/rows.csv": csv],
      rows: "in/rows.csv"
    )
    #expect(found.text == "")
    let reports = found.plan.reports
    // The second has no column as a parameter.
    #expect(reports.count == 3)
    #expect(reports[0].file == "b.html")
    #expect(reports[1].file.hasPrefix("sales/north_0_a-csv-"))
    #expect(reports[1].arguments == ["region=north"])
    #expect(reports[2].arguments[0...1] == ["region=a, \"b\"", "least=3"])
    // A path starts from the folder of the rows.
    #expect(reports[2].arguments[2].hasSuffix("/in/x/y.csv"))
  }

  @Test func `a row has the same path whatever the other rows are`() async throws {
    let rows = ["north", "a b", "a/b", "서울", "con"]
    var together: [String] = []
    for some in [rows, Array(rows.reversed()), [rows[1]], [rows[4], rows[0]]] {
      let found = try await plan(
        ["sales.md": Self.region, "rows.yaml": some.map { "- region: \($0)\n" }.joined()],
        ["sales.md"],
        rows: "rows.yaml"
      )
      let paths = Dictionary(
        uniqueKeysWithValues: found.plan.reports.map { ($0.values[0].text, $0.file) }
      )
      if together.isEmpty { together = rows.compactMap { paths[$0] } }
      for (text, path) in paths { #expect(together.contains(path), "\(text)") }
    }
    #expect(Set(together).count == rows.count)
  }

  @Test func `rows that differ only in case are told apart`() async throws {
    let found = try await plan(
      ["sales.md": Self.region, "rows.csv": "region\nnorth\nNORTH\nsouth\n"],
      ["sales.md"],
      rows: "rows.csv"
    )
    #expect(!found.plan.isBroken)
    let names = found.plan.reports.map { $0.name.lowercased() }
    #expect(Set(names).count == 3)
    #expect(names[2] == "sales/south")
  }

  @Test(arguments: [
    (
      "rows.csv", "region,least\nnorth,1\nsouth,-1\neast,x\nwest\n",
      [
        "rows.csv:3:7: error: parameter 'least' must be at least 0, not -1 [wrong-parameter]",
        "rows.csv:4:6: error: parameter 'least' must be a whole number, not 'x' [wrong-parameter]",
        "rows.csv:5:1: error: the row has 1 cell, and there are 2 columns [wrong-row]",
      ]
    ),
    (
      "rows.json", #"[{"region": "north"}, {"least": "x"}, 7]"#,
      [
        "rows.json:1:34: error: parameter 'least' must be a whole number, not 'x' [wrong-parameter]",
        "rows.json:1:39: error: a row is a mapping of names to values, this is a number [wrong-row]",
      ]
    ),
    (
      "rows.jsonl", "{\"region\": \"north\"}\n\n{\"least\": -2}\n{\"least\":\n",
      [
        "rows.jsonl:3:11: error: parameter 'least' must be at least 0, not -2 [wrong-parameter]",
        "rows.jsonl:4:10: error: the file ends where a value should be [json]",
      ]
    ),
    (
      "rows.yaml", "- region: north\n- least: yes\n",
      [
        "rows.yaml:2:10: error: parameter 'least' must be a whole number, not 'yes' [wrong-parameter]"
      ]
    ),
    (
      "rows.tsv", "region\tleast\nnorth\t1\nsouth\t1.5\n",
      [
        "rows.tsv:3:7: error: parameter 'least' must be a whole number, not '1.5' [wrong-parameter]"
      ]
    ),
  ])
  func `a wrong row is told at its place and costs its own report`(
    name: String,
    text: String,
    expected: [String]
  ) async throws {
    let found = try await plan(
      ["sales.md": Self.region, name: text],
      ["sales.md"],
      rows: name
    )
    #expect(!found.plan.isBroken)
    #expect(found.plan.reports.count == 1)
    let lines = found.text.split(separator: "\n").map(String.init).filter {
      $0.contains(": error:")
    }
    #expect(lines == expected)
  }

  @Test(arguments: [
    ("rows.csv", "regio\nnorth\n", "no template has a parameter 'regio'"),
    ("rows.csv", "region,region\na,b\n", "the column 'region' is there twice"),
    ("rows.csv", "region\n", "has no rows"), ("rows.csv", "", "has no rows"),
    ("rows.json", "{}", "rows are a list, this is a mapping"),
    ("rows.xlsx", "", "cannot be read as rows"),
    ("rows.parquet", "PAR0", "cannot read"),
  ])
  func `rows that say nothing stop the build`(name: String, text: String, message: String)
    async throws
  {
    let found = try await plan(["sales.md": Self.region, name: text], ["sales.md"], rows: name)
    #expect(found.plan.isBroken)
    #expect(found.text.contains(message), "\(found.text)")
  }

  @Test func `equal rows make one report, with a warning`() async throws {
    let found = try await plan(
      ["sales.md": Self.region, "rows.csv": "region\nnorth\n\"north\"\n"],
      ["sales.md"],
      rows: "rows.csv"
    )
    #expect(found.plan.reports.count == 1)
    #expect(found.text.hasPrefix("rows.csv:3:1: warning: "))
    #expect(found.text.contains("for region 'north' is asked for twice and made once"))
  }

  @Test func `lists make a report for each combination`() async throws {
    let found = try await plan(
      [
        "templates/sales.md": Self.region, "templates/b.md": Self.plain,
        "more.yaml": "least: [1, 2]\nregion: west\n",
      ],
      parameters: ["region=[north, south]"],
      parametersFile: "more.yaml"
    )
    #expect(found.text == "")
    #expect(
      found.plan.reports.map(\.file) == [
        "b.html", "sales/north_1.html", "sales/north_2.html", "sales/south_1.html",
        "sales/south_2.html",
      ]
    )
    #expect(found.plan.reports[4].arguments == ["region=south", "least=2"])
    let rows = try await plan(
      ["sales.md": Self.region, "rows.csv": "region\nnorth\nsouth\n"],
      ["sales.md"],
      parameters: ["least=[1, 2]"],
      rows: "rows.csv"
    )
    #expect(rows.plan.reports.map(\.name).last == "sales/south_2")
    let both = try await plan(
      ["sales.md": Self.region, "rows.csv": "region\nnorth\n"],
      ["sales.md"],
      parameters: ["region=x"],
      rows: "rows.csv"
    )
    #expect(both.plan.isBroken && both.text.contains("[given-twice]"))
    let empty = try await plan(["sales.md": Self.region], ["sales.md"], parameters: ["region=[]"])
    #expect(empty.plan.isBroken && empty.text.contains("[empty-list]"))
  }

  @Test func `too many reports are refused before any is made`() async throws {
    let numbers = "[" + (1...101).map(String.init).joined(separator: ", ") + "]"
    let found = try await plan(
      ["sales.md": Self.region],
      ["sales.md"],
      parameters: ["region=\(numbers)", "least=\(numbers)"]
    )
    #expect(found.plan.isBroken)
    #expect(found.text.contains("make 10201 reports of 'sales.md'"), "\(found.text)")
    #expect(found.plan.reports.isEmpty)
  }
}
