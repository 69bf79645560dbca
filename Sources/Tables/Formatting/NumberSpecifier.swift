/// The parts of a number format: `[[fill]align][sign][symbol][0][width][,][.precision][~][type]`.
///
/// Source: https://d3js.org/d3-format#locale_format, itself after Python's mini-language.
public struct NumberSpecifier: Hashable, Sendable {
  public enum Align: Character, Sendable { case left = "<", right = ">", centre = "^", sign = "=" }
  /// `-` marks negatives only, `+` both, a space leaves room, `(` sets negatives in parentheses.
  public enum Sign: Character, Sendable { case minus = "-", plus = "+", space = " ", parens = "(" }
  public enum Symbol: Character, Sendable { case currency = "$", base = "#" }

  public enum Kind: Character, Sendable, CaseIterable {
    case exponent = "e", fixed = "f", general = "g", rounded = "r", si = "s", percent = "%"
    case roundedPercent = "p", binary = "b", octal = "o", decimal = "d", hex = "x", upperHex = "X"
    case character = "c", grouped = "n"

    /// Whether a precision counts significant digits rather than decimals.
    var isSignificant: Bool {
      self == .general || self == .rounded || self == .si || self == .roundedPercent
    }
  }

  public var fill: Character = " "
  public var align: Align = .right
  public var sign: Sign = .minus
  public var symbol: Symbol?
  public var isZeroPadded = false
  public var width: Int?
  public var isGrouped = false
  public var precision: Int?
  public var isTrimmed = false
  /// Nil is the empty type: like `~g`, with twelve significant digits.
  public var kind: Kind?

  /// - Throws: `FormatError` at the first character that does not fit.
  public init(_ specifier: String) throws(FormatError) {
    var reader = Reader(specifier: specifier)
    if let second = reader.peek(1), let align = Align(rawValue: second) {
      fill = reader.next() ?? " "
      self.align = align
      _ = reader.next()
    } else if let align = reader.take(Align.self) {
      self.align = align
    }
    sign = reader.take(Sign.self) ?? .minus
    symbol = reader.take(Symbol.self)
    isZeroPadded = reader.take("0")
    width = try reader.number()
    isGrouped = reader.take(",")
    if reader.take(".") {
      guard let digits = try reader.number() else { throw reader.error(.missingPrecision) }
      precision = digits
    }
    isTrimmed = reader.take("~")
    if let letter = reader.peek(0) {
      guard let kind = Kind(rawValue: letter) else {
        throw reader.error(
          letter.isLetter && reader.peek(1) == nil ? .unknownType(letter) : .unexpected(letter)
        )
      }
      self.kind = kind
      _ = reader.next()
    }
    if let extra = reader.peek(0) { throw reader.error(.unexpected(extra)) }
    if isZeroPadded || (fill == "0" && align == .sign) {
      isZeroPadded = true
      fill = "0"
      align = .sign
    }
  }

  private struct Reader {
    let specifier: String
    let characters: [Character]
    var index = 0

    init(specifier: String) {
      self.specifier = specifier
      characters = Array(specifier)
    }

    func peek(_ ahead: Int) -> Character? {
      index + ahead < characters.count ? characters[index + ahead] : nil
    }

    mutating func next() -> Character? {
      defer { index += 1 }
      return peek(0)
    }

    mutating func take(_ character: Character) -> Bool {
      guard peek(0) == character else { return false }
      index += 1
      return true
    }

    mutating func take<Part: RawRepresentable<Character>>(_: Part.Type) -> Part? {
      guard let part = peek(0).flatMap(Part.init(rawValue:)) else { return nil }
      index += 1
      return part
    }

    mutating func number() throws(FormatError) -> Int? {
      let start = index
      var value = 0
      while let character = peek(0), character.isASCII, let digit = character.wholeNumberValue {
        value = value * 10 + digit
        guard value <= 1_000 else { throw error(.tooLarge) }
        index += 1
      }
      return index > start ? value : nil
    }

    func error(_ reason: FormatError.Reason) -> FormatError {
      FormatError(specifier, offset: String(characters[..<index]).utf8.count, reason)
    }
  }
}
