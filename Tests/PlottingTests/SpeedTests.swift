import Foundation
import Markup
import Plotting
import Tables
import Testing

/// Time taken by large charts; the bounds are loose, since tests run unoptimised and side by side.
@Suite struct SpeedTests {
  @Test(.timeLimit(.minutes(1)))
  func `a hundred thousand points are drawn at once`() throws {
    let count = 100_000
    let table = Table([
      ("x", try Column(.float64, (0..<count).map { .double(Double(($0 * 7919) % 10_007)) })),
      ("y", try Column(.float64, (0..<count).map { .double(Double(($0 * 104_729) % 9_973)) })),
      ("g", try Column(.utf8, (0..<count).map { .string("group \($0 % 5)") })),
    ])
    for yaml in [
      "mark: circle\nencoding: {x: x, y: y, color: g}",
      "mark: line\nencoding: {x: x, y: y, color: g}",
      "mark: bar\nencoding: {x: {field: x, bin: true}, y: 'count()', color: g}",
    ] {
      let start = ContinuousClock.now
      let drawing = try Specimens.draw(yaml, on: table)
      let drawn = ContinuousClock.now
      let bytes = drawing.svg.html.utf8.count
      let written = ContinuousClock.now
      if ProcessInfo.processInfo.environment["CHART_TIMES"] != nil {
        print(
          "\(yaml.prefix(12)): drawn \(drawn - start), written \(written - drawn), \(bytes) bytes"
        )
      }
      #expect(written - start < .seconds(20))
    }
  }
}
