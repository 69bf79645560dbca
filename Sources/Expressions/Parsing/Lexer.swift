import Diagnostics
import Tables

/// Cuts a source into tokens, by ECMAScript's lexical grammar.
struct Lexer {
  let bytes: [UInt8]
  let span: SourceSpan
  var index = 0
  /// Whether a `/` here begins a regular expression rather than dividing what came before.
  private var expectsOperand = true

  init(_ source: String, at span: SourceSpan) {
    bytes = Array(source.utf8)
    self.span = span
  }

  /// Longest first, so that `===` is not read as `==` and `=`.
  private static let symbols: [[UInt8]] = [
    ">>>", "===", "!==", "**", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "??", "=>", "+", "-",
    "*", "/", "%", "<", ">", "&", "|", "^", "!", "~", "?", ":", ",", ".", "(", ")", "[", "]", "{",
    "}", "=", ";",
  ].map { Array($0.utf8) }

  static func tokens(_ source: String, at span: SourceSpan) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(source, at: span)
    var tokens: [Token] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if case .end = token.kind { return tokens }
    }
  }

  private mutating func next() throws(Diagnostic) -> Token {
    skipBlanks()
    let start = index
    guard let byte = peek() else { return Token(kind: .end, range: start..<start) }
    let kind = try kind(startingWith: byte)
    expectsOperand = Self.precedesOperand(kind)
    return Token(kind: kind, range: start..<index)
  }

  private mutating func kind(startingWith byte: UInt8) throws(Diagnostic) -> Token.Kind {
    switch byte {
    case _ where Self.isDigit(byte), UInt8(ascii: ".") where Self.isDigit(peek(1)):
      return .number(try number())
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .string(try string(quote: byte))
    case UInt8(ascii: "/") where expectsOperand: return try regex()
    case _ where letterLength() > 0: return .identifier(identifier())
    default: return .symbol(try symbol())
    }
  }

  private static func precedesOperand(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .symbol(let text): ![")", "]", "}"].contains(text)
    default: false
    }
  }

  private mutating func symbol() throws(Diagnostic) -> String {
    for symbol in Self.symbols where bytes[index...].starts(with: symbol) {
      index += symbol.count
      return String(decoding: symbol, as: UTF8.self)
    }
    let start = index
    index += 1
    while let next = peek(), next & 0xC0 == 0x80 { index += 1 }
    throw .unexpectedCharacter(text(start..<index), at: span.sub(start, index))
  }

  private mutating func identifier() -> String {
    let start = index
    while true {
      let length = Self.isDigit(peek()) ? 1 : letterLength()
      guard length > 0 else { return text(start..<index) }
      index += length
    }
  }

  /// How many bytes the letter here has, 0 when it is none: ASCII letters, `_`, `$`, and what
  /// Unicode counts to identifiers, so that names may be Korean but curly quotes are no names.
  private func letterLength() -> Int {
    guard let byte = peek() else { return 0 }
    if byte < 0x80 { return Self.isLetter(byte) ? 1 : 0 }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    let end = min(index + length, bytes.count)
    guard let scalar = text(index..<end).unicodeScalars.first else { return 0 }
    return scalar.properties.isIDContinue ? length : 0
  }

  /// `/pattern/flags`; a `/` inside a class or after a backslash does not end it.
  private mutating func regex() throws(Diagnostic) -> Token.Kind {
    let start = index
    index += 1
    var isInClass = false
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "/"), !isInClass { break }
      if byte == UInt8(ascii: "[") { isInClass = true }
      if byte == UInt8(ascii: "]") { isInClass = false }
      index += byte == UInt8(ascii: "\\") && index + 1 < bytes.count ? 2 : 1
    }
    guard peek() == UInt8(ascii: "/") else {
      throw .unclosedRegex(at: span.sub(start, bytes.count))
    }
    let pattern = text(start + 1..<index)
    index += 1
    let flags = identifier()
    return .regex(pattern: pattern, flags: flags)
  }

  private mutating func skipBlanks() {
    while let byte = peek() {
      switch byte {
      case 9, 10, 11, 12, 13, 32: index += 1
      // U+00A0, which word processors like to leave behind.
      case 0xC2 where peek(1) == 0xA0: index += 2
      default: return
      }
    }
  }

  func peek(_ ahead: Int = 0) -> UInt8? {
    index + ahead < bytes.count ? bytes[index + ahead] : nil
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  static func isDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// A letter of ASCII, `_` or `$`.
  static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
