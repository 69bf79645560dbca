import Testing

/// Numbers and instants cut into pieces.
@Suite struct BinFactsTests {
  static let ten =
    "data: {values: [\((1...10).map { "{v: \($0)}" }.joined(separator: ", "))]}\nmark: bar\n"

  @Test func `ten numbers make nine bins, the last with both its ends`() throws {
    let seen = try Seen(Self.ten + "encoding: {x: {field: v, bin: true}, y: 'count()'}")
    let bars = seen.items("rect")
    // 300 / 9 = 33.33 less the pixel between bars; Vega begins each at its second pixel.
    #expect(bars.count == 9)
    #expect(close(bars.map(\.x), (0..<9).map { 1 + Double($0) * 100 / 3 }))
    #expect(close(bars.map(\.width), Array(repeating: 97.0 / 3, count: 9)))
    #expect(close(bars.map(\.height), Array(repeating: 150, count: 8) + [300]))
    #expect(try seen.axis("x").title == "v (binned)")
    #expect(try seen.axis("y").title == "Count of Records")
  }

  @Test(arguments: [("{maxbins: 3}", 2), ("{step: 2}", 5), ("{step: 5}", 2)])
  func `options change how many there are`(_ bin: String, _ count: Int) throws {
    let seen = try Seen(Self.ten + "encoding: {x: {field: v, bin: \(bin)}, y: 'count()'}")
    // Bins that are empty have no bar; here all have some: 0–5 and 5–10, or 0–2, 2–4 … 8–10.
    #expect(seen.items("rect").count == count)
  }

  @Test func `an extent leaves the rest in its last bins`() throws {
    let seen = try Seen(
      Self.ten + "encoding: {x: {field: v, bin: {extent: [0, 20], step: 10}}, y: 'count()'}"
    )
    // 1 to 9 in the first, 10 in the second bin.
    #expect(close(seen.items("rect").map(\.height), [300, 300.0 / 9], within: 40))
    #expect(try seen.axis("x").texts == ["0.0", "10.0", "20.0"])
  }

  @Test func `bins of an ordinal axis are labelled as ranges`() throws {
    let seen = try Seen(
      Self.ten + "encoding: {x: {field: v, bin: {step: 5}, type: ordinal}, y: 'count()'}"
    )
    let texts = try seen.axis("x").texts
    #expect(texts == ["0 – 5", "5 – 10"])
  }

  @Test func `bins that are there already are taken as they are`() throws {
    let seen = try Seen(
      """
      data: {values: [{a: 0, b: 4, n: 3}, {a: 4, b: 8, n: 6}]}
      mark: bar
      encoding: {x: {field: a, bin: {binned: true, step: 4}}, x2: b, y: 'n:Q'}
      """
    )
    #expect(close(seen.items("rect").map(\.x), [1, 151]))
    #expect(close(seen.items("rect").map(\.height), [150, 300]))
  }

  @Test func `months are as wide as they are long`() throws {
    let seen = try Seen(
      """
      data: {values: [{d: "2023-01-15", v: 1}, {d: "2023-02-15", v: 2}, {d: "2023-03-15", v: 3}]}
      mark: bar
      encoding: {x: "yearmonth(d):T", y: "v:Q"}
      """
    )
    // 31, 28 and 31 of 90 days.
    let bars = seen.items("rect")
    #expect(close(bars.map(\.x), [1, 104.333, 197.667]))
    #expect(close(bars.map(\.width), [102.333, 92.333, 102.333]))
    #expect(try seen.axis("x").texts == ["Jan 2023", "Feb 2023", "Mar 2023", "Apr 2023"])
    #expect(try seen.axis("x").title == "d (year-month)")
  }

  @Test(arguments: [
    ("year", ["2023", "2024"]), ("quarter", ["Q1", "Q3"]), ("month", ["Jan", "Aug"]),
    ("day", ["Wed", "Thu"]), ("date", ["15", "22"]), ("hours", ["06:00", "18:00"]),
    ("yearquarter", ["2023 Q1", "2024 Q3"]), ("monthdate", ["Jan 22", "Aug 15"]),
    ("dayhours", ["Wed 18:00", "Thu 06:00"]), ("yearmonthdate", ["Jan 22, 2023", "Aug 15, 2024"]),
    ("hoursminutes", ["06:30", "18:05"]), ("minutes", ["00:05", "00:30"]),
  ])
  func `units of time have names of their own`(_ unit: String, _ names: [String]) throws {
    // A Sunday evening of 2023 would be day "Sun"; these are a Wednesday and a Thursday.
    let days = unit == "day" || unit == "dayhours"
    let first = days ? "2023-01-25T18:05:00" : "2023-01-22T18:05:00"
    let second = "2024-08-15T06:30:00"
    let seen = try Seen(
      """
      data: {values: [{d: "\(first)"}, {d: "\(second)"}]}
      mark: tick
      encoding: {x: {timeUnit: \(unit), field: d, type: ordinal}}
      """
    )
    #expect(try seen.axis("x").texts == names)
  }
}
