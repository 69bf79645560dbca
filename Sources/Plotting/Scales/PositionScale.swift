/// Where the rows of one axis stand.
enum PositionScale: Sendable {
  /// No channel: everything stands in the middle of a length.
  case none(Double)
  case continuous(any ContinuousScale)
  case bands(BandScale, DiscreteDomain)

  var length: Double {
    switch self {
    case .none(let length): length
    case .continuous(let scale): abs(scale.range.end - scale.range.start)
    case .bands(let scale, _): abs(scale.range.end - scale.range.start)
    }
  }

  /// Positions of values; NaN for what has none.
  func positions(_ values: [Double]) -> [Double] {
    guard case .continuous(let scale) = self else { return values.map { _ in length / 2 } }
    return Self.positions(values, scale)
  }

  /// Generic, so that a hundred thousand rows do not each look up which scale it is.
  private static func positions(_ values: [Double], _ scale: some ContinuousScale) -> [Double] {
    let start = scale.transformed(scale.domain.0)
    let span = scale.transformed(scale.domain.1) - start
    let length = scale.range.end - scale.range.start
    return values.map { value in
      guard value.isFinite else { return .nan }
      let part = span == 0 ? 0.5 : (scale.transformed(value) - start) / span
      return scale.range.start + part * length
    }
  }

  /// The position that bars and areas grow from: zero, or the end of the domain next to it.
  var baseline: Double {
    guard case .continuous(let scale) = self else { return length }
    let low = min(scale.domain.0, scale.domain.1)
    let high = max(scale.domain.0, scale.domain.1)
    let position = scale.position(of: low > 0 ? low : high < 0 ? high : 0)
    return position.isNaN ? scale.range.start : position
  }
}
