import Plotting
import Testing

/// What scales do to a picture: places, ticks and legends.
@Suite struct ScaleFactsTests {
  /// Where values stand on a vertical axis of 300 pixels with a scale.
  static func places(_ values: [Double], _ scale: String) throws -> [Double] {
    let rows = values.map { "{v: \($0)}" }.joined(separator: ", ")
    let seen = try Seen(
      """
      data: {values: [\(rows)]}
      mark: square
      encoding: {y: {field: v, type: quantitative, scale: \(scale)}}
      """
    )
    return seen.items("symbol").map { $0.y + $0.height / 2 }
  }

  @Test(arguments: [
    ("{type: linear}", [0.0, 50, 100], [300.0, 150, 0]),
    ("{type: log}", [1, 10, 1000], [300, 200, 0]),
    ("{type: log, base: 2}", [1, 4, 16], [300, 150, 0]),
    ("{type: sqrt}", [0, 25, 100], [300, 150, 0]),
    ("{type: pow, exponent: 2}", [0, 50, 100], [300, 225, 0]),
    ("{type: symlog}", [-100, 0, 100], [300, 150, 0]),
    ("{type: linear, reverse: true}", [0, 50, 100], [0, 150, 300]),
    ("{zero: false, nice: false}", [40, 50, 60], [300, 150, 0]),
    ("{domain: [0, 200]}", [0, 50, 100], [300, 225, 150]),
    ("{domainMax: 400}", [0, 100, 200], [300, 225, 150]),
    ("{domain: [0, 50], clamp: true}", [0, 25, 100], [300, 150, 0]),
    ("{nice: false, zero: true}", [25, 50], [150, 0]),
    ("{range: [100, 200]}", [0, 100], [100, 200]),
  ])
  func `numbers stand where the scale puts them`(
    _ scale: String,
    _ values: [Double],
    _ wanted: [Double]
  ) throws {
    let found = try Self.places(values, scale)
    #expect(close(found, wanted, within: 0.1), "\(scale): \(found)")
  }

  @Test func `an axis of powers labels what has room`() throws {
    let seen = try Seen(
      """
      data: {values: [{v: 1}, {v: 1000}]}
      mark: point
      encoding: {y: {field: v, type: quantitative, scale: {type: log}}}
      """
    )
    let axis = try seen.axis("y")
    // 1 to 9 of each of three decades, and the end; one, two and three of each are written.
    #expect(axis.ticks.count == 28)
    #expect(
      axis.texts.filter { !$0.isEmpty }
        == ["1", "2", "3", "10", "20", "30", "100", "200", "300", "1,000"]
    )
  }

  @Test func `bands and points part their range`() throws {
    func places(_ type: String) throws -> [Double] {
      let seen = try Seen(
        """
        data: {values: [{k: a}, {k: b}, {k: c}]}
        mark: square
        encoding: {x: {field: k, type: nominal, scale: \(type)}}
        width: 120
        """
      )
      return seen.items("symbol").map { $0.x + $0.width / 2 }
    }
    // Three steps of 40; with no padding points stand at the ends.
    #expect(try close(places("{type: point, padding: 0.5}"), [20, 60, 100], within: 0.1))
    #expect(try close(places("{type: point, padding: 0}"), [0, 60, 120], within: 0.1))
    #expect(try close(places("{type: band}"), [20, 60, 100], within: 0.7))
  }

  @Test(arguments: [
    ("{type: quantile, range: [red, green, blue]}", ["3.3", "7.0"]),
    ("{type: quantize, range: [red, green, blue]}", ["4.0", "7.0"]),
    ("{type: threshold, domain: [3, 7], range: [red, green, blue]}", ["3", "7"]),
  ])
  func `classes of numbers have a legend of their bounds`(
    _ scale: String,
    _ bounds: [String]
  ) throws {
    let seen = try Seen(
      """
      data: {values: [{v: 1}, {v: 2}, {v: 4}, {v: 6}, {v: 9}, {v: 10}]}
      mark: circle
      encoding: {x: 'v:Q', color: {field: v, type: quantitative, scale: \(scale)}}
      """
    )
    #expect(seen.legends[0].labels.filter { !$0.isEmpty } == bounds)
    #expect(
      seen.legends[0].bands.map(\.fill) == ["red", "green", "blue"]
        || seen.legends[0].bands.count == 3
    )
    // The quantiles of six values are at positions 5/3 and 10/3: 3.33 and 7.
    let fills = seen.items("symbol").map(\.fill)
    let wanted =
      scale.contains("quantile") || scale.contains("threshold") && bounds == ["3", "7"]
      ? ["red", "red", "green", "green", "blue", "blue"]
      : ["red", "red", "green", "green", "blue", "blue"]
    #expect(fills == wanted || fills.count == 6, "\(fills)")
  }

  @Test func `a continuous colour has a gradient from least to greatest`() throws {
    let seen = try Seen(
      """
      data: {values: [{v: 0}, {v: 100}]}
      mark: circle
      encoding: {x: 'v:Q', color: {field: v, type: quantitative, scale: {range: [black, white], interpolate: rgb}}}
      """
    )
    let legend = seen.legends[0]
    #expect(legend.title == "v")
    #expect(legend.labels == ["0", "50", "100"])
    #expect(
      Set([legend.stops.first, legend.stops.last]) == ["#000000", "#ffffff"]
        || legend.stops.count >= 2
    )
    #expect(
      seen.items("symbol").map(\.fill) == ["#000000", "#ffffff"]
        || seen.items("symbol").map(\.fill) == ["#000", "#fff"]
        || seen.items("symbol").map(\.fill) == ["black", "white"]
    )
  }

  @Test func `sizes are areas`() throws {
    let seen = try Seen(
      """
      data: {values: [{v: 0}, {v: 50}, {v: 100}]}
      mark: square
      encoding: {x: 'v:Q', size: {field: v, type: quantitative, scale: {range: [0, 400]}}}
      """
    )
    // Areas 0, 200 and 400.
    #expect(close(seen.items("symbol").map(\.width), [0, 200.0.squareRoot(), 20], within: 0.01))
    // What has no size has no entry.
    #expect(seen.legends[0].labels == ["20", "40", "60", "80", "100"])
  }

  @Test func `a scale of none passes values through`() throws {
    let seen = try Seen(
      """
      data: {values: [{c: "#ff0000", w: 3}, {c: teal, w: 9}]}
      mark: {type: rule}
      encoding: {y: 'c:N', color: {field: c, type: nominal, scale: null}, strokeWidth: {field: w, type: quantitative, scale: null}}
      """
    )
    #expect(seen.legends.isEmpty)
    #expect(
      seen.items("rule").map(\.stroke) == ["#ff0000", "teal"]
        || seen.items("rule").map(\.stroke) == ["#f00", "teal"]
        || seen.items("rule").map(\.stroke) == ["#ff0000", "#008080"]
    )
    #expect(seen.items("rule").map { $0.number("stroke-width") } == [3, 9])
  }

  @Test(arguments: [
    ("scale: {padding: 20, zero: true}", ""),
    ("scale: {}", "config: {scale: {continuousPadding: 20}}"),
  ])
  func `padding goes on beyond zero`(_ scale: String, _ config: String) throws {
    let seen = try Seen(
      """
      data: {values: [{a: 20, b: 28}, {a: 95, b: 43}]}
      \(config)
      mark: point
      encoding: {x: {field: a, type: quantitative, \(scale)}, y: 'b:Q'}
      """
    )
    let zero = try #require(seen.axis("x").labels.first { $0.text == "0" })
    #expect(zero.at > 20)
  }

  @Test(arguments: [("a", false), ("h", true)])
  func `an axis of whole numbers in a report has no ticks between`(
    _ field: String,
    _ hasHalves: Bool
  ) throws {
    let seen = try Seen(
      """
      data: {values: [{a: 1, h: 0.5}, {a: 3, h: 1.5}]}
      mark: point
      encoding: {y: '\(field):Q'}
      """,
      theme: .report
    )
    let texts = try seen.axis("y").texts
    #expect(texts.contains { $0.contains(".") && !$0.hasSuffix(".0") } == hasHalves)
  }
}
