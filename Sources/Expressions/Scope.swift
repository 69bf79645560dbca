public import Tables

/// Where an expression looks up its top-level names.
public protocol Scope {
  /// The value of a name, or nil when the name is not defined.
  func value(of name: String) -> Value?

  /// All defined names, for near matches.
  var names: [String] { get }

  /// The value of `name.member`, for scopes that can give a member without building the whole
  /// record (a chart's `datum`); nil sends the expression the long way. By default nil.
  func value(of member: String, in name: String) -> Value?

  /// Whether a missing member or element is null, as `undefined` is in Vega's charts, rather than
  /// an error. By default false: in prose a misspelt column must not become an empty text.
  var isLenient: Bool { get }

  /// The language of `format`, `timeFormat` and their kin. By default English.
  var locale: FormatLocale { get }

  /// Where `random` takes its numbers from: a source made anew for each drawing gives the same
  /// picture each time. By default each expression has its own, which goes on for its life.
  var random: RandomSource? { get }
}

extension Scope {
  public func value(of member: String, in name: String) -> Value? { nil }

  public var isLenient: Bool { false }

  public var locale: FormatLocale { .english }

  public var random: RandomSource? { nil }
}

/// A scope of given names and values.
///
///     try expression.evaluate(in: NamedValues(["x": .int(1)]))
public struct NamedValues: Scope, Sendable {
  public var values: [String: Value]
  public var isLenient: Bool
  public var locale: FormatLocale

  public init(
    _ values: [String: Value] = [:],
    isLenient: Bool = false,
    locale: FormatLocale = .english
  ) {
    self.values = values
    self.isLenient = isLenient
    self.locale = locale
  }

  public func value(of name: String) -> Value? { values[name] }

  public var names: [String] { values.keys.sorted() }
}
