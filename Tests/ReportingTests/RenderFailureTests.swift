import Diagnostics
import Foundation
import Reporting
import Testing

/// Templates in which `quire check` finds nothing wrong and the data is.
@Suite struct RenderFailureTests {
  static let folder = Fixture.folder("Broken/render")
  static let names = Fixture.names(in: folder, ending: ".md")

  @Test(arguments: names)
  func `a mistake that only data shows is told at its place`(name: String) async throws {
    let template = "\(Self.folder)/\(name).md"
    let found = await Report.check(template)
    #expect(Fixture.text(found, in: Self.folder) == "")
    let rendered = try await Rendered.template(template, format: .html)
    let text =
      "exit code \(rendered.outcome.exitCode)\n"
      + Fixture.text(rendered.outcome.diagnostics, in: Self.folder)
    let difference = Fixture.difference(text, from: "\(Self.folder)/\(name).txt")
    #expect(difference == nil, "\(difference ?? "")")
    #expect(rendered.page.contains("</html>"), "no page was written")
  }

  @Test func `a failed step is shown where its result would stand and all else is finished`()
    async throws
  {
    let rendered = try await Rendered.template("\(Self.folder)/failed-step.md", format: .html)
    #expect(rendered.outcome.exitCode == 1)
    #expect(rendered.page.components(separatedBy: "class=\"failure\"").count == 5)
    #expect(rendered.page.contains("after_broken"))
    // The table of the step that did not fail, and a value of it in prose.
    #expect(rendered.page.contains(">north<"))
    #expect(rendered.page.contains("of the whole 5"))
    let lines = rendered.outcome.explanation.split(separator: "\n").map { String($0.prefix(8)) }
    #expect(lines.sorted() == ["failed  ", "not run ", "ran     ", "ran     "])
  }

  @Test func `a failing check shows the offending rows and exits with two`() async throws {
    let rendered = try await Rendered.template("\(Self.folder)/failing-checks.md", format: .json)
    #expect(rendered.outcome.exitCode == 2)
    #expect(rendered.outcome.diagnostics.isEmpty)
    struct Page: Decodable {
      struct Check: Decodable {
        let rule: String
        let state: String
        let failures: Int
      }
      let checks: [Check]
    }
    let page = try JSONDecoder().decode(Page.self, from: Data(rendered.page.utf8))
    #expect(page.checks.allSatisfy { $0.state == "failed" })
    #expect(page.checks.map(\.failures) == [1, 1, 2, 1, 1, 1, 1])
    let html = try await Rendered.template("\(Self.folder)/failing-checks.md", format: .html)
    #expect(html.page.contains(">coffee<"))
    #expect(html.page.contains(">2.4"))
  }

  @Test func `a warning of a check fails only a strict run`() async throws {
    let rendered = try await Rendered.template(
      "\(Self.folder)/failing-check-as-warning.md",
      format: .html
    )
    #expect(rendered.outcome.exitCode == 0)
  }

  @Test func `a report never overwrites its own template`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let text = "# A report in Markdown\n"
      try Fixture.write(text, to: "\(folder)/t.md")
      let outcome = await Report.render(
        "\(folder)/t.md",
        RenderOptions(
          outputFolder: "\(folder)/../\(folder.split(separator: "/").last ?? "")",
          format: .markdown,
          stateFolder: "\(folder)/.quire"
        )
      )
      #expect(outcome.exitCode == 1)
      #expect(outcome.diagnostics.map(\.code) == ["overwrites-source"])
      #expect(try Fixture.read("\(folder)/t.md") == text)
    }
  }
}
