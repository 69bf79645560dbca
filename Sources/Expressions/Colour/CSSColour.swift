/// A colour as style sheets write it, in sRGB.
///
///     CSSColour("steelblue")                     // 70, 130, 180
///     CSSColour("hsl(120, 50%, 50%)")?.text      // rgb(64, 191, 64)
///
/// Source: CSS Color Module Level 4, sections 5 to 8 (https://www.w3.org/TR/css-color-4/).
public struct CSSColour: Hashable, Sendable {
  /// 0–255; arithmetic may leave the range, texts do not.
  public var red: Double
  public var green: Double
  public var blue: Double
  /// 0–1.
  public var opacity: Double

  public init(_ red: Double, _ green: Double, _ blue: Double, opacity: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// Reads a name, `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb(…)`, `rgba(…)`, `hsl(…)`,
  /// `hsla(…)` or `transparent`, with commas or blanks; nil for all else.
  public init?(_ text: String) {
    let word = text.lowercased().filter { !$0.isNewline }
    let trimmed = String(
      word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    )
    if trimmed.hasPrefix("#") {
      guard let colour = Self.hexadecimal(trimmed.utf8.dropFirst()) else { return nil }
      self = colour
    } else if let number = Self.names[trimmed] {
      self.init(packed: number)
    } else if trimmed == "transparent" {
      self.init(0, 0, 0, opacity: 0)
    } else {
      guard let colour = Self.functional(trimmed) else { return nil }
      self = colour
    }
  }

  /// A colour of the 24 bits `0xRRGGBB`.
  public init(packed: Int) {
    self.init(Double(packed >> 16 & 255), Double(packed >> 8 & 255), Double(packed & 255))
  }

  /// `rgb(70, 130, 180)`, or `rgba(…)` when it is not opaque: what d3 writes.
  public var text: String {
    let parts = [red, green, blue].map { String(Self.byte($0)) }.joined(separator: ", ")
    let alpha = opacity.isNaN ? 1 : min(max(opacity, 0), 1)
    return alpha == 1 ? "rgb(\(parts))" : "rgba(\(parts), \(alpha.shortText))"
  }

  /// A part as a whole number of 0–255; halves go up, as in JavaScript.
  static func byte(_ part: Double) -> Int {
    part.isNaN ? 0 : Int((min(max(part, 0), 255) + 0.5).rounded(.down))
  }

  /// The relative luminance of WCAG 2, 0 for black and 1 for white.
  public var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// The contrast ratio of WCAG 2, 1 … 21.
  public func contrast(with other: CSSColour) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  private static func hexadecimal(_ digits: Substring.UTF8View) -> CSSColour? {
    let values = digits.map { byte -> Int? in
      switch byte {
      case 48...57: Int(byte) - 48
      case 97...102: Int(byte) - 87
      default: nil
      }
    }
    let numbers = values.compactMap { $0 }
    guard numbers.count == values.count else { return nil }
    let parts: [Int]
    switch numbers.count {
    case 3, 4: parts = numbers.map { $0 * 17 }
    case 6, 8:
      parts = stride(from: 0, to: numbers.count, by: 2).map {
        numbers[$0] * 16 + numbers[$0 + 1]
      }
    default: return nil
    }
    return CSSColour(
      Double(parts[0]),
      Double(parts[1]),
      Double(parts[2]),
      opacity: parts.count > 3 ? Double(parts[3]) / 255 : 1
    )
  }

  /// `rgb()` and `hsl()` with three or four arguments.
  private static func functional(_ text: String) -> CSSColour? {
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return nil }
    let arguments = text[text.index(after: open)...].dropLast()
      .split { $0 == "," || $0 == " " || $0 == "/" }.map(String.init)
    guard arguments.count == 3 || arguments.count == 4 else { return nil }
    let opacity = arguments.count == 4 ? share(arguments[3], of: 1) : 1
    guard let opacity else { return nil }
    switch text[..<open] {
    case "rgb", "rgba":
      let parts = arguments.prefix(3).compactMap { share($0, of: 255) }
      guard parts.count == 3 else { return nil }
      return CSSColour(parts[0], parts[1], parts[2], opacity: opacity)
    case "hsl", "hsla":
      let hue = arguments[0].hasSuffix("deg") ? String(arguments[0].dropLast(3)) : arguments[0]
      guard let hue = Double(hue), arguments[1].hasSuffix("%"), arguments[2].hasSuffix("%"),
        let saturation = share(arguments[1], of: 1), let lightness = share(arguments[2], of: 1)
      else { return nil }
      return CSSColour(hue: hue, saturation: saturation, lightness: lightness, opacity: opacity)
    default: return nil
    }
  }

  /// A number as it is, or a percentage of `whole`.
  private static func share(_ text: String, of whole: Double) -> Double? {
    guard text.hasSuffix("%") else { return Double(text) }
    return Double(text.dropLast()).map { $0 / 100 * whole }
  }
}

extension Double {
  /// As JavaScript writes it.
  fileprivate var shortText: String { self == rounded() ? String(Int(self)) : description }
}
