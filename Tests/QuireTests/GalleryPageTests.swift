import Foundation
import Testing

/// The gallery of charts, as its readers get it.
@Suite struct `The gallery` {
  @Test func `renders without a word of complaint`() async throws {
    let place = try Workplace()
    let outcome = try await place.quire(
      "render",
      Workplace.project + "/templates/gallery.md",
      "--output",
      place.path("out"),
      "--quiet"
    )
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    let page = try place.read("out/gallery.html")
    let source = try String(
      contentsOfFile: Workplace.project + "/templates/gallery.md",
      encoding: .utf8
    )
    // A picture and its source for each chart.
    let charts = source.components(separatedBy: "\n```{chart ").count - 1
    #expect(page.components(separatedBy: "<figure class=\"chart").count - 1 == charts)
    #expect(page.components(separatedBy: "<details class=\"source\"").count - 1 == charts)
  }
}
