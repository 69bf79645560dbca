import Tables
import Testing

@testable import Plotting

@Suite struct ScaleEdgeTests {
  @Test(arguments: ScaleType.allCases)
  func `no domain and no range trap nothing`(_ type: ScaleType) {
    let domains: [ScaleDefinition.Domain] = [
      .continuous([]), .continuous([1]), .continuous([.nan, .nan]), .continuous([0, .infinity]),
      .continuous([-1e308, 1e308]), .discrete([]), .discrete([.null, .text("a")]),
    ]
    let ranges: [ScaleDefinition.Range] = [
      .numbers([]), .numbers([0]), .numbers([0, 100]), .paints([]), .paints([.none]),
      .paints([.literal("red"), .literal("blue")]), .scheme("blues", extent: nil, count: nil),
      .scheme("nothing", extent: (0.2, 0.1), count: -3), .texts([]), .texts(["circle"]),
      .dashes([[1, 2]]),
    ]
    let levels: [Level] = [.null, .number(0), .number(.infinity), .text("a"), .instant(1e300)]
    for domain in domains {
      for range in ranges {
        var definition = ScaleDefinition(type, domain: domain, range: range)
        definition.nice = .yes
        definition.padding = 50
        definition.zero = true
        definition.base = 0
        definition.domainMid = 3
        let scale = Scale(definition)
        for level in levels {
          _ = scale.number(level)
          _ = scale.paint(level)
          _ = scale.text(level)
          _ = scale.dash(level)
          _ = scale.fraction(of: level)
        }
        let labels = LabelFormat(kind: .standard)
        _ = labels.texts(scale.ticks(.about(10)), scale: scale, count: 10)
        _ = labels.texts(scale.ticks(.interval(.month, step: 2)), scale: scale, count: 10)
        _ = labels.legendTexts(
          scale.legendValues(.about(5)),
          scale: scale,
          count: 5,
          asRanges: true
        )
        _ = scale.gradientStops()
        _ = scale.invert(5)
        _ = scale.validTicks(levels, count: 2)
      }
    }
  }

  @Test func `what a scale does not know is not drawn`() {
    let linear = Scale(
      ScaleDefinition(.linear, domain: .continuous([0, 10]), range: .numbers([0, 1]))
    )
    #expect(linear.number(.null).isNaN)
    #expect(linear.number(.nan).isNaN)
    let ordinal = Scale(
      ScaleDefinition(
        .ordinal,
        domain: .discrete([.text("a"), .null]),
        range: .paints([.literal("red"), .literal("blue")])
      )
    )
    #expect(ordinal.paint(.text("b")) == .none)
    #expect(ordinal.paint(.null) == .literal("blue"))
    let empty = Scale(ScaleDefinition(.linear, domain: .continuous([]), range: .numbers([0, 1])))
    #expect(empty.number(3).isNaN)
    #expect(empty.ticks(.about(5)).isEmpty)
  }

  @Test func `ranges repeat over categories`() {
    let scale = Scale(
      ScaleDefinition(
        .ordinal,
        domain: .discrete((0..<5).map { .number(Double($0)) }),
        range: .texts(["circle", "square"])
      )
    )
    #expect(
      scale.texts(of: .numbers([0, 1, 2, .nan, 4])) == ["circle", "square", "circle", "", "circle"]
    )
  }

  @Test func `columns are mapped like single values`() {
    var definition = ScaleDefinition(
      .log,
      domain: .continuous([1, 1_000]),
      range: .numbers([0, 90])
    )
    let values = [1.0, 10, 0, .nan, 1_000, 1_000]
    var scale = Scale(definition)
    let numbers = scale.numbers(of: .numbers(values))
    #expect(
      zip(numbers, [0, 30, .nan, .nan, 90, 90]).allSatisfy {
        $0 == $1 || $0.isNaN && $1.isNaN || abs($0 - $1) < 1e-9
      }
    )
    definition.range = .scheme("viridis", extent: nil, count: nil)
    scale = Scale(definition)
    #expect(scale.paints(of: .numbers(values)) == values.map { scale.paint(.number($0)) })
    let bands = Scale(
      ScaleDefinition(
        .band,
        domain: .discrete([.instant(0), .text("a")]),
        range: .numbers([0, 10])
      )
    )
    let levels: [Level] = [.instant(0), .text("a"), .null]
    let series = Series.levels(codes: [1, 0, 2, 1], levels: levels)
    let starts = bands.numbers(of: series)
    #expect(Array(starts[0...1]) == [5, 0])
    #expect(starts[2].isNaN)
    #expect(bands.numbers(of: .numbers([0])) == [0])
    #expect(bands.step == 5 && bands.bandwidth == 5)
  }

  @Test func `continuous scales go back`() {
    for type in [ScaleType.linear, .log, .pow, .sqrt, .symlog] {
      for range in [[0.0, 200], [200, 0]] {
        var definition = ScaleDefinition(
          type,
          domain: .continuous([2, 50]),
          range: .numbers(range)
        )
        definition.exponent = 3
        let scale = Scale(definition)
        #expect(abs(scale.invert(scale.number(17)) - 17) < 1e-9, "\(type)")
      }
    }
    let pieces = Scale(
      ScaleDefinition(.linear, domain: .continuous([0, 10, 100]), range: .numbers([100, 50, 0]))
    )
    #expect(abs(pieces.invert(pieces.number(40)) - 40) < 1e-9)
  }

  @Test func `a domain without a logarithm is mended`() {
    func domain(_ low: Double, _ high: Double) -> [Double] {
      Scale(ScaleDefinition(.log, domain: .continuous([low, high]), range: .numbers([0, 1]))).ends
    }
    #expect(domain(0, 1_000) == [1, 1_000])
    #expect(domain(-5, 0.5) == [0.05, 0.5])
    #expect(domain(-100, 0) == [-100, -1])
    #expect(domain(0, 0) == [1, 10])
  }

  @Test func `gradients have stops at ticks and ends`() {
    let scale = Scale(
      ScaleDefinition(
        .linear,
        domain: .continuous([0.5, 9.5]),
        range: .scheme("blues", extent: nil, count: nil)
      )
    )
    let stops = scale.gradientStops(5)
    #expect(stops.first?.offset == 0 && stops.last?.offset == 1)
    #expect(stops.count == 6)
    #expect(scale.fraction(of: .number(5)) == 0.5)
    let classes = Scale(
      ScaleDefinition(.threshold, domain: .continuous([10, 20]), range: .numbers([1, 2, 3]))
    )
    #expect(abs(classes.fraction(of: .number(10)) - 1.0 / 3) < 1e-12)
  }
}
