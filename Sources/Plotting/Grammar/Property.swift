import Diagnostics
import Expressions
import Tables

/// A property of a mark or a guide as a specification gives it.
indirect enum Property: Sendable {
  /// A constant; null takes away what a default would draw.
  case value(Value)
  /// `{expr: …}`: computed when the picture is, for a mark from each row (`datum`).
  case expression(Expression)
  /// `{condition: …, value: …}`: the first branch whose test holds. Axes test `datum.value`,
  /// `datum.label` and `datum.index`; marks test the fields of a row.
  case conditional([Branch], otherwise: Property?)
  case gradient(Gradient)

  struct Branch: Sendable {
    let test: Predicate
    let property: Property
  }

  /// A sweep of colours, in parts of the shape it fills.
  struct Gradient: Sendable, Hashable {
    struct Stop: Sendable, Hashable {
      var offset: Double
      var colour: String
    }
    var isRadial = false
    var x1 = 0.0, y1 = 0.0, x2 = 1.0, y2 = 0.0
    var r1 = 0.0, r2 = 0.5
    var stops: [Stop]
  }

  /// The constant; nil for what has to be computed.
  var constant: Value? { if case .value(let value) = self { value } else { nil } }
}

/// What values a property takes, for messages.
enum PropertyKind: Sendable {
  case number, bool, text, colour
  /// Text, or a list of lines.
  case lines
  case numbers
  /// A list of any scalars.
  case values
  case choice([String])
  /// A number or `true` or `false`.
  case numberOrBool
  /// A font's weight: a number, `"normal"`, `"bold"`, `"bolder"`, `"lighter"`.
  case weight
  /// A format of numbers or dates, or formats of dates by unit (a record).
  case format
  /// `true`, `false`, `"parity"` or `"greedy"`.
  case overlap
  /// A name or a list of names.
  case names
  /// A number, the name of a time interval, or a record `{interval, step}`.
  case tickCount
  /// A number or the word that stands for the size of the plot: `"width"` or `"height"`.
  case place(String)
  /// A number or a record `{band: 0.5}`.
  case band
  /// A number or a record `{step: 20}`.
  case step
  /// `true`, `false`, text or a record `{content: "data"}`.
  case tooltip
  /// A number or a word: how far boxes and error bars reach.
  case extent
  /// `false`, or something by channel: how scales show invalid values.
  case invalid
  /// Text that is an expression; the property is `.expression`.
  case expression
  /// `true`, `false` or properties of its own, kept in `MarkDefinition.parts`.
  case part
  /// Read by a reader of its own.
  case special
}

/// The documented properties of one kind of thing: an enum of their names.
protocol PropertyKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  var kind: PropertyKind { get }
  /// Names of the grammar that change nothing in a still picture of shapes and text: said so by a
  /// warning.
  static var withoutEffect: [String] { get }
}

extension PropertyKey {
  static var withoutEffect: [String] { [] }
}

/// Properties by name, with places; a cascade is made by `over`.
struct Properties<Key: PropertyKey>: Sendable {
  private(set) var written: [Key: Spanned<Property>] = [:]

  init() {}

  /// Properties that a default sets, at no place of their own.
  init(_ values: [Key: Value], at span: SourceSpan) {
    written = values.mapValues { Spanned(.value($0), at: span) }
  }

  subscript(key: Key) -> Property? { written[key]?.value }

  func span(of key: Key) -> SourceSpan? { written[key]?.span }

  mutating func set(_ key: Key, _ property: Property, at span: SourceSpan) {
    written[key] = Spanned(property, at: span)
  }

  mutating func remove(_ key: Key) { written[key] = nil }

  /// These properties, and below them those of `base` that these leave open.
  func over(_ base: Properties) -> Properties {
    var all = base
    all.written.merge(written) { _, own in own }
    return all
  }

  /// Whether the property is written as null.
  func isNull(_ key: Key) -> Bool { written[key]?.value.constant?.isNull ?? false }

  func number(_ key: Key) -> Double? { self[key]?.constant?.number }

  func bool(_ key: Key) -> Bool? {
    if case .bool(let bool)? = self[key]?.constant { bool } else { nil }
  }

  func text(_ key: Key) -> String? {
    if case .string(let text)? = self[key]?.constant { text } else { nil }
  }

  /// Lines of text: one for a text, several for a list; nil for null and what is not written.
  func lines(_ key: Key) -> [String]? {
    switch self[key]?.constant {
    case .list(let values)?: values.map(\.displayText)
    case .null?, nil: nil
    case let value?: [value.displayText]
    }
  }

  func numbers(_ key: Key) -> [Double]? {
    if case .list(let values)? = self[key]?.constant { values.compactMap(\.number) } else { nil }
  }
}
