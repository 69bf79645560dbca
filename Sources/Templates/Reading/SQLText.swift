import Diagnostics
import Expressions
import Options

/// The SQL of a directive: text with `{{ … }}` in it, which may hold line ends here.
enum SQLText {
  static func read(_ span: SourceSpan, into diagnostics: inout [Diagnostic]) -> Interpolation {
    let bytes = span.file.bytes
    var parts: [Interpolation.Part] = []
    var textStart = span.range.lowerBound
    var at = textStart
    func flush(to end: Int) {
      guard textStart < end else { return }
      let place = span.file.span(textStart..<end)
      parts.append(.text(Spanned(place.text, at: place)))
    }
    while at + 1 < span.range.upperBound {
      guard bytes[at] == UInt8(ascii: "{"), bytes[at + 1] == UInt8(ascii: "{") else {
        at += 1
        continue
      }
      guard
        let end = ExpressionBraces.end(
          from: at + 2,
          closing: "}",
          in: bytes,
          limit: span.range.upperBound
        )
      else {
        diagnostics.append(.unclosedMark("{{", "}}", at: span.file.span(at..<at + 2)))
        at += 2
        continue
      }
      flush(to: at)
      let inner = ExpressionBraces.trimmed(at + 2..<end - 2, in: bytes)
      if inner.isEmpty {
        diagnostics.append(.emptyExpression(at: span.file.span(at..<end)))
      } else {
        let place = span.file.span(inner)
        do throws(Diagnostic) {
          parts.append(.expression(try Expression(place.text, at: place)))
        } catch {
          diagnostics.append(error)
        }
      }
      at = end
      textStart = end
    }
    flush(to: span.range.upperBound)
    return Interpolation(parts: parts, span: span)
  }
}
