import Diagnostics
import Foundation
import Reporting
import Testing

/// Pages that show what differs from an earlier run: `Snapshots/comparisons/<name>`, rendered twice on
/// changed data and with other parameters, and what the second page is.
@Suite struct ComparisonPageTests {
  static let folder = Fixture.folder("../Snapshots/comparisons")
  private static let id = "20260101-000000-000-a"
  private static let hostile = "<script>alert(1)</script>\" onmouseover=\"x *b*"

  private static func options(_ folder: String, _ format: OutputFormat) -> RenderOptions {
    RenderOptions(
      outputFolder: "\(folder)/reports",
      format: format,
      threads: 1,
      stateFolder: "\(folder)/.quire"
    )
  }

  /// Renders the template once and gives the run a name that stays.
  private static func renderFirst(_ name: String, in folder: String) async throws {
    let text = try Fixture.read("\(Self.folder)/\(name)/input.md")
    try Fixture.write("x\n1\n2\n3\n", to: "\(folder)/data.csv")
    var options = options(folder, .markdown)
    // The run that is named is not there yet.
    try Fixture.write(text.replacing("with: 20260101", with: ""), to: "\(folder)/input.md")
    options.format = .markdown
    let outcome = await Report.render("\(folder)/input.md", options)
    #expect(outcome.exitCode == 0, "\(Fixture.text(outcome.diagnostics, in: folder))")
    let page = try Fixture.read("\(folder)/reports/input.md")
    let nothing = "There is no earlier run to compare with yet."
    #expect(page.contains(name == "english" ? nothing : "아직 견줄 만한 지난 실행이 없습니다."))
    try Fixture.write(text, to: "\(folder)/input.md")
    let runs = "\(folder)/.quire/runs"
    let run = try #require(FileManager.default.contentsOfDirectory(atPath: runs).first)
    let record = try Fixture.read("\(runs)/\(run)/run.json")
    try Fixture.write(record.replacing(run, with: id), to: "\(runs)/\(run)/run.json")
    try FileManager.default.moveItem(atPath: "\(runs)/\(run)", toPath: "\(runs)/\(id)")
    try Fixture.write("x\n1\n2\n3\n4\n5\n", to: "\(folder)/data.csv")
  }

  private static func renderAgain(
    in folder: String,
    as format: OutputFormat
  ) async throws -> (RenderOutcome, String) {
    var options = options(folder, format)
    options.parameters = ["shift=1", "name=\(hostile)"]
    let outcome = await Report.render("\(folder)/input.md", options)
    let path = try #require(outcome.outputPath)
    return (outcome, try Fixture.read(path).replacing(folder + "/", with: ""))
  }

  @Test(arguments: ["english", "korean"])
  func `a page shows what differs`(name: String) async throws {
    try await Fixture.inTemporaryFolder { folder in
      try await Self.renderFirst(name, in: folder)
      let (outcome, page) = try await Self.renderAgain(in: folder, as: .markdown)
      #expect(Fixture.text(outcome.diagnostics, in: folder) == "")
      // Four values where at most three are allowed.
      #expect(outcome.exitCode == 2)
      let difference = Fixture.difference(page, from: "\(Self.folder)/\(name)/expected.md")
      #expect(difference == nil, "\(difference ?? "")")
      // A run whose checks failed is no measure: the same page, byte for byte.
      let (again, same) = try await Self.renderAgain(in: folder, as: .markdown)
      #expect(again.exitCode == 2 && same == page)
    }
  }

  @Test func `names from a run are text and no markup`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      try await Self.renderFirst("english", in: folder)
      let (_, page) = try await Self.renderAgain(in: folder, as: .html)
      #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
      let markup = PageMarkup(page)
      #expect(!markup.attributes.contains("onmouseover"))
      #expect(!page.contains("<script>alert"))
      #expect(
        page.contains(
          "<td class=\"change bad\"><b><span aria-hidden=\"true\">▲\u{A0}</span>"
            + "<span class=\"sr\">up, worse </span>+20.0%</b></td>"
        )
      )
      #expect(page.contains("<span class=\"note\"> within the folds’ spread of 0.02</span>"))
    }
  }

  @Test func `a run that is not there and a model that is not are mistakes`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      try await Self.renderFirst("english", in: folder)
      let text = try Fixture.read("\(folder)/input.md")
      try Fixture.write(
        text.replacing("with: previous", with: "with: 19990101"),
        to: "\(folder)/a.md"
      )
      let unknown = await Report.render("\(folder)/a.md", Self.options(folder, .html))
      #expect(unknown.diagnostics.map(\.code) == ["unknown-run"])
      #expect(unknown.outputPath == nil)
      try Fixture.write(
        text.replacing("with: previous", with: "models: [minuts]"),
        to: "\(folder)/input.md"
      )
      let model = await Report.render("\(folder)/input.md", Self.options(folder, .html))
      #expect(model.diagnostics.map(\.code) == ["unknown-model"])
      #expect(model.diagnostics.first?.hint == "did you mean 'minutes'?")
      let checked = await Report.check("\(folder)/input.md")
      #expect(checked.map(\.code) == ["unknown-model"])
    }
  }
}
