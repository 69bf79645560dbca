import Markup

/// Marks the words of SQL and YAML: keywords, strings, numbers and comments.
///
/// It reads tokens, not grammar, and never loses a character: the text of its nodes is the text it
/// was given.
struct Highlighter: Sendable {
  private let grammar: HighlightGrammar?

  init(language: String?) { grammar = language.flatMap { HighlightGrammar.of($0.lowercased()) } }

  func nodes(_ text: String) -> [Node] {
    guard let grammar else { return [.text(text)] }
    var out: [Node] = []
    var plain = ""
    var rest = text[...]
    var isLineStart = true
    while let first = rest.first {
      if let token = grammar.token(rest, isLineStart: isLineStart), !token.text.isEmpty {
        if let mark = token.mark {
          if !plain.isEmpty { out.append(.text(plain)) }
          plain = ""
          out.append(.tag("span", ["class": mark.rawValue], [.text(String(token.text))]))
        } else {
          plain += token.text
        }
        rest = rest[token.text.endIndex...]
        isLineStart = token.text.last?.isNewline == true
      } else {
        plain.append(first)
        rest = rest.dropFirst()
        isLineStart = first.isNewline || isLineStart && (first == " " || first == "-")
      }
    }
    if !plain.isEmpty { out.append(.text(plain)) }
    return out
  }
}

/// A token at the beginning of some text; without a mark it is set as plain text.
struct HighlightToken {
  enum Mark: String {
    case keyword = "hl-k"
    case string = "hl-s"
    case number = "hl-n"
    case comment = "hl-c"
  }

  let text: Substring
  let mark: Mark?
}
