public import Diagnostics
import Expressions
import Tables

extension OptionNode {
  /// Reads one scalar that stands by itself, such as the value of `key=value` behind a fence.
  ///
  ///     ```{table sales page=20 caption="Sales of {{ params.year }}"}
  ///
  /// Quoted it is text (`\"` and `\\` are the only escapes, and only in double quotes); unquoted it
  /// has the type its spelling has in YAML. `{{ … }}` makes it an interpolation either way.
  public static func parse(
    scalar span: SourceSpan,
    into diagnostics: inout [Diagnostic]
  ) -> OptionNode {
    let bytes = span.file.bytes
    var inner = span.range
    var quote: UInt8?
    if let first = inner.first.map({ bytes[$0] }), let last = inner.last.map({ bytes[$0] }),
      inner.count >= 2, first == last,
      first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    {
      quote = first
      inner = inner.lowerBound + 1..<inner.upperBound - 1
    }
    var parts: [Interpolation.Part] = []
    var hasExpression = false
    var at = inner.lowerBound
    var textStart = at
    func flush(to end: Int) {
      guard textStart < end else { return }
      let place = span.file.span(textStart..<end)
      parts.append(.text(Spanned(unescaped(place.text, quote), at: place)))
    }
    while at < inner.upperBound {
      if bytes[at] == 0x5C {
        at += 2
      } else if bytes[at] == UInt8(ascii: "{"), at + 1 < inner.upperBound,
        bytes[at + 1] == UInt8(ascii: "{"),
        let end = ExpressionBraces.end(
          from: at + 2,
          closing: "}",
          in: bytes,
          limit: inner.upperBound
        )
      {
        flush(to: at)
        hasExpression = true
        if let expression = YAMLPlaceholders.expression(
          at: span.file.span(at..<end),
          into: &diagnostics
        ) {
          parts.append(.expression(expression))
        }
        at = end
        textStart = end
      } else {
        at += 1
      }
    }
    flush(to: inner.upperBound)
    if hasExpression {
      return OptionNode(.interpolation(Interpolation(parts: parts, span: span)), at: span)
    }
    let text = unescaped(span.file.text(in: inner), quote)
    return OptionNode(.value(quote == nil ? CoreSchema.value(of: text) : .string(text)), at: span)
  }

  private static func unescaped(_ text: String, _ quote: UInt8?) -> String {
    let bare = text.replacing("\\{{", with: "{{")
    guard quote == UInt8(ascii: "\"") else { return bare }
    return bare.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
  }
}
