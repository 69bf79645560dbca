/// Text as a terminal shows it.
public enum TerminalText {
  /// Control characters would reach the terminal as commands: they are shown as pictures, a tab as
  /// one blank, and characters that turn the direction of writing as replacement characters.
  public static func printable(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 9: out.append(" ")
      case 10: out.append("\n")
      case 0..<32: out.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case 127...159, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// The number of terminal columns a text takes.
  public static func columns(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  /// As much of the beginning as fits into a number of columns.
  static func prefix(_ text: String, columns: Int) -> Substring {
    var left = columns
    return text.prefix { character in
      left -= width(character)
      return left >= 0
    }
  }

  /// As much of the end as fits into a number of columns.
  static func suffix(_ text: String, columns: Int) -> Substring {
    var left = columns
    var start = text.endIndex
    while start > text.startIndex {
      let previous = text.index(before: start)
      left -= width(text[previous])
      guard left >= 0 else { break }
      start = previous
    }
    return text[start...]
  }

  /// East Asian wide characters and emoji take two columns (Unicode TR 11, wide and full-width);
  /// zero-width ones none.
  private static func width(_ character: Character) -> Int {
    switch character.unicodeScalars.first?.value ?? 0 {
    case 0x200B...0x200D, 0xFEFF, 0x300...0x36F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
