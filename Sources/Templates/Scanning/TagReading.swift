import Diagnostics
import Expressions
import Options

extension Tag {
  private static let words = ["if", "elif", "else", "endif", "for", "endfor"]

  /// Reads the tag whose `{%` and `%}` are the ends of `span`; nil when its word is unknown.
  static func read(_ span: SourceSpan, into diagnostics: inout [Diagnostic]) -> Tag? {
    let bytes = span.file.bytes
    let inner = ExpressionBraces.trimmed(
      span.range.lowerBound + 2..<max(span.range.lowerBound + 2, span.range.upperBound - 2),
      in: bytes
    )
    let wordEnd = inner.first { bytes[$0] <= 0x20 || bytes[$0] == 0x28 } ?? inner.upperBound
    let word = span.file.span(inner.lowerBound..<wordEnd)
    let rest = ExpressionBraces.trimmed(wordEnd..<inner.upperBound, in: bytes)
    switch word.text {
    case "if", "elif":
      var condition: Expression?
      if rest.isEmpty {
        diagnostics.append(.tagWithoutCondition(word))
      } else {
        condition = Expression.parse(span.file.span(rest), into: &diagnostics)
      }
      return Tag(kind: word.text == "if" ? .ifBegin(condition) : .elseIf(condition), span: span)
    case "for":
      let (variable, sequence) = loop(span.file.span(rest), tag: span, &diagnostics)
      return Tag(kind: .forBegin(variable: variable, sequence: sequence), span: span)
    case "else", "endif", "endfor":
      if !rest.isEmpty { diagnostics.append(.tagWithRest(word.text, at: span.file.span(rest))) }
      let kind: Kind =
        word.text == "else" ? .otherwise : word.text == "endif" ? .ifEnd : .forEnd
      return Tag(kind: kind, span: span)
    default:
      diagnostics.append(.unknownTag(word, tag: span, known: words))
      return nil
    }
  }

  private static func loop(
    _ rest: SourceSpan,
    tag: SourceSpan,
    _ diagnostics: inout [Diagnostic]
  ) -> (Spanned<String>?, Expression?) {
    let bytes = rest.file.bytes
    let nameEnd = rest.range.first { bytes[$0] <= 0x20 } ?? rest.range.upperBound
    let name = rest.file.span(rest.range.lowerBound..<nameEnd)
    let after = ExpressionBraces.trimmed(nameEnd..<rest.range.upperBound, in: bytes)
    let wordEnd = after.first { bytes[$0] <= 0x20 } ?? after.upperBound
    let sequence = ExpressionBraces.trimmed(wordEnd..<after.upperBound, in: bytes)
    guard Label.isValid(name.text), rest.file.text(in: after.lowerBound..<wordEnd) == "in",
      !sequence.isEmpty
    else {
      diagnostics.append(.malformedLoop(at: tag))
      guard Label.isValid(name.text) else { return (nil, nil) }
      return (Spanned(name.text, at: name), try? Expression("[]", at: rest))
    }
    // A loop without a sequence has no turns, but its body knows the variable.
    let elements =
      Expression.parse(rest.file.span(sequence), into: &diagnostics)
      ?? (try? Expression("[]", at: rest))
    return (Spanned(name.text, at: name), elements)
  }
}

/// The names that results, loop variables and parameters may have.
enum Label {
  /// A letter or `_`, then letters, digits and `_`; letters of any script.
  static func isValid(_ name: String) -> Bool {
    guard let first = name.first, first == "_" || first.isLetter else { return false }
    return name.allSatisfy { $0 == "_" || $0.isLetter || ($0.isNumber && $0.isWholeNumber) }
  }
}
