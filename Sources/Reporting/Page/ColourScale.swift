/// A named range of cell colours: one hue that deepens, or two that meet in the middle.
///
/// The hues are the stylesheet's, in steps of a tenth, light on light paper and dark on dark, and
/// never so strong that the text on them is hard to read.
enum ColourScheme: String, CaseIterable, Sendable {
  case blues, greens, oranges, purples, reds, greys, teals
  case redblue, bluered, blueorange, orangeblue, purplegreen, greenpurple

  /// The class of low values, and that of high ones; the same for a scheme of one hue.
  fileprivate var hues: (low: String, high: String) {
    switch self {
    case .redblue: ("reds", "blues")
    case .bluered: ("blues", "reds")
    case .blueorange: ("blues", "oranges")
    case .orangeblue: ("oranges", "blues")
    case .purplegreen: ("purples", "greens")
    case .greenpurple: ("greens", "purples")
    default: (rawValue, rawValue)
    }
  }

  fileprivate var isDiverging: Bool { hues.low != hues.high }
}

/// Colours behind the cells of a column, from a scheme and the numbers at its ends.
struct ColourScale: Sendable, Equatable {
  var scheme: ColourScheme
  /// Low and high, or low, middle and high; nil for the column's own range.
  var domain: [Double]?

  init(scheme: ColourScheme, domain: [Double]? = nil) {
    self.scheme = scheme
    self.domain = domain
  }

  /// The scale with its ends settled: a diverging scheme without a middle turns at zero when zero
  /// lies inside, and reaches equally far to both sides.
  func fitted(to values: some Sequence<Double>) -> ColourScale {
    var fitted = self
    let finite = values.filter(\.isFinite)
    let ends = domain ?? [finite.min() ?? 0, finite.max() ?? 0]
    guard let low = ends.first, let high = ends.last else { return fitted }
    if scheme.isDiverging, ends.count == 2 {
      if domain == nil, low < 0, high > 0 {
        let reach = max(-low, high)
        fitted.domain = [-reach, 0, reach]
      } else {
        fitted.domain = [low, low + (high - low) / 2, high]
      }
    } else {
      fitted.domain = ends
    }
    return fitted
  }

  /// The classes of a cell, such as `k blues k7`; nil for what is no number.
  ///
  /// The scale must have been `fitted` before.
  func classes(for value: Double) -> String? {
    guard let domain, let low = domain.first, let high = domain.last, value.isFinite else {
      return nil
    }
    guard domain.count == 3 else {
      return "k \(scheme.hues.high) k\(Self.step(value, from: low, to: high))"
    }
    let middle = domain[1]
    guard scheme.isDiverging else {
      let half = value < middle ? (low, middle, 0) : (middle, high, 5)
      let step = half.2 + (Self.step(value, from: half.0, to: half.1) + 1) / 2
      return "k \(scheme.hues.high) k\(step)"
    }
    return value < middle
      ? "k \(scheme.hues.low) k\(Self.step(middle - value, from: 0, to: middle - low))"
      : "k \(scheme.hues.high) k\(Self.step(value, from: middle, to: high))"
  }

  private static func step(_ value: Double, from low: Double, to high: Double) -> Int {
    guard high > low else { return 0 }
    return Int((min(max((value - low) / (high - low), 0), 1) * 10).rounded())
  }
}
