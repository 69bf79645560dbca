import Diagnostics
import Foundation
import Markup
import Options
import Plotting
import TestSupport
import Testing

/// Whole pictures, plain as files and for reports, one element to a line.
///
/// `RECORD_SNAPSHOTS=1` writes them anew (make record), `GOLDEN_SHEET=FOLDER` writes each as a file
/// to look at.
@Suite struct GoldenTests {
  @Test(arguments: GoldenSpecimen.all.map(\.name))
  func `the picture is the one that was looked at`(_ name: String) throws {
    let specimen = try #require(GoldenSpecimen.all.first { $0.name == name })
    let seen = try Seen(specimen.yaml, theme: specimen.isReport ? .report : .plain)
    let text = seen.drawing.svg.xml.replacing("><", with: ">\n<") + "\n"
    let difference = Snapshot.difference(text, from: "whole-\(name).svg")
    #expect(difference == nil, "\(difference ?? "")")
    if let folder = ProcessInfo.processInfo.environment["GOLDEN_SHEET"] {
      let theme = specimen.isReport ? Theme.report : .plain
      try seen.drawing.file(theme: theme)
        .write(toFile: "\(folder)/whole-\(name).svg", atomically: true, encoding: .utf8)
    }
  }
}
