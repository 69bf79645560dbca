import Templates

/// Values that stand within a tag of the author's own markup.
///
/// Markup is a run of `.html` nodes with the values between them, so whether a value is within a tag
/// is a matter of the last `<` and `>` before it.
enum AttributeText {
  /// Whether a tag is open after a piece of markup.
  static func isOpen(after markup: String, _ wasOpen: Bool) -> Bool {
    guard let last = markup.utf8.last(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") })
    else { return wasOpen }
    return last == UInt8(ascii: "<")
  }

  /// A value whose every ASCII sign is a character reference, so that it is harmless with quotes
  /// around it or without.
  static func guarded(_ node: InlineNode) -> InlineNode {
    guard case .text(let text) = node else { return node }
    var out = ""
    for scalar in text.unicodeScalars {
      let isPlain =
        scalar.value >= 0xA0 || scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil
      if isPlain {
        out.unicodeScalars.append(scalar)
      } else {
        // NUL and other controls have no reference; they are shown by their pictures.
        out += scalar.value < 32 ? "&#\(0x2400 + scalar.value);" : "&#\(scalar.value);"
      }
    }
    return .html(out)
  }
}
