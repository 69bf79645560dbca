import Tables

/// A word of the expression language with its place in the source.
struct Token {
  enum Kind {
    case number(Value)
    case string(String)
    case regex(pattern: String, flags: String)
    case identifier(String)
    /// An operator or bracket, by its text.
    case symbol(String)
    case end
  }

  let kind: Kind
  /// Bytes of the source.
  let range: Range<Int>

  func isSymbol(_ text: String) -> Bool {
    if case .symbol(text) = kind { true } else { false }
  }
}
