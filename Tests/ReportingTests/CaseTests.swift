import Diagnostics
import Foundation
import Reporting
import Testing

/// Templates that work, from end to end: `Cases/<name>/input.md` and what it renders to.
///
/// Beside a template may stand `arguments.txt`, a `-P` text a line, and `values.yaml`, a file of
/// parameters.
@Suite struct CaseTests {
  static let folder = Fixture.folder("Cases")
  static let names = Fixture.names(in: folder, ending: "").filter { $0.first != "." }

  @Test(arguments: names)
  func `a template renders to what stands beside it`(name: String) async throws {
    let folder = "\(Self.folder)/\(name)"
    let arguments = (try? Fixture.read("\(folder)/arguments.txt")) ?? ""
    let values = "\(folder)/values.yaml"
    let hasValues = FileManager.default.fileExists(atPath: values)
    for (format, file) in [(OutputFormat.json, "expected.json"), (.markdown, "expected.md")] {
      let rendered = try await Rendered.template(
        "\(folder)/input.md",
        format: format,
        parameters: arguments.split(separator: "\n").map(String.init),
        parametersFile: hasValues ? values : nil
      )
      #expect(Fixture.text(rendered.outcome.diagnostics, in: folder) == "")
      #expect(rendered.outcome.exitCode == 0)
      let page = rendered.page.replacing(folder + "/", with: "")
      let difference = Fixture.difference(page, from: "\(folder)/\(file)")
      #expect(difference == nil, "\(difference ?? "")")
    }
  }

  @Test(arguments: names)
  func `a template that renders passes the check too`(name: String) async throws {
    let folder = "\(Self.folder)/\(name)"
    let arguments = (try? Fixture.read("\(folder)/arguments.txt")) ?? ""
    let found = await Report.check(
      "\(folder)/input.md",
      parameters: arguments.split(separator: "\n").map(String.init)
    )
    #expect(Fixture.text(found, in: folder) == "")
  }

  @Test func `a step without cache runs again and the others do not`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let options = RenderOptions(
        outputFolder: "\(folder)/reports",
        format: .json,
        stateFolder: "\(folder)/.quire"
      )
      let template = "\(Self.folder)/uncached-and-depends/input.md"
      _ = await Report.render(template, options)
      let again = await Report.render(template, options)
      let lines = again.explanation.split(separator: "\n").map(String.init)
      #expect(lines.map { String($0.prefix(4)) } == ["ran ", "kept", "kept"], "\(lines)")
    }
  }
}
