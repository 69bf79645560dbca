public import Diagnostics
public import Tables

/// A text with expressions in it: `From {{ params.from }} to {{ params.to }}`.
///
/// `\{{` is two braces. Inside an expression, quoted texts may hold `}}`, and the braces of
/// a record (`{{ {a: {b: 1}}['a'].b }}`) are counted, so only the pair that belongs to the opening
/// ends it.
public struct Interpolation: Sendable {
  public enum Part: Sendable {
    case text(Spanned<String>)
    case expression(Expression)
  }

  public let parts: [Part]
  public let span: SourceSpan

  public init(parts: [Part], span: SourceSpan) {
    self.parts = parts
    self.span = span
  }

  /// Parses the bytes of `span`; what cannot be read becomes a diagnostic and is left out.
  public static func parse(
    _ span: SourceSpan,
    into diagnostics: inout [Diagnostic]
  ) -> Interpolation {
    var parts: [Part] = []
    var textStart = span.range.lowerBound
    func text(to end: Int) -> Part? {
      guard end > textStart else { return nil }
      let place = span.file.span(textStart..<end)
      return .text(Spanned(unescaped(place.text), at: place))
    }
    for (outer, inner) in ranges(in: span.file, span.range) {
      if let text = text(to: outer.lowerBound) { parts.append(text) }
      textStart = outer.upperBound
      guard let inner else {
        diagnostics.append(
          .unclosedInterpolation(
            at: span.file.span(outer.lowerBound..<min(outer.lowerBound + 2, outer.upperBound))
          )
        )
        continue
      }
      if let expression = Expression.parse(span.file.span(inner), into: &diagnostics) {
        parts.append(.expression(expression))
      }
    }
    if let text = text(to: span.range.upperBound) { parts.append(text) }
    return Interpolation(parts: parts, span: span)
  }

  /// Every top-level name the expressions read, with its places.
  public var references: [Spanned<String>] {
    parts.flatMap { part -> [Spanned<String>] in
      if case .expression(let expression) = part { expression.references } else { [] }
    }
  }

  /// The expressions in order.
  public var expressions: [Expression] {
    parts.compactMap { if case .expression(let expression) = $0 { expression } else { nil } }
  }

  /// The whole as text, values by `displayText`; a table in it is a mistake.
  public func text(in scope: borrowing some Scope) throws(Diagnostic) -> String {
    var out = ""
    for part in parts {
      switch part {
      case .text(let text): out += text.value
      case .expression(let expression):
        let value = try expression.evaluate(in: scope)
        if case .table = value {
          throw .tableInText(expression.trimmedSource, at: expression.span)
        }
        out += value.displayText
      }
    }
    return out
  }

  /// The value: of the right type when the whole is one expression (blanks around it do not
  /// count), else the text.
  public func value(in scope: borrowing some Scope) throws(Diagnostic) -> Value {
    var lone: Expression?
    for part in parts {
      switch part {
      case .text(let text) where text.value.allSatisfy(\.isWhitespace): continue
      case .expression(let expression) where lone == nil: lone = expression
      default: return .string(try self.text(in: scope))
      }
    }
    if let lone { return try lone.evaluate(in: scope) }
    return .string(try text(in: scope))
  }

  /// `\{{` without its backslash.
  public static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    var out: [UInt8] = []
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      let isEscape =
        byte == UInt8(ascii: "\\") && bytes[(index + 1)...].starts(with: Array("{{".utf8))
      if !isEscape { out.append(byte) }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension Expression {
  /// The source without blanks around it, for messages.
  var trimmedSource: String {
    let start = source.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
