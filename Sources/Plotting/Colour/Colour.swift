/// A colour in sRGB, each part 0 … 255.
struct Colour: Hashable, Sendable {
  var red: Double
  var green: Double
  var blue: Double

  init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `rrggbb` or `rgb`, with or without `#`.
  init?(hex: String) {
    var digits = hex.hasPrefix("#") ? String(hex.dropFirst()) : hex
    if digits.count == 3 { digits = digits.map { "\($0)\($0)" }.joined() }
    guard digits.count == 6, let number = Int(digits, radix: 16) else { return nil }
    self.init(Double(number >> 16 & 255), Double(number >> 8 & 255), Double(number & 255))
  }

  /// `#rrggbb`.
  var hex: String {
    let parts = [red, green, blue].map { part in
      let text = String(Int(min(max(part, 0), 255).rounded()), radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return "#" + parts.joined()
  }

  /// The relative luminance of WCAG 2, 0 for black and 1 for white.
  var luminance: Double {
    func linear(_ part: Double) -> Double {
      let share = part / 255
      return share <= 0.04045 ? share / 12.92 : Power.of((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The contrast ratio of WCAG 2, 1 … 21.
  func contrast(with other: Colour) -> Double {
    let light = max(luminance, other.luminance)
    let dark = min(luminance, other.luminance)
    return (light + 0.05) / (dark + 0.05)
  }
}

/// A blend through colours by a uniform B-spline, as d3's `interpolateRgbBasis` does it.
///
/// The curve passes through the first and the last colour and near the others, without the bands
/// that straight blending shows at each stop.
struct ColourRamp: Sendable {
  let colours: [Colour]

  /// The colour at a part of the way, cut off at 0 and 1.
  func colour(at part: Double) -> Colour {
    guard colours.count > 1, !part.isNaN else { return colours.first ?? Colour(0, 0, 0) }
    let last = colours.count - 1
    let place = min(max(part, 0), 1)
    let index = min(Int(place * Double(last)), last - 1)
    let t = place * Double(last) - Double(index)
    return Colour(
      basis(index, t, \.red),
      basis(index, t, \.green),
      basis(index, t, \.blue)
    )
  }

  private func basis(_ index: Int, _ t: Double, _ part: KeyPath<Colour, Double>) -> Double {
    let v1 = colours[index][keyPath: part]
    let v2 = colours[index + 1][keyPath: part]
    let v0 = index > 0 ? colours[index - 1][keyPath: part] : 2 * v1 - v2
    let v3 = index + 2 < colours.count ? colours[index + 2][keyPath: part] : 2 * v2 - v1
    let t2 = t * t
    let t3 = t2 * t
    return
      ((1 - 3 * t + 3 * t2 - t3) * v0 + (4 - 6 * t2 + 3 * t3) * v1
      + (1 + 3 * t + 3 * t2 - 3 * t3) * v2 + t3 * v3) / 6
  }
}
