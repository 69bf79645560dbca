import Testing

/// Box plots, error bars and bands: sums of rows, drawn by other marks.
@Suite struct CompositeFactsTests {
  /// Quartiles 3.25, 5.5 and 7.75; 30 lies more than one and a half boxes beyond.
  static let ten =
    "data: {values: [{v: 1}, {v: 2}, {v: 3}, {v: 4}, {v: 5}, {v: 6}, {v: 7}, {v: 8}, {v: 9}, {v: 30}]}\n"
  /// Mean 5; the squares of the differences sum to 32, so the deviation is √(32/7) = 2.13809.
  static let eight =
    "data: {values: [{v: 2}, {v: 4}, {v: 4}, {v: 4}, {v: 5}, {v: 5}, {v: 7}, {v: 9}]}\n"

  @Test func `a box holds the middle half, whiskers end at values`() throws {
    let seen = try Seen(Self.ten + "mark: boxplot\nencoding: {y: 'v:Q'}")
    let marks = seen.plot.marks
    let symbols = marks.filter { $0.type == "symbol" }.flatMap(\.items)
    #expect(symbols.count == 1)
    #expect(close(symbols.map { $0.y + $0.height / 2 }, [0], within: 0.1))
    let rects = marks.filter { $0.type == "rect" }.flatMap(\.items)
    // Ten pixels a unit, from the bottom.
    #expect(rects.contains { close([$0.y, $0.bottom], [222.5, 267.5]) }, "\(rects.map(\.y))")
    #expect(rects.contains { close($0.y + $0.height / 2, 245, within: 0.6) }, "median")
    let rules = marks.filter { $0.type == "rule" }.flatMap(\.items)
    #expect(rules.contains { close([$0.y, $0.bottom], [267.5, 290]) })
    #expect(rules.contains { close([$0.y, $0.bottom], [210, 222.5]) })
  }

  @Test func `whiskers reach to the ends when asked to`() throws {
    let seen = try Seen(Self.ten + "mark: {type: boxplot, extent: min-max}\nencoding: {y: 'v:Q'}")
    #expect(seen.items("symbol").isEmpty)
    let rules = seen.items("rule")
    #expect(rules.contains { close([$0.y, $0.bottom], [0, 222.5]) })
  }

  @Test(arguments: [
    ("stdev", 7.13809, 2.86191), ("stderr", 5.75593, 4.24407), ("iqr", 5.5, 4.0),
  ])
  func `error bars reach as far as they say`(_ extent: String, _ high: Double, _ low: Double) throws
  {
    let seen = try Seen(
      Self.eight + "mark: {type: errorbar, extent: \(extent)}\n"
        + "encoding: {y: {field: v, type: quantitative, scale: {domain: [0, 10]}}}"
    )
    let rule = try #require(seen.items("rule").first)
    #expect(close([rule.y, rule.bottom], [300 - 30 * high, 300 - 30 * low], within: 0.01))
  }

  @Test func `confidence intervals hold the mean and stay within a deviation`() throws {
    let seen = try Seen(
      Self.eight + "mark: {type: errorbar, extent: ci}\n"
        + "encoding: {y: {field: v, type: quantitative, scale: {domain: [0, 10]}}}"
    )
    let rule = try #require(seen.items("rule").first)
    #expect(rule.y < 150 && rule.bottom > 150)
    #expect(rule.y > 300 - 30 * 7.2 && rule.bottom < 300 - 30 * 2.8)
  }

  @Test func `errors that are columns are added to the value`() throws {
    let seen = try Seen(
      """
      data: {values: [{x: a, v: 5, more: 2, less: -1}]}
      mark: {type: errorbar, ticks: true}
      encoding:
        x: 'x:N'
        y: {field: v, type: quantitative, scale: {domain: [0, 10]}}
        yError: more
        yError2: less
      """
    )
    let rule = try #require(seen.items("rule").first { $0.height > 2 })
    #expect(close([rule.y, rule.bottom], [90, 180]))
  }

  @Test func `a band runs between its two borders`() throws {
    let seen = try Seen(
      """
      data: {values: [{x: 0, v: 2}, {x: 0, v: 4}, {x: 10, v: 6}, {x: 10, v: 10}]}
      mark: {type: errorband, extent: iqr, borders: true}
      encoding: {x: 'x:Q', y: {field: v, type: quantitative, scale: {domain: [0, 10]}}}
      """
    )
    // Quartiles of 2 and 4 are 2.5 and 3.5, of 6 and 10 are 7 and 9.
    let band = try #require(seen.items("area").first)
    #expect(Set(band.points.map { ($0.y * 10).rounded() / 10 }) == [225, 195, 90, 30])
    #expect(seen.items("line").count == 2)
  }

  @Test func `one value has no spread to draw`() throws {
    let seen = try Seen(
      """
      data: {values: [{g: A, v: 1}, {g: B, v: 2}, {g: B, v: 4}]}
      mark: errorbar
      encoding: {x: 'g:N', y: 'v:Q'}
      """
    )
    #expect(seen.items("rule").count == 1)
  }
}
