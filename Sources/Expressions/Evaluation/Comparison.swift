import Tables

/// Equality and order of values.
///
/// Beyond JavaScript: lists and records are equal when their parts are, dates when they are the
/// same instant, and a text compared with a date is read as ISO 8601, so that
/// `month >= '2022-03-01'` says what it seems to.
enum Comparison {
  /// `==`: numbers, texts and booleans are converted to meet.
  static func isEqual(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.string(let x), .string(let y)): return x == y
    case (.string, .list), (.list, .string), (.string, .record), (.record, .string):
      return Coercion.text(a) == Coercion.text(b)
    default: break
    }
    if let (x, y) = instants(a, b) { return x == y }
    return isIdentical(a, b) || isNumeric(a) && isNumeric(b) && numbersEqual(a, b)
  }

  /// `===`: equal and of one kind; all numbers are one kind, dates and timestamps another.
  static func isIdentical(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x == y
    case (.int, .double), (.double, .int), (.double, .double), (.decimal, _), (_, .decimal):
      return a.number != nil && b.number != nil && numbersEqual(a, b)
    case (.date, .timestamp), (.timestamp, .date), (.timestamp, .timestamp):
      return a.milliseconds == b.milliseconds
    case (.list(let x), .list(let y)):
      return x.count == y.count && zip(x, y).allSatisfy { isIdentical($0, $1) }
    case (.record(let x), .record(let y)):
      return x.names == y.names && zip(x.values, y.values).allSatisfy { isIdentical($0, $1) }
    default: return a == b
    }
  }

  /// `<`, nil when the two cannot be compared (NaN), which makes every comparison false.
  static func isLess(_ a: Value, _ b: Value) -> Bool? {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x < y
    case (.string(let x), .string(let y)): return x < y
    default: break
    }
    let (x, y) = instants(a, b) ?? (Coercion.number(a), Coercion.number(b))
    return x.isNaN || y.isNaN ? nil : x < y
  }

  /// A total order for `sort`: numbers and dates by size, texts by character; null and NaN last.
  static func sortsBefore(_ a: Value, _ b: Value) -> Bool {
    let (aMissing, bMissing) = (isMissing(a), isMissing(b))
    if aMissing || bMissing { return !aMissing && bMissing }
    return isLess(a, b) ?? false
  }

  static func isMissing(_ value: Value) -> Bool {
    if case .double(let double) = value { return double.isNaN }
    return value.isNull
  }

  private static func numbersEqual(_ a: Value, _ b: Value) -> Bool {
    Coercion.number(a) == Coercion.number(b)
  }

  private static func isNumeric(_ value: Value) -> Bool {
    switch value {
    case .int, .double, .decimal, .bool, .string, .duration, .time: true
    default: false
    }
  }

  /// Two times in milliseconds when at least one side is a date and the other can be read as one.
  private static func instants(_ a: Value, _ b: Value) -> (Double, Double)? {
    switch (a.milliseconds, b.milliseconds) {
    case (let x?, let y?): return (x, y)
    case (let x?, nil):
      guard case .string(let text) = b else { return (x, Coercion.number(b)) }
      return (x, ScriptDate.milliseconds(text) ?? .nan)
    case (nil, let y?):
      guard case .string(let text) = a else { return (Coercion.number(a), y) }
      return (ScriptDate.milliseconds(text) ?? .nan, y)
    case (nil, nil): return nil
    }
  }
}
