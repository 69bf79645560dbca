/// The widths of text, without a font at hand.
///
/// Latin widths are those of Helvetica (Adobe's AFM file, in thousandths of the font size), to which
/// the sans-serif faces of today's systems are close, with slack for the widest of them; full-width
/// scripts (Hangul, Kana, Han) take a whole em in every face.
enum TextMeasure {
  /// The width of one line in pixels.
  static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    var ems = 0.0
    for scalar in text.unicodeScalars {
      let thousandths = width(of: scalar)
      ems += Double(thousandths) / 1000 * (thousandths == 1000 ? 1 : slack)
    }
    return ems * size * (isBold ? 1.07 : 1)
  }

  /// DejaVu Sans, the widest face that a browser is likely to fall back to, against Helvetica.
  private static let slack = 1.15

  /// The text, or its beginning with an ellipsis where it is wider than `limit`.
  static func truncated(_ text: String, to limit: Double, size: Double) -> String {
    guard width(text, size: size) > limit else { return text }
    var kept = ""
    var used = width("…", size: size)
    for character in text {
      used += width(String(character), size: size)
      if used > limit { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value >= 32, value < 127 { return latin[Int(value) - 32] }
    switch value {
    case 0..<32, 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0xFE00...0xFE0F: return 0
    case 0x2026, 0x2014: return 1000
    case 0x2212: return 584
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFF:
      return 1000
    default: return 600
    }
  }

  /// Space to tilde.
  private static let latin = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]
}
