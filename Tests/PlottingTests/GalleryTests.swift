import Foundation
import Markup
import Plotting
import Tables
import TestSupport
import Testing

/// One golden picture for each mark and for each thing that layout can do.
@Suite struct GalleryTests {
  struct Specimen: Sendable, CustomTestStringConvertible {
    let name: String
    let yaml: String
    let table: @Sendable () throws -> Table
    var locale = ChartLocale.english
    var testDescription: String { name }
  }

  @Test(arguments: Specimen.all)
  func `the picture is the one that was looked at`(_ specimen: Specimen) throws {
    let chart = try Specimens.chart(specimen.yaml)
    let drawing = try Specimens.draw(
      chart,
      on: specimen.table(),
      locale: specimen.locale,
      id: specimen.name
    )
    // One element to a line, so that differences can be read.
    let text = drawing.svg.xml.replacing("><", with: ">\n<") + "\n"
    let difference = Snapshot.difference(text, from: "\(specimen.name).svg")
    #expect(difference == nil, "\(difference ?? "")")
    try Sheet.add(specimen.name, drawing)
  }
}

/// A page of all pictures, to look at: set `CHART_SHEET` to a folder.
enum Sheet {
  static func add(_ name: String, _ drawing: Drawing) throws {
    guard let folder = ProcessInfo.processInfo.environment["CHART_SHEET"] else { return }
    let figure = Node.tag(
      "figure",
      [:],
      [
        .tag("p", [:], [.text(name)]), drawing.svg,
        .tag("figcaption", [:], [.text(drawing.description)]),
      ]
    )
    let html = figure.html
    let url = URL(fileURLWithPath: folder).appendingPathComponent("\(name).part")
    try html.write(to: url, atomically: true, encoding: .utf8)
    let style = URL(fileURLWithPath: folder).appendingPathComponent("charts.css")
    try Stylesheet.text.write(to: style, atomically: true, encoding: .utf8)
  }
}
