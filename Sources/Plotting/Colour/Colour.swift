import Expressions

/// A colour in sRGB, each part 0 … 255.
struct Colour: Hashable, Sendable {
  var red: Double
  var green: Double
  var blue: Double
  /// 0 … 1.
  var opacity = 1.0

  init(_ red: Double, _ green: Double, _ blue: Double, opacity: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  init(_ colour: CSSColour) {
    self.init(colour.red, colour.green, colour.blue, opacity: colour.opacity)
  }

  /// Reads any colour of CSS: `steelblue`, `#4682b4`, `rgb(70, 130, 180)`, `hsl(207, 44%, 49%)`.
  init?(css text: String) {
    guard let colour = CSSColour(text) else { return nil }
    self.init(colour)
  }

  /// Reads `rrggbb` or `rgb`, with or without `#`.
  init?(hex: String) { self.init(css: hex.hasPrefix("#") ? hex : "#" + hex) }

  /// The plain colour of a paint; nil for none and for gradients.
  init?(_ paint: Paint) {
    switch paint {
    case .series(_, let colour): self = colour
    case .literal(let text), .role(_, let text):
      guard let colour = Colour(css: text) else { return nil }
      self = colour
    case .none, .gradient: return nil
    }
  }

  /// `#rrggbb`, without the opacity.
  var hex: String {
    let parts = [Self.byte(red), Self.byte(green), Self.byte(blue)]
    return String(unsafeUninitializedCapacity: 7) { bytes in
      bytes[0] = UInt8(ascii: "#")
      for (index, part) in parts.enumerated() {
        bytes[1 + index * 2] = Self.digit(part >> 4)
        bytes[2 + index * 2] = Self.digit(part & 15)
      }
      return 7
    }
  }

  /// The colour as CSS, with the opacity where there is one.
  var css: String { opacity >= 1 ? hex : CSSColour(red, green, blue, opacity: opacity).text }

  /// The paint that a scale gives.
  var paint: Paint { .literal(css) }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

  private static func byte(_ part: Double) -> UInt8 {
    part.isNaN ? 0 : UInt8((min(max(part, 0), 255) + 0.5).rounded(.down))
  }

  /// The relative luminance of WCAG 2, 0 for black and 1 for white.
  var luminance: Double { CSSColour(red, green, blue).luminance }

  /// The contrast ratio of WCAG 2, 1 … 21.
  func contrast(with other: Colour) -> Double {
    CSSColour(red, green, blue).contrast(with: CSSColour(other.red, other.green, other.blue))
  }
}
