import Diagnostics
import Expressions
import Tables

extension MarkMaking {
  /// A property in pixels: a number, `"width"`, `"height"`, or an expression of each row.
  func pixels(_ property: Property, _ channel: Channel) throws(Diagnostic) -> Visual<Double> {
    if case .value(.string(let word)) = property {
      if word == "width" { return .one(scales.width) }
      if word == "height" { return .one(scales.height) }
    }
    return try number(property, standard: 0)
  }

  /// A numeric property, computed for each row where it is an expression.
  func number(_ property: Property?, standard: Double) throws(Diagnostic) -> Visual<Double> {
    guard let property else { return .one(standard) }
    return try values(property).map { $0.number ?? standard }
  }

  /// A property's value, or one for each row.
  func values(_ property: Property) throws(Diagnostic) -> Visual<Value> {
    switch property {
    case .value(let value): return .one(value)
    case .expression(let expression):
      return try RowValues(frame, scales.scope).evaluate(expression)
    case .conditional(let branches, let otherwise):
      var base: Visual<Value> =
        try otherwise.map { (next) throws(Diagnostic) in try values(next) } ?? .one(.null)
      for branch in branches.reversed() {
        let passes = try rows(passing: branch.test)
        base = Self.choose(passes, try values(branch.property), base, count)
      }
      return base
    case .gradient: return .one(.null)
    }
  }

  func rows(passing test: Predicate) throws(Diagnostic) -> [Bool] {
    try frame.rows(passing: test, style.transformContext(scales.scope))
  }

  static func choose<T>(
    _ passes: [Bool],
    _ yes: Visual<T>,
    _ no: Visual<T>,
    _ count: Int
  ) -> Visual<T> {
    .each((0..<count).map { passes[$0] ? yes[$0] : no[$0] })
  }

  /// The value of a channel with conditions: the branches before the base.
  func conditioned<T>(
    _ definition: ChannelDefinition,
    base: Visual<T>,
    _ make: (ChannelDefinition) throws(Diagnostic) -> Visual<T>
  ) throws(Diagnostic) -> Visual<T> {
    var base = base
    for condition in definition.conditions.reversed() {
      base = Self.choose(
        try rows(passing: condition.test),
        try make(condition.definition),
        base,
        count
      )
    }
    return base
  }
}

/// Evaluates an expression for each row of a frame.
struct RowValues {
  private let frame: Frame
  private let params: NamedValues

  init(_ frame: Frame, _ params: NamedValues) {
    self.frame = frame
    self.params = params
  }

  /// One value when the expression reads no row.
  func evaluate(_ expression: Expression) throws(Diagnostic) -> Visual<Value> {
    guard expression.references.contains(where: { $0.value == "datum" }) else {
      var scope = params
      scope.isLenient = true
      return .one(try expression.evaluate(in: scope))
    }
    var scope = RowScope(frame, params, random: expression.freshRandom)
    var values: [Value] = []
    values.reserveCapacity(frame.rowCount)
    for row in 0..<frame.rowCount {
      scope.row = row
      values.append(try expression.evaluate(in: scope))
    }
    return .each(values)
  }
}
