import Diagnostics
import Expressions
import Tables

extension PlannedRows {
  /// A predicate as a test for an engine; nil when no engine could be sure to agree.
  mutating func test(_ predicate: Predicate, _ params: NamedValues) -> DataPlan.Test? {
    switch predicate {
    case .expression: return nil
    case .field(let test): return self.test(test, params)
    case .all(let parts):
      let tests = parts.compactMap { test($0, params) }
      return tests.count == parts.count ? .all(tests) : nil
    case .any(let parts):
      let tests = parts.compactMap { test($0, params) }
      return tests.count == parts.count ? .any(tests) : nil
    case .not(let part): return test(part, params).map { .not($0) }
    }
  }

  private mutating func test(
    _ predicate: FieldPredicate,
    _ params: NamedValues
  ) -> DataPlan.Test? {
    func value(_ operand: FieldPredicate.Operand) -> Value? {
      switch operand {
      case .value(let value): value
      case .expression(let expression): try? expression.evaluate(in: params)
      }
    }
    let unit = predicate.timeUnit.flatMap { $0.isBinned ? nil : DataPlan.CalendarFloor($0) }
    let wanted: ColumnKind = predicate.timeUnit == nil ? predicate.wanted(params) : .instant
    guard let column = column(predicate.field.value, wanted: wanted),
      predicate.timeUnit == nil || column.kind == .instant
    else { return nil }
    let tested = DataPlan.Tested(column: column, unit: unit)
    func literal(_ value: Value?) -> Value? { value.flatMap { Self.literal($0, for: column.kind) } }
    func compare(
      _ relation: DataPlan.Test.Relation,
      _ operand: FieldPredicate.Operand
    ) -> DataPlan.Test? {
      guard column.kind != .bool else { return nil }
      return literal(value(operand)).map { .compare(tested, relation, $0) }
    }
    func between(_ a: Value, _ b: Value) -> DataPlan.Test? {
      guard column.kind == .number || column.kind == .instant else { return nil }
      let ends = [a, b].map { $0.isNull ? nil : literal($0)?.number }
      guard ends[0] != nil || a.isNull, ends[1] != nil || b.isNull else { return nil }
      var (low, high) = (ends[0], ends[1])
      if let first = low, let last = high, last < first { (low, high) = (last, first) }
      return .all(
        [
          low.map { .compare(tested, .greaterOrEqual, .double($0)) },
          high.map { .compare(tested, .lessOrEqual, .double($0)) },
        ].compactMap(\.self)
      )
    }
    switch predicate.test {
    case .equal(let operand): return literal(value(operand)).map { .oneOf(tested, [$0]) }
    case .lt(let operand): return compare(.less, operand)
    case .lte(let operand): return compare(.lessOrEqual, operand)
    case .gt(let operand): return compare(.greater, operand)
    case .gte(let operand): return compare(.greaterOrEqual, operand)
    case .range(let low, let high):
      guard let low = value(low), let high = value(high) else { return nil }
      return between(low, high)
    case .between(let expression):
      guard case .list(let ends)? = try? expression.evaluate(in: params), ends.count == 2 else {
        return nil
      }
      return between(ends[0], ends[1])
    case .oneOf(let values):
      let literals = values.compactMap(literal)
      return literals.count == values.count ? .oneOf(tested, literals) : nil
    case .valid(let isValid):
      guard column.kind == .number || column.kind == .instant else { return nil }
      return .valid(tested, isValid)
    }
  }

  /// A constant in the form of a column's kind; nil where the two kinds would be matched loosely.
  private static func literal(_ value: Value, for kind: DataPlan.Kind) -> Value? {
    switch kind {
    case .number:
      // Instants beside numbers, text that spells a number: left to Plotting.
      if case .string = value { return nil }
      if value.instant != nil, value.number == nil { return nil }
      return value.number.flatMap { $0.isNaN ? nil : .double($0) }
    case .instant:
      if case .string(let text) = value {
        return ScriptDate.milliseconds(text).map { .double($0) }
      }
      return (value.instant ?? value.number).flatMap { $0.isNaN ? nil : .double($0) }
    case .text:
      if case .string(let text) = value, !text.contains("\0") { return .string(text) }
      return nil
    case .bool: if case .bool = value { return value } else { return nil }
    }
  }
}

extension FieldPredicate {
  /// What the column must hold for the test to make sense, where its kind is not known yet.
  fileprivate func wanted(_ params: NamedValues) -> ColumnKind {
    func kind(_ value: Value?) -> ColumnKind {
      switch value {
      case .string?: .text
      case .bool?: .bool
      case let value? where value.instant != nil && value.number == nil: .instant
      default: .number
      }
    }
    func value(_ operand: Operand) -> Value? {
      switch operand {
      case .value(let value): value
      case .expression(let expression): try? expression.evaluate(in: params)
      }
    }
    switch test {
    case .equal(let operand), .lt(let operand), .lte(let operand), .gt(let operand),
      .gte(let operand):
      return kind(value(operand))
    case .oneOf(let values): return kind(values.first)
    case .range(let low, let high):
      let first = value(low).flatMap { $0.isNull ? nil : $0 } ?? value(high)
      // Texts in a range can only be dates.
      if case .string? = first { return .instant }
      return kind(first)
    case .between, .valid: return .number
    }
  }
}
