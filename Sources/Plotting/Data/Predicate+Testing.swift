import Diagnostics
import Expressions
import Tables

extension Frame {
  /// Whether each row passes a test.
  ///
  /// An unknown field or an expression that fails is a diagnostic.
  func rows(
    passing predicate: Predicate,
    _ context: TransformContext
  ) throws(Diagnostic) -> [Bool] {
    switch predicate {
    case .expression(let expression):
      var scope = RowScope(self, context.params, random: expression.freshRandom)
      var passes = Array(repeating: false, count: rowCount)
      for row in 0..<rowCount {
        scope.row = row
        passes[row] = try expression.isTrue(in: scope)
      }
      return passes
    case .field(let test):
      return try test.passes(self, context)
    case .all(let parts):
      var passes = Array(repeating: true, count: rowCount)
      for part in parts {
        let more = try rows(passing: part, context)
        for row in 0..<rowCount where !more[row] { passes[row] = false }
      }
      return passes
    case .any(let parts):
      var passes = Array(repeating: false, count: rowCount)
      for part in parts {
        let more = try rows(passing: part, context)
        for row in 0..<rowCount where more[row] { passes[row] = true }
      }
      return passes
    case .not(let part):
      return try rows(passing: part, context).map { !$0 }
    }
  }
}

extension FieldPredicate {
  fileprivate func passes(
    _ frame: Frame,
    _ context: TransformContext
  ) throws(Diagnostic) -> [Bool] {
    var series = try frame.series(field, in: context.name)
    if let timeUnit {
      series = .instants(series.parsed(as: .date).doubles.map { timeUnit.floor($0) })
    }
    let test = try compiled(context.params, areInstants: series.areInstants)
    switch series {
    case .numbers(let values): return values.map { test(Level(number: $0)) }
    case .instants(let values): return values.map { test(Level(instant: $0)) }
    case .levels(let codes, let levels):
      let passes = levels.map(test)
      return codes.map { passes[Int($0)] }
    }
  }

  /// The test as a function of a value.
  private func compiled(
    _ params: NamedValues,
    areInstants: Bool
  ) throws(Diagnostic) -> (Level) -> Bool {
    /// A text beside instants is read as a date once.
    func level(_ value: Value) -> Level {
      if areInstants, case .string(let text) = value, let date = ScriptDate.milliseconds(text) {
        return .instant(date)
      }
      return Level(value)
    }
    func level(_ operand: Operand) throws(Diagnostic) -> Level {
      switch operand {
      case .value(let value): level(value)
      case .expression(let expression): level(try expression.evaluate(in: params))
      }
    }
    switch test {
    case .equal(let operand):
      let wanted = try level(operand)
      return { $0.matches(wanted) }
    case .lt(let operand):
      let bound = try level(operand)
      return { Self.isLess($0, bound) }
    case .lte(let operand):
      let bound = try level(operand)
      return { Self.isLess($0, bound, orEqual: true) }
    case .gt(let operand):
      let bound = try level(operand)
      return { Self.isLess(bound, $0) }
    case .gte(let operand):
      let bound = try level(operand)
      return { Self.isLess(bound, $0, orEqual: true) }
    case .range(let low, let high): return Self.between(try level(low), try level(high))
    case .between(let expression):
      guard case .list(let ends) = try expression.evaluate(in: params), ends.count == 2 else {
        throw DataProblem.notARange(expression)
      }
      return Self.between(level(ends[0]), level(ends[1]))
    case .oneOf(let values):
      let wanted = values.map { level($0) }
      let exact = Set(wanted)
      return { level in exact.contains(level) || wanted.contains { level.matches($0) } }
    case .valid(let isValid): return { $0.number.isFinite == isValid }
    }
  }

  /// Two bounds in whichever order; null leaves a side open.
  private static func between(_ a: Level, _ b: Level) -> (Level) -> Bool {
    let isTurned = !a.isNull && !b.isNull && isLess(b, a)
    let (low, high) = isTurned ? (b, a) : (a, b)
    return { level in
      (low.isNull || isLess(low, level, orEqual: true))
        && (high.isNull || isLess(level, high, orEqual: true))
    }
  }

  /// `<` as JavaScript has it: texts by code points, else numbers, and null is 0; a text beside a
  /// date is read as a date.
  private static func isLess(_ a: Level, _ b: Level, orEqual: Bool = false) -> Bool {
    if case .text(let x) = a, case .text(let y) = b {
      return orEqual && x == y || x.utf8.lexicographicallyPrecedes(y.utf8)
    }
    let (x, y) = (number(a, beside: b), number(b, beside: a))
    return orEqual ? x <= y : x < y
  }

  private static func number(_ level: Level, beside other: Level) -> Double {
    switch (level, other) {
    case (.null, _): 0
    case (.text(let text), .instant): ScriptDate.milliseconds(text) ?? .nan
    default: level.number
    }
  }
}

extension DataProblem {
  static func notARange(_ expression: Expression) -> Diagnostic {
    Diagnostic(.error, "wrong-type", "a range must be a list of two", at: expression.span)
  }
}
