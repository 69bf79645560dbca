/// What the tokens of a language look like.
enum HighlightGrammar: Sendable {
  case sql, yaml

  static func of(_ language: String) -> HighlightGrammar? {
    switch language {
    case "sql": .sql
    case "yaml", "yml": .yaml
    default: nil
    }
  }

  /// The token that `text` begins with; nil for a character of no interest.
  func token(_ text: Substring, isLineStart: Bool) -> HighlightToken? {
    switch self {
    case .sql: Self.sql(text)
    case .yaml: Self.yaml(text, isLineStart: isLineStart)
    }
  }

  private static func sql(_ text: Substring) -> HighlightToken? {
    guard let first = text.first else { return nil }
    if text.hasPrefix("--") { return HighlightToken(text: line(text), mark: .comment) }
    if text.hasPrefix("/*") {
      return HighlightToken(text: upTo("*/", in: text, from: 2), mark: .comment)
    }
    if first == "'" { return HighlightToken(text: quoted(text, by: first), mark: .string) }
    if first == "\"" { return HighlightToken(text: quoted(text, by: first), mark: nil) }
    if first.isNumber { return HighlightToken(text: number(text), mark: .number) }
    guard first.isLetter || first == "_" else { return nil }
    let word = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return HighlightToken(text: word, mark: keywords.contains(word.lowercased()) ? .keyword : nil)
  }

  /// Keys at the start of a line or after `{` and `,` are keywords; a comment follows a space.
  private static func yaml(_ text: Substring, isLineStart: Bool) -> HighlightToken? {
    guard let first = text.first else { return nil }
    if first == "#", isLineStart { return HighlightToken(text: line(text), mark: .comment) }
    if text.hasPrefix(" #") { return HighlightToken(text: line(text), mark: .comment) }
    if first == "\"" || first == "'" {
      return HighlightToken(text: quoted(text, by: first), mark: .string)
    }
    guard first.isLetter || first.isNumber || first == "_" else { return nil }
    let word = text.prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    let after = text[word.endIndex...]
    if after.first == ":", after.dropFirst().first?.isWhitespace ?? true {
      return HighlightToken(text: word, mark: .keyword)
    }
    let isNumber = first.isNumber && Double(word) != nil
    let isTruth = word == "true" || word == "false" || word == "null"
    return HighlightToken(text: word, mark: isNumber || isTruth ? .number : nil)
  }

  private static func line(_ text: Substring) -> Substring { text.prefix { !$0.isNewline } }

  private static func number(_ text: Substring) -> Substring {
    text.prefix { $0.isNumber || $0 == "." || $0 == "_" || $0 == "e" || $0 == "E" }
  }

  /// A quoted text with its marks, a doubled one standing for itself; without an end, all of it.
  private static func quoted(_ text: Substring, by mark: Character) -> Substring {
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == mark {
        guard next < text.endIndex, text[next] == mark else { return text[..<next] }
        index = text.index(after: next)
      } else {
        index = next
      }
    }
    return text
  }

  private static func upTo(_ end: String, in text: Substring, from count: Int) -> Substring {
    var rest = text.dropFirst(count)
    while !rest.isEmpty, !rest.hasPrefix(end) { rest = rest.dropFirst() }
    return text[..<rest.dropFirst(end.count).startIndex]
  }

  /// Words that shape a statement; the names of functions and types are left to the text.
  private static let keywords: Set<String> = Set(
    """
    all and any as asc between by case cast create cross current desc describe distinct else end \
    escape except exclude exists false fetch filter first following for from full group having if \
    ilike in inner insert intersect interval into is join last lateral left like limit natural \
    not null nulls offset on or order outer over partition pivot preceding qualify range \
    recursive replace right row rows sample select semi set similar table then to true unbounded \
    union unnest unpivot update using values when where window with within without
    """.split(separator: " ").map(String.init)
  )
}
