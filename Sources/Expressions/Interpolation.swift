public import Diagnostics
public import Tables

/// Text with `{{ expression }}` in it, parsed.
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
}

extension Interpolation {
  /// The value in a scope; a lone expression keeps its type, else the parts are joined as text.
  public func value(in scope: borrowing some Scope) throws(Diagnostic) -> Value {
    preconditionFailure("to be written")
  }
}
