/// A word of SQL with its place in the text, in bytes.
struct SQLToken {
  enum Kind: Equatable {
    /// A bare word: keyword, table, column or function name.
    case word
    /// `"quoted"`, or in the backticks of other dialects: always a name.
    case quotedName
    /// A string, a dollar-quoted string, a number.
    case literal
    /// One byte of punctuation.
    case symbol(UInt8)
  }

  let kind: Kind
  let range: Range<Int>
  /// A name without its quotes, as written; empty for literals and symbols.
  let name: String

  /// Whether the token is this keyword; a quoted name never is.
  func isWord(_ keyword: String) -> Bool {
    kind == .word && name.lowercased() == keyword
  }

  func isSymbol(_ symbol: Character) -> Bool {
    kind == .symbol(symbol.asciiValue ?? 0)
  }
}

/// Cuts SQL text into tokens; comments and white space are left out.
///
/// Strings (`'…'` with doubled quotes, `E'…'` with backslashes, `$tag$…$tag$`), quoted names,
/// `--` and nested `/* */` comments follow the PostgreSQL rules that DuckDB and Spark share in
/// large part. Something unclosed runs to the end of the text: the engine will say what is wrong.
struct SQLLexer {
  private let bytes: [UInt8]
  private var at = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  static func tokens(of text: String) -> [SQLToken] {
    var lexer = SQLLexer(text)
    var tokens: [SQLToken] = []
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  private mutating func next() -> SQLToken? {
    skipBlank()
    guard at < bytes.count else { return nil }
    let start = at
    switch bytes[at] {
    case UInt8(ascii: "'"):
      let isEscaped = start > 0 && (bytes[start - 1] | 0x20) == UInt8(ascii: "e")
      skipQuoted(by: UInt8(ascii: "'"), withBackslashes: isEscaped)
      return SQLToken(kind: .literal, range: start..<at, name: "")
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      let quote = bytes[at]
      skipQuoted(by: quote, withBackslashes: false)
      let inner = bytes[(start + 1)..<max(start + 1, at - 1)]
      let mark = String(UnicodeScalar(quote))
      let name = String(decoding: inner, as: UTF8.self).replacing(mark + mark, with: mark)
      return SQLToken(kind: .quotedName, range: start..<at, name: name)
    case UInt8(ascii: "$") where skipDollarQuoted():
      return SQLToken(kind: .literal, range: start..<at, name: "")
    case let byte where Self.isDigit(byte):
      while at < bytes.count, Self.isWordByte(bytes[at]) || bytes[at] == UInt8(ascii: ".") {
        at += 1
      }
      return SQLToken(kind: .literal, range: start..<at, name: "")
    case let byte where Self.isWordByte(byte):
      while at < bytes.count, Self.isWordByte(bytes[at]) { at += 1 }
      let name = String(decoding: bytes[start..<at], as: UTF8.self)
      return SQLToken(kind: .word, range: start..<at, name: name)
    case let byte:
      at += 1
      return SQLToken(kind: .symbol(byte), range: start..<at, name: "")
    }
  }

  private mutating func skipBlank() {
    while at < bytes.count {
      if bytes[at] == 0x20 || (9...13).contains(bytes[at]) {
        at += 1
      } else if starts(with: "--") {
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      } else if starts(with: "/*") {
        skipBlockComment()
      } else {
        return
      }
    }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    while at < bytes.count {
      if starts(with: "/*") {
        depth += 1
        at += 2
      } else if starts(with: "*/") {
        depth -= 1
        at += 2
        if depth == 0 { return }
      } else {
        at += 1
      }
    }
  }

  private mutating func skipQuoted(by quote: UInt8, withBackslashes: Bool) {
    at += 1
    while at < bytes.count {
      if withBackslashes, bytes[at] == UInt8(ascii: "\\") {
        at = min(at + 2, bytes.count)
      } else if bytes[at] != quote {
        at += 1
      } else if at + 1 < bytes.count, bytes[at + 1] == quote {
        at += 2
      } else {
        at += 1
        return
      }
    }
  }

  /// Skips `$$…$$` or `$tag$…$tag$`; false (and nothing skipped) when it is something else.
  private mutating func skipDollarQuoted() -> Bool {
    var end = at + 1
    while end < bytes.count, Self.isWordByte(bytes[end]), bytes[end] != UInt8(ascii: "$") {
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else { return false }
    let tag = Array(bytes[at...end])
    var close = end + 1
    while close + tag.count <= bytes.count {
      if Array(bytes[close..<(close + tag.count)]) == tag {
        at = close + tag.count
        return true
      }
      close += 1
    }
    at = bytes.count
    return true
  }

  private func starts(with prefix: StaticString) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    return (0..<count).allSatisfy { bytes[at + $0] == prefix.utf8Start[$0] }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// Letters, digits, `_` and everything beyond ASCII, so that Korean names are names.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
