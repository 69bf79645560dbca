import Diagnostics
import Expressions

/// Something of ours found within prose, overwritten before libcmark reads the prose.
struct Token {
  enum Meaning {
    /// Nil when the expression could not be read, which has been reported.
    case expression(Expression?)
    case tag(Tag)
    case comment
    case reference(CrossReference)
    case footnote(Spanned<String>)
    /// `{#id}`, which means something at the end of a heading only.
    case anchor(Spanned<String>)
  }

  let meaning: Meaning
  let span: SourceSpan
}

/// `{% … %}`, read.
struct Tag {
  enum Kind {
    /// Expressions are nil when they could not be read, which has been reported.
    case ifBegin(Expression?)
    case elseIf(Expression?)
    case otherwise
    case ifEnd
    case forBegin(variable: Spanned<String>?, sequence: Expression?)
    case forEnd
  }

  let kind: Kind
  let span: SourceSpan

  /// Whether it needs an end tag.
  var isOpener: Bool {
    switch kind {
    case .ifBegin, .forBegin: true
    default: false
    }
  }

  var isCloser: Bool {
    switch kind {
    case .ifEnd, .forEnd: true
    default: false
    }
  }
}

/// Tokens, and the form they take in the text libcmark reads.
///
/// A token is written as byte 2 (byte 5 when it is four bytes long), its number in base 62, and
/// filler, taking exactly the bytes of the original; to Markdown it is a word. Control characters
/// are refused in templates, so these cannot be the author's. Byte 1 twice stands for `~~`, byte 3
/// begins a table cell, and byte 4 is dropped.
struct TokenTable {
  static let lead: UInt8 = 2
  static let shortLead: UInt8 = 5
  static let tilde: UInt8 = 1
  static let cell: UInt8 = 3
  static let nothing: UInt8 = 4

  private static let digits = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8
  )

  /// Tokens of exactly four bytes, whose number has three digits.
  private var short: [Token] = []
  private var long: [Token] = []

  /// Adds a token and gives the bytes to write in its place; nil when numbers have run out.
  mutating func add(_ token: Token) -> [UInt8]? {
    let count = token.span.range.count
    let width = count == 4 ? 3 : 4
    var number = count == 4 ? short.count : long.count
    guard count >= 4, number < (count == 4 ? 238_328 : 14_776_336) else { return nil }
    if count == 4 { short.append(token) } else { long.append(token) }
    var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: count)
    bytes[0] = count == 4 ? Self.shortLead : Self.lead
    for place in stride(from: width, to: 0, by: -1) {
      bytes[place] = Self.digits[number % 62]
      number /= 62
    }
    return bytes
  }

  /// The token whose form begins at `at`; nil when there is none.
  func token(at: Int, in bytes: [UInt8]) -> Token? {
    guard bytes[at] == Self.lead || bytes[at] == Self.shortLead else { return nil }
    func number(_ width: Int) -> Int? {
      guard at + width < bytes.count else { return nil }
      var number = 0
      for index in (at + 1)...(at + width) {
        guard let digit = Self.value(of: bytes[index]) else { return nil }
        number = number * 62 + digit
      }
      return number
    }
    if bytes[at] == Self.lead { return number(4).flatMap { $0 < long.count ? long[$0] : nil } }
    return number(3).flatMap { $0 < short.count ? short[$0] : nil }
  }

  private static func value(of byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x41...0x5A: Int(byte) - 0x41 + 10
    case 0x61...0x7A: Int(byte) - 0x61 + 36
    default: nil
    }
  }
}
