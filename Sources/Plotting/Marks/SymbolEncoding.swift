/// How rows get the shape, the size and the opacity of their marks.
struct SymbolEncoding: Sendable {
  var constantShape: SymbolShape
  var constantSize: Double
  var constantOpacity: Double
  var shape: (channel: BoundChannel, domain: DiscreteDomain)?
  var sizes: NumberEncoding?
  var opacities: NumberEncoding?

  init(shape: SymbolShape, size: Double, opacity: Double) {
    constantShape = shape
    constantSize = size
    constantOpacity = opacity
  }

  func shape(at row: Int) -> SymbolShape {
    guard let place = shape?.domain.places[row], place >= 0 else { return constantShape }
    return Self.shapes[place % Self.shapes.count]
  }

  /// The order in which categories get shapes.
  static let shapes: [SymbolShape] = [
    .circle, .square, .cross, .diamond, .triangleUp, .triangleDown, .triangleRight, .triangleLeft,
  ]
}

/// A channel that becomes a number of the picture: an area, an opacity.
struct NumberEncoding: Sendable {
  let channel: BoundChannel
  /// Nil for a discrete channel.
  let domain: ContinuousDomain?
  let levels: DiscreteDomain?
  let range: (Double, Double)
  /// One number for each row; NaN where the row has no value.
  let values: [Double]

  init(_ unit: Unit, _ channel: BoundChannel, range: (Double, Double)) {
    self.channel = channel
    let given = channel.definition.scale.rangeNumbers
    let range = given.flatMap { $0.count >= 2 ? ($0[0], $0[$0.count - 1]) : nil } ?? range
    self.range = range
    if channel.isDiscrete {
      let levels = unit.discrete(channel)
      self.levels = levels
      domain = nil
      let last = Double(max(1, levels.levels.count - 1))
      values = levels.places.map { place in
        if place < 0 { return .nan }
        if let given, given.count == levels.levels.count { return given[place] }
        return range.0 + (range.1 - range.0) * Double(place) / last
      }
    } else {
      let numbers = unit.series(of: channel)?.doubles ?? []
      let domain = ContinuousDomain(
        Extent(of: numbers),
        smallest: numbers.leastMagnitude,
        channel: channel,
        wantsZero: channel.channel == .size,
        isNice: false
      )
      levels = nil
      self.domain = domain
      values = PositionScale.continuous(domain.scale(to: (range.0, range.1))).positions(numbers)
    }
  }
}
