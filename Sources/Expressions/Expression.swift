public import Diagnostics
public import Tables

/// An expression of Vega's expression language, parsed, with the places of its parts.
///
///     let expression = try Expression("format(monthly[0].students, ',d')", at: span)
///     try expression.evaluate(in: scope)
///
/// Parsing resolves functions, counts their arguments and reads formats and patterns that are
/// written as literals, so that all of these are reported before anything runs and evaluating an
/// expression for each row of a chart costs little.
///
/// Source of the language: https://vega.github.io/vega/docs/expressions/.
public struct Expression: Sendable {
  /// The text as written.
  public let source: String
  public let span: SourceSpan
  /// Top-level names the expression reads (not function names, not members), with their places.
  public let references: [Spanned<String>]
  let root: Node
  /// Where `random` takes its numbers from in scopes that do not say.
  private let random: RandomSource

  /// Parses `source`, which stands at `span` of its file (the span's bytes are the source's bytes).
  ///
  /// With `allowsChance`, `random` and its kin are known, as they are in charts; evaluating them in
  /// a scope that is not lenient fails all the same.
  ///
  /// - Throws: a diagnostic with the place of the first thing that cannot be read.
  public init(
    _ source: String,
    at span: SourceSpan,
    allowsChance: Bool = true
  ) throws(Diagnostic) {
    var parser = try Parser(source, at: span, allowsChance: allowsChance)
    root = try parser.parse()
    references = parser.references
    self.source = source
    random = RandomSource(seed: RandomSource.seed(source, at: span.range.lowerBound))
    self.span = span
  }

  /// Parses the text of `span`, part of prose; nil when it cannot be read, and then `diagnostics` has grown.
  public static func parse(
    _ span: SourceSpan,
    into diagnostics: inout [Diagnostic]
  ) -> Expression? {
    do throws(Diagnostic) {
      return try Expression(span.text, at: span, allowsChance: false)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// Random numbers for evaluating the expression over rows: the same ones each time a drawing
  /// begins, other ones for each expression.
  public var freshRandom: RandomSource {
    RandomSource(seed: RandomSource.seed(source, at: span.range.lowerBound))
  }

  /// The value in a scope.
  ///
  /// - Throws: a diagnostic at the part that failed: an unknown name (with a near match), an index
  ///   outside a table, a function given what it cannot take.
  public func evaluate(in scope: borrowing some Scope) throws(Diagnostic) -> Value {
    let context = Context(
      span: span,
      isLenient: scope.isLenient,
      locale: scope.locale,
      random: scope.random ?? random
    )
    return try root.evaluate(context, in: scope)
  }

  /// Whether the value counts as true: not null, false, 0, NaN or the empty text.
  public func isTrue(in scope: borrowing some Scope) throws(Diagnostic) -> Bool {
    Coercion.truth(try evaluate(in: scope))
  }
}
