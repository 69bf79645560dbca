import Diagnostics
import Expressions
import Tables

/// The properties of a guide, read: constants as they are, expressions and conditions computed.
struct GuideReader<Key: PropertyKey>: Sendable {
  let properties: Properties<Key>
  let scope: NamedValues
  /// What conditions and expressions call `datum`: a tick or an entry.
  var datum: Value = .null

  init(_ properties: Properties<Key>, _ scope: NamedValues, datum: Value = .null) {
    self.properties = properties
    self.scope = scope
    self.datum = datum
  }

  /// The same properties seen by one tick or entry.
  func at(_ datum: Value) -> GuideReader {
    var reader = self
    reader.datum = datum
    return reader
  }

  /// Whether some property has another value for each tick.
  func varies(_ key: Key) -> Bool {
    switch properties[key] {
    case .expression?, .conditional?: true
    default: false
    }
  }

  func number(_ key: Key) -> Double? { value(key)?.number }

  func text(_ key: Key) -> String? {
    switch value(key) {
    case .null?, nil: nil
    case let value?: value.displayText
    }
  }

  func bool(_ key: Key) -> Bool? {
    if case .bool(let bool)? = value(key) { bool } else { nil }
  }

  func numbers(_ key: Key) -> [Double]? {
    if case .list(let values)? = value(key) { values.compactMap(\.number) } else { nil }
  }

  /// A colour; nil where none is written, `.none` where it is null.
  func paint(_ key: Key) -> Paint? {
    if case .gradient(let gradient)? = properties[key] { return .gradient(gradient) }
    return switch value(key) {
    case nil: nil
    case .null?: Paint.none
    case let value?: .literal(value.displayText)
    }
  }

  /// The value; nil for what is not written or cannot be computed for this tick.
  func value(_ key: Key) -> Value? {
    properties[key].flatMap { evaluate($0) }
  }

  private func evaluate(_ property: Property) -> Value? {
    switch property {
    case .value(let value): return value
    case .gradient: return nil
    case .expression(let expression): return try? expression.evaluate(in: fullScope)
    case .conditional(let branches, let otherwise):
      for branch in branches where GuideCondition.holds(branch.test, scope: fullScope) {
        return evaluate(branch.property)
      }
      return otherwise.flatMap { evaluate($0) }
    }
  }

  var fullScope: NamedValues {
    var scope = scope
    scope.isLenient = true
    scope.values["datum"] = datum
    return scope
  }
}
