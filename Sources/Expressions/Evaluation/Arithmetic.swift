import Tables

/// The arithmetic of numbers: integers and decimals stay exact while the result fits.
///
/// Everything else is converted as JavaScript converts it and computed in doubles. Unlike in
/// JavaScript, `+` on a date gives milliseconds rather than gluing texts together.
enum Arithmetic {
  static func negated(_ value: Value) -> Value {
    switch value {
    case .int(let integer) where integer != .min: .int(-integer)
    case .decimal(let integer, let scale) where integer != .min: .decimal(-integer, scale: scale)
    default: .double(-Coercion.number(value))
    }
  }

  static func sum(_ a: Value, _ b: Value) -> Value {
    if Coercion.gluesText(a) || Coercion.gluesText(b) {
      return .string(Coercion.text(a) + Coercion.text(b))
    }
    return exact(a, b, { $0.addingReportingOverflow($1) }, { $0.addingReportingOverflow($1) })
      ?? .double(Coercion.number(a) + Coercion.number(b))
  }

  static func difference(_ a: Value, _ b: Value) -> Value {
    exact(
      a,
      b,
      { $0.subtractingReportingOverflow($1) },
      { $0.subtractingReportingOverflow($1) }
    ) ?? .double(Coercion.number(a) - Coercion.number(b))
  }

  static func product(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)):
      let (result, overflows) = x.multipliedReportingOverflow(by: y)
      if !overflows { return .int(result) }
    case (.decimal, .decimal), (.decimal, .int), (.int, .decimal):
      if let (x, xScale) = decimal(a), let (y, yScale) = decimal(b), xScale + yScale <= 38 {
        let (result, overflows) = x.multipliedReportingOverflow(by: y)
        if !overflows { return .decimal(result, scale: xScale + yScale) }
      }
    default: break
    }
    return .double(Coercion.number(a) * Coercion.number(b))
  }

  static func quotient(_ a: Value, _ b: Value) -> Value {
    .double(Coercion.number(a) / Coercion.number(b))
  }

  /// The remainder with the sign of the dividend, as `%` has it in JavaScript.
  static func remainder(_ a: Value, _ b: Value) -> Value {
    if case .int(let x) = a, case .int(let y) = b, y != 0 { return .int(y == -1 ? 0 : x % y) }
    return .double(Coercion.number(a).truncatingRemainder(dividingBy: Coercion.number(b)))
  }

  private static func exact(
    _ a: Value,
    _ b: Value,
    _ integers: (Int64, Int64) -> (partialValue: Int64, overflow: Bool),
    _ decimals: (Int128, Int128) -> (partialValue: Int128, overflow: Bool)
  ) -> Value? {
    switch (a, b) {
    case (.int(let x), .int(let y)):
      let (result, overflows) = integers(x, y)
      return overflows ? nil : .int(result)
    case (.decimal, .decimal), (.decimal, .int), (.int, .decimal):
      guard let (x, xScale) = decimal(a), let (y, yScale) = decimal(b) else { return nil }
      let scale = max(xScale, yScale)
      guard let x = raised(x, by: scale - xScale), let y = raised(y, by: scale - yScale) else {
        return nil
      }
      let (result, overflows) = decimals(x, y)
      return overflows ? nil : .decimal(result, scale: scale)
    default: return nil
    }
  }

  private static func decimal(_ value: Value) -> (Int128, scale: Int)? {
    switch value {
    case .int(let integer): (Int128(integer), 0)
    case .decimal(let integer, let scale): (integer, scale)
    default: nil
    }
  }

  /// `value · 10^power`, nil when it does not fit.
  private static func raised(_ value: Int128, by power: Int) -> Int128? {
    var result = value
    for _ in 0..<power {
      let (next, overflows) = result.multipliedReportingOverflow(by: 10)
      if overflows { return nil }
      result = next
    }
    return result
  }
}
