/// The widths of text, without a font at hand.
///
/// Latin, Greek and Cyrillic are measured as Liberation Sans (and so Arial and Helvetica) writes
/// them, with its kerning; a full-width character (Hangul, Kana, Han) takes about a whole em in
/// every face.
enum TextMeasure {
  /// The width of one line in pixels.
  ///
  /// `size`: the font size in pixels.
  /// `font`: a family that is known to be wider or narrower; nil is sans-serif.
  static func width(
    _ text: String,
    size: Double,
    isBold: Bool = false,
    font: String? = nil
  ) -> Double {
    guard size > 0 else { return 0 }
    let factor = FontFamily(font)
    if factor == .fixed {
      let columns = text.unicodeScalars.reduce(0.0) { sum, scalar in
        let own = Self.ems(scalar, isBold: isBold)
        return sum + (own == 0 ? 0 : own >= 0.9 && scalar.value > 0x1100 ? 1.2 : 0.6)
      }
      return columns * size
    }
    var units = 0
    var ems = 0.0
    var before: UInt8 = 0
    let kerning = isBold ? SansKerning.bold : SansKerning.regular
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value >= 0x20, value < 0x7F {
        units += ascii[isBold ? 1 : 0][Int(value) - 0x20]
        let byte = UInt8(value)
        if before != 0 { units += SansKerning.adjustment(before, byte, in: kerning) }
        before = byte
      } else {
        ems += Self.ems(scalar, isBold: isBold)
        before = 0
      }
    }
    return (Double(units) / SansWidths.unit + ems) * size * factor.rawValue
  }

  /// The height that one line takes, which is the font size, and with others below it the distance
  /// of their baselines.
  static func height(lines: Int, size: Double, lineHeight: Double? = nil) -> Double {
    lines > 0 ? size + Double(lines - 1) * (lineHeight ?? size + 2) : 0
  }

  /// Families by how wide they are against sans-serif.
  enum FontFamily: Double {
    case sans = 1
    case serif = 0.92
    case narrow = 0.82
    case fixed = 1.2

    init(_ name: String?) {
      guard let name = name?.lowercased() else {
        self = .sans
        return
      }
      if ["mono", "courier", "consolas", "menlo"].contains(where: { name.contains($0) }) {
        self = .fixed
      } else if name.contains("narrow") || name.contains("condensed") {
        self = .narrow
      } else if !name.contains("sans"),
        ["serif", "times", "georgia", "garamond", "palatino"].contains(where: { name.contains($0) })
      {
        self = .serif
      } else {
        self = .sans
      }
    }
  }

  private static let ascii: [[Int]] = [SansWidths.regular, SansWidths.bold].map { stretches in
    stretches.first.map { $0.widths.map(Int.init) } ?? []
  }

  /// The width of one character in ems.
  private static func ems(_ scalar: Unicode.Scalar, isBold: Bool) -> Double {
    let value = scalar.value
    for stretch in isBold ? SansWidths.bold : SansWidths.regular {
      guard value >= stretch.first else { break }
      let index = Int(value - stretch.first)
      if index < stretch.widths.count {
        let width = stretch.widths[index]
        return width == 0 ? 0.6 : Double(width) / SansWidths.unit
      }
    }
    switch value {
    case 0..<0x20, 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0xFE00...0xFE0F: return 0
    case 0xAC00...0xD7A3, 0x1100...0x115F, 0x3130...0x318F: return 0.96
    case 0x2E80...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x20000...0x3FFFF:
      return 1
    case 0x1F300...0x1FAFF, 0x2600...0x27BF: return 1.25
    default: return 0.6
    }
  }
}
