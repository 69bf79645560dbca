/// The extent of rectangles along one axis: a start and a length for each row.
struct Span {
  var start: Visual<Double>
  var length: Visual<Double>

  static func between(_ a: Visual<Double>, _ b: Visual<Double>, count: Int) -> Span {
    if case .one(let a) = a, case .one(let b) = b {
      return Span(start: .one(Swift.min(a, b)), length: .one(abs(b - a)))
    }
    var starts: [Double] = []
    var lengths: [Double] = []
    starts.reserveCapacity(count)
    lengths.reserveCapacity(count)
    for row in 0..<count {
      let (low, high) = (a[row], b[row])
      starts.append(low < high ? low : high)
      lengths.append(abs(high - low))
    }
    return Span(start: .each(starts), length: .each(lengths))
  }

  static func around(_ middle: Visual<Double>, _ length: Visual<Double>) -> Span {
    Span(start: middle + length.map { -$0 / 2 }, length: length)
  }

  /// Which part of a rectangle stands at its place.
  enum Anchor { case start, middle, end }

  static func at(_ place: Visual<Double>, _ length: Visual<Double>, _ anchor: Anchor) -> Span {
    switch anchor {
    case .start: Span(start: place, length: length)
    case .middle: .around(place, length)
    case .end: Span(start: place + length.map { -$0 }, length: length)
    }
  }
}
