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
    let place = span.file.span(inner)
    if !Interpolation.ranges(in: span.file, inner).isEmpty {
      let interpolation = Interpolation.parse(place, into: &diagnostics)
      return OptionNode(.interpolation(interpolation), at: span)
    }
    let text = unescaped(span.file.text(in: inner), quote)
    return OptionNode(.value(quote == nil ? CoreSchema.value(of: text) : .string(text)), at: span)
  }

  private static func unescaped(_ text: String, _ quote: UInt8?) -> String {
    let bare = Interpolation.unescaped(text)
    guard quote == UInt8(ascii: "\"") else { return bare }
    return bare.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
  }
}
