extension SQL {
  /// The same text with spaces that ASCII lacks, outside quotes and comments, made plain ones.
  ///
  /// DuckDB does this too, but puts one byte where there were two or three, so that the positions of
  /// its errors are off; here each gives way to as many spaces as it had bytes. Korean and Chinese
  /// keyboards write U+3000, web pages U+00A0.
  static func withPlainSpaces(_ sql: String) -> String {
    guard sql.unicodeScalars.contains(where: { isSpace($0) }) else { return sql }
    var result = String.UnicodeScalarView()
    var rest = Substring(sql).unicodeScalars
    var previous: Unicode.Scalar = " "
    while let scalar = rest.first {
      let length = protectedLength(rest, after: previous)
      if length > 0 {
        result.append(contentsOf: rest.prefix(length))
        previous = rest.prefix(length).last ?? " "
        rest = rest.dropFirst(length)
      } else {
        if isSpace(scalar) {
          result.append(contentsOf: repeatElement(" ", count: UTF8.width(scalar)))
        } else {
          result.append(scalar)
        }
        previous = scalar
        rest = rest.dropFirst()
      }
    }
    return String(result)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0, 0x2000...0x200D, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// How many characters the quotation or comment at the start of `text` takes; 0 when there is none.
  ///
  /// One that is never closed takes the rest.
  private static func protectedLength(
    _ text: Substring.UnicodeScalarView,
    after previous: Unicode.Scalar
  ) -> Int {
    guard let first = text.first else { return 0 }
    switch first {
    case "'" where previous == "e" || previous == "E":
      return length(text.dropFirst(), until: ["'"], escape: "\\") + 1
    case "'", "\"": return length(text.dropFirst(), until: [first]) + 1
    case "-" where text.dropFirst().first == "-": return length(text, until: ["\n"])
    case "/" where text.dropFirst().first == "*":
      return length(text.dropFirst(2), until: ["*", "/"]) + 2
    case "$":
      let tag = text.dropFirst().prefix { $0.properties.isAlphabetic || $0 == "_" || $0 == "0" }
      let opening = ["$"] + Array(tag) + ["$"]
      guard text.starts(with: opening) else { return 0 }
      return length(text.dropFirst(opening.count), until: opening) + opening.count
    default: return 0
    }
  }

  private static func length(
    _ text: Substring.UnicodeScalarView,
    until end: [Unicode.Scalar],
    escape: Unicode.Scalar? = nil
  ) -> Int {
    var rest = text
    var count = 0
    while let scalar = rest.first {
      if rest.starts(with: end) { return count + end.count }
      let step = scalar == escape ? 2 : 1
      count += min(step, rest.count)
      rest = rest.dropFirst(step)
    }
    return count
  }
}
