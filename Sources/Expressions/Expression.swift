public import Diagnostics
public import Tables

/// An expression of Vega's expression language, parsed, with the places of its parts.
///
///     let expression = try Expression("format(monthly[0].students, ',d')", at: span)
///     try expression.evaluate(in: scope)
///
/// Source of the language: https://vega.github.io/vega/docs/expressions/.
public struct Expression: Sendable {
  /// The text as written.
  public let source: String
  public let span: SourceSpan
  /// Top-level names the expression reads (not function names, not members), with their places.
  public let references: [Spanned<String>]

  /// Parses `source`, which stands at `span` of its file (the span's bytes are the source's bytes).
  ///
  /// - Throws: a diagnostic with the place of the first thing that cannot be read.
  public init(_ source: String, at span: SourceSpan) throws(Diagnostic) {
    preconditionFailure("to be written")
  }

  /// The value in a scope.
  ///
  /// - Throws: a diagnostic at the part that failed: an unknown name (with a near match), an index
  ///   outside a table, a function given what it cannot take.
  public func evaluate(in scope: borrowing some Scope) throws(Diagnostic) -> Value {
    preconditionFailure("to be written")
  }
}

/// Where an expression looks up its top-level names.
public protocol Scope {
  /// The value of a name, or nil when the name is not defined.
  func value(of name: String) -> Value?
  /// All defined names, for near matches.
  var names: [String] { get }
}
