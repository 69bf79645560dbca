import Diagnostics
import Foundation
import Reporting
import Testing

/// A folder of templates with mistakes, each with exactly what `quire check` says of it.
@Suite struct BrokenTemplatesTests {
  static let folder = Fixture.folder("Broken")
  static let names = Fixture.names(in: folder, ending: ".md")

  @Test(arguments: names)
  func `a broken template is told exactly what is wrong with it`(name: String) async {
    let found = await Report.check("\(Self.folder)/\(name).md")
    let text = Fixture.text(found, in: Self.folder)
    #expect(!found.isEmpty, "\(name) passes silently")
    let difference = Fixture.difference(text, from: "\(Self.folder)/\(name).txt")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func `there are broken templates for every directive and no orphan among the answers`()
    throws
  {
    #expect(Self.names.count >= 100)
    #expect(Fixture.names(in: Self.folder, ending: ".txt") == Self.names)
    let all = try Self.names.map { name in
      String(
        decoding: try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name).md")),
        as: UTF8.self
      )
    }.joined()
    for directive in ["load", "sql", "table", "chart", "metrics", "check", "include", "store"] {
      #expect(all.contains("```{\(directive)"), "no broken template with \(directive)")
    }
  }

  @Test func `a template with mistakes is not rendered and exits with one`() async throws {
    let rendered = try await Rendered.template("\(Self.folder)/sql-misspelled-table.md")
    #expect(rendered.outcome.exitCode == 1)
    #expect(rendered.outcome.outputPath == nil)
    #expect(rendered.outcome.diagnostics.map(\.code) == ["unknown-table"])
  }

  @Test func `a template that is not there is one diagnostic`() async {
    let found = await Report.check("\(Self.folder)/none-of-this-name.md")
    #expect(found.map(\.code) == ["cannot-read"])
  }

  @Test func `a file of parameters is checked where it stands`() async throws {
    let expected = """
      values.yaml:1:8: error: parameter 'count' must be a whole number, not 'many' [wrong-parameter]
          1 | count: many
            |        ^~~~
      values.yaml:2:1: error: the template has no parameter 'cuont' [unknown-parameter]
          2 | cuont: 3
            | ^~~~~ did you mean 'count'?

      """
    try await Fixture.inTemporaryFolder { folder in
      try Fixture.write("---\nparams:\n  count: 3\n---\n", to: "\(folder)/t.md")
      try Fixture.write("count: many\ncuont: 3\n", to: "\(folder)/values.yaml")
      let found = await Report.check("\(folder)/t.md", parametersFile: "\(folder)/values.yaml")
      #expect(Fixture.text(found, in: folder) == expected)
    }
  }

  @Test func `parameters of the command line are checked where they stand`() async throws {
    let expected = """
      -P:1:7: error: parameter 'count' must be a whole number, not 'many' [wrong-parameter]
          1 | count=many
            |       ^~~~
      -P:1:1: error: the template has no parameter 'cuont' [unknown-parameter]
          1 | cuont=3
            | ^~~~~ did you mean 'count'?
      -P:1:1: error: a parameter is given as name=value [parameter-syntax]
          1 | count
            | ^~~~~

      """
    try await Fixture.inTemporaryFolder { folder in
      let template = "\(folder)/t.md"
      try Fixture.write("---\nparams:\n  count: 3\n---\n\n{{ params.count }}\n", to: template)
      var text = ""
      for given in ["count=many", "cuont=3", "count"] {
        text += Fixture.text(await Report.check(template, parameters: [given]), in: folder)
      }
      #expect(text == expected)
    }
  }
}
