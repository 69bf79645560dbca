/// Finds where `{{ … }}` and `{% … %}` end.
///
///     let end = ExpressionBraces.end(from: open + 2, closing: "}", in: bytes, limit: lineEnd)
///
/// Quoted strings and nested braces of the expression are stepped over, so that
/// `{{ {a: {b: 1}} }}` and `{{ "}}" }}` end where their author meant. When that finds no end (an
/// apostrophe that opens no string, say), the first closing pair on the same line is the end, and
/// the expression's own parser says what is wrong with it.
public enum ExpressionBraces {
  /// The offset just past the closing pair, or nil when there is none before `limit`.
  ///
  /// The search begins just past the opening pair; `mark` is what stands before the last `}`: `}`
  /// for expressions, `%` for tags.
  public static func end(
    from start: Int,
    closing mark: Unicode.Scalar,
    in bytes: [UInt8],
    limit: Int
  ) -> Int? {
    let close = UInt8(ascii: mark)
    return balancedEnd(from: start, close, bytes, limit)
      ?? plainEnd(from: start, close, bytes, limit)
  }

  private static func balancedEnd(
    from start: Int,
    _ close: UInt8,
    _ bytes: [UInt8],
    _ limit: Int
  ) -> Int? {
    var at = start
    var depth = 0
    var quote: UInt8?
    while at < limit {
      let byte = bytes[at]
      if let open = quote {
        if byte == UInt8(ascii: "\\") {
          at += 1
        } else if byte == open {
          quote = nil
        } else if byte == UInt8(ascii: "\n") {
          return nil
        }
      } else if depth == 0, byte == close, at + 1 < limit, bytes[at + 1] == UInt8(ascii: "}") {
        return at + 2
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}"), depth > 0 {
        depth -= 1
      }
      at += 1
    }
    return nil
  }

  private static func plainEnd(
    from start: Int,
    _ close: UInt8,
    _ bytes: [UInt8],
    _ limit: Int
  ) -> Int? {
    var at = start
    while at + 1 < limit, bytes[at] != UInt8(ascii: "\n") {
      if bytes[at] == close, bytes[at + 1] == UInt8(ascii: "}") { return at + 2 }
      at += 1
    }
    return nil
  }

  /// The range without blanks and line ends at its two ends.
  public static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, isBlank(bytes[low]) { low += 1 }
    while high > low, isBlank(bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
