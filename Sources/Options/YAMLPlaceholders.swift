import Diagnostics
import Expressions
import Tables
import Yams

/// Puts back what `YAMLText` overwrote in one scalar.
struct YAMLPlaceholders {
  private let text: YAMLText

  init(_ text: YAMLText) { self.text = text }

  /// The scalar as text with expressions in it.
  ///
  /// Placeholders stand in a scalar in the order they stand in the file, which is how each is told
  /// from the others.
  func option(
    from scalar: Node.Scalar,
    at span: SourceSpan,
    into diagnostics: inout [Diagnostic]
  ) -> OptionNode {
    var parts: [Interpolation.Part] = []
    var pending = ""
    var pendingStart = span.range.lowerBound
    var waiting = text.placeholders.drop { $0.range.lowerBound < span.range.lowerBound }
    var rest = scalar.string.unicodeScalars[...]
    var hasExpression = false
    while let scalarValue = rest.first {
      guard scalarValue == text.mark, let placeholder = waiting.popFirst() else {
        pending.unicodeScalars.append(scalarValue)
        rest = rest.dropFirst()
        continue
      }
      // The mark takes three bytes of the placeholder, the filler one each.
      rest = rest.dropFirst(placeholder.range.count - 2)
      switch placeholder.meaning {
      case .character(let character): pending.unicodeScalars.append(character)
      case .expression:
        hasExpression = true
        append(&pending, from: pendingStart, to: placeholder.range.lowerBound, &parts)
        pendingStart = placeholder.range.upperBound
        let place = text.file.span(placeholder.range)
        if let expression = Self.expression(at: place, into: &diagnostics) {
          parts.append(.expression(expression))
        }
      }
    }
    append(&pending, from: pendingStart, to: span.range.upperBound, &parts)
    if hasExpression {
      return OptionNode(.interpolation(Interpolation(parts: parts, span: span)), at: span)
    }
    if case .text(let whole)? = parts.first {
      return OptionNode(.value(.string(whole.value)), at: span)
    }
    return OptionNode(.value(.string("")), at: span)
  }

  private func append(
    _ pending: inout String,
    from start: Int,
    to end: Int,
    _ parts: inout [Interpolation.Part]
  ) {
    guard !pending.isEmpty else { return }
    let place = text.file.span(start..<max(start, end))
    parts.append(.text(Spanned(Interpolation.unescaped(pending), at: place)))
    pending = ""
  }

  /// The expression between the braces of `{{ … }}`; nil with a diagnostic when it cannot be read.
  static func expression(
    at place: SourceSpan,
    into diagnostics: inout [Diagnostic]
  ) -> Expression? {
    let inner = ExpressionBraces.trimmed(
      place.range.lowerBound + 2..<place.range.upperBound - 2,
      in: place.file.bytes
    )
    return Expression.parse(place.file.span(inner), into: &diagnostics)
  }
}
