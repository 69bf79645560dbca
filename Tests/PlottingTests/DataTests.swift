import Testing

@testable import Plotting

@Suite struct DataTests {
  @Test func `stacks grow up from zero for positive values and down for negative ones`() {
    let ends = Stacking.ends(
      [5, -3, 2, -6, .nan],
      stacks: ([0, 0, 0, 0, 0], 1),
      order: [0, 1, 2, 3, 4],
      mode: .zero
    )
    #expect(ends.starts == [0, 0, 5, -3, 7])
    #expect(ends.ends == [5, -3, 7, -9, 7])
  }

  @Test func `normalized stacks share one`() {
    let ends = Stacking.ends(
      [1, 3, 0],
      stacks: ([0, 0, 1], 2),
      order: [1, 0, 2],
      mode: .normalize
    )
    #expect(ends.starts == [0.75, 0, 0])
    #expect(ends.ends == [1, 0.75, 0])
  }

  @Test func `centred stacks have one middle`() {
    let ends = Stacking.ends([4, 2], stacks: ([0, 1], 2), order: [0, 1], mode: .center)
    #expect(ends.starts == [0, 1])
    #expect(ends.ends == [4, 3])
  }

  @Test(
    arguments: [
      (Aggregate.count, 5.0), (.valid, 4), (.missing, 1), (.distinct, 5), (.sum, 13), (.mean, 3.25),
      (.average, 3.25), (.median, 2.5), (.min, 1), (.max, 7), (.q1, 1.75), (.q3, 4),
      (.product, 42), (.variance, 20.75 / 3), (.variancep, 5.1875),
    ] as [(Aggregate, Double)]
  )
  func `an aggregate leaves nulls out`(_ case: (Aggregate, Double)) {
    let grouping = Grouping([], rowCount: 5)
    let value = Summary.values(`case`.0, of: .numbers([1, 2, .nan, 3, 7]), in: grouping)
    #expect(value.count == 1)
    #expect(abs((value.first ?? .nan) - `case`.1) < 1e-12)
  }

  @Test func `a group without values has no mean but a count and a sum of nothing`() {
    let grouping = Grouping([], rowCount: 2)
    let nothing = Series.numbers([.nan, .nan])
    #expect(Summary.values(.mean, of: nothing, in: grouping)[0].isNaN)
    #expect(Summary.values(.sum, of: nothing, in: grouping) == [0])
    #expect(Summary.values(.count, of: nil, in: grouping) == [2])
  }

  @Test func `groups are numbered as they appear`() {
    let letters = Series.levels(codes: [1, 0, 1, 0], levels: [.text("a"), .text("b")])
    let digits = Series.numbers([7, 7, 8, 7])
    let grouping = Grouping([letters.coded, digits.coded], rowCount: 4)
    #expect(grouping.groups == [0, 1, 2, 1])
    #expect(grouping.firstRows == [0, 1, 2])
  }

  @Test func `coordinates have three decimals and no trailing zeros`() {
    #expect(Coordinate.text(1.5) == "1.5")
    #expect(Coordinate.text(-0.0004) == "0")
    #expect(Coordinate.text(-2.0625) == "-2.063")
    #expect(Coordinate.text(1200) == "1200")
    #expect(Coordinate.text(0.05) == "0.05")
    #expect(Coordinate.text(.nan) == "0")
    #expect(Coordinate.text(1e300) == "1000000")
  }

  @Test func `each series has contrast on its page`() throws {
    for (colours, page) in [(Palette.light, "#ffffff"), (Palette.dark, "#1b1f24")] {
      let background = try #require(Colour(hex: page))
      for hex in colours {
        let colour = try #require(Colour(hex: hex))
        #expect(colour.contrast(with: background) >= 3, "\(hex) on \(page)")
      }
    }
  }

  @Test func `a ramp begins and ends with its colours`() throws {
    let ramp = ColourRamp(colours: try #require(ColourScheme.colours("Blues")))
    #expect(ramp.colour(at: 0).hex == "#cfe1f2")
    #expect(ramp.colour(at: 1).hex == "#0a4a90")
    #expect(ramp.colour(at: 9).hex == "#0a4a90")
  }
}
