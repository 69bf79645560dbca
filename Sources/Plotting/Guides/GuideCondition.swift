import Diagnostics
import Expressions
import Tables

/// Tests of a tick or a legend entry, whose fields are `value`, `label` and `index`.
enum GuideCondition {
  /// Whether a test holds for `datum` of the scope; what cannot be computed does not hold.
  static func holds(_ test: Predicate, scope: NamedValues) -> Bool {
    switch test {
    case .expression(let expression): (try? expression.isTrue(in: scope)) ?? false
    case .all(let tests): tests.allSatisfy { holds($0, scope: scope) }
    case .any(let tests): tests.contains { holds($0, scope: scope) }
    case .not(let test): !holds(test, scope: scope)
    case .field(let predicate): holds(predicate, scope: scope)
    }
  }

  private static func holds(_ predicate: FieldPredicate, scope: NamedValues) -> Bool {
    guard case .record(let record)? = scope.values["datum"],
      let place = record.names.firstIndex(of: predicate.field.value)
    else { return false }
    let level = rounded(Level(record.values[place]), to: predicate.timeUnit)
    func compare(_ value: Value, _ isMet: (Double, Double) -> Bool) -> Bool {
      let bound = rounded(Level(value), to: predicate.timeUnit, isBound: true)
      let both = (number(level), number(bound))
      guard !both.0.isNaN, !both.1.isNaN else { return false }
      return isMet(both.0, both.1)
    }
    func equals(_ value: Value) -> Bool {
      let bound = rounded(Level(value), to: predicate.timeUnit, isBound: true)
      return level == bound || level.matches(bound) || number(level) == number(bound)
    }
    switch predicate.test {
    case .equal(let value): return equals(value)
    case .lt(let value): return compare(value, <)
    case .lte(let value): return compare(value, <=)
    case .gt(let value): return compare(value, >)
    case .gte(let value): return compare(value, >=)
    case .range(let low, let high):
      return (low.isNull || compare(low, >=)) && (high.isNull || compare(high, <=))
    case .oneOf(let values): return values.contains(where: equals)
    case .valid(let isValid):
      let valid = level != .null && !(number(level).isNaN && level.isNumber)
      return valid == isValid
    }
  }

  private static func number(_ level: Level) -> Double {
    if case .bool(let bool) = level { return bool ? 1 : 0 }
    if case .text(let text) = level { return Double(text) ?? .nan }
    return level.quantity
  }

  /// A value of the unit that a predicate names; its bounds are numbers of the unit (month 1 is
  /// January) or instants.
  private static func rounded(
    _ level: Level,
    to unit: TimeUnitOptions?,
    isBound: Bool = false
  ) -> Level {
    guard let unit else { return level }
    switch level {
    case .instant(let instant): return .instant(unit.unit.floor(instant))
    case .number(let number) where isBound:
      guard let instant = instant(number, unit: unit.unit) else { return level }
      return .instant(unit.unit.floor(instant))
    case .number(let number): return .instant(unit.unit.floor(number))
    default: return level
    }
  }

  /// The instant that a bare number of a one-part unit stands for.
  private static func instant(_ number: Double, unit: CalendarParts) -> Double? {
    guard unit.parts.count == 1, let part = unit.parts.first, abs(number) < 1e15 else { return nil }
    let year = CalendarParts.baseYear
    let whole = Int(number)
    switch part {
    case .year: return abs(number) < 3e5 ? CivilDate(whole).instant : number
    case .quarter: return CivilDate(year, (whole - 1) * 3 + 1).instant
    case .month: return CivilDate(year, whole).instant
    case .date: return CivilDate(year, 1, whole).instant
    case .day: return CivilDate(year, 1, 1 + whole).instant
    case .dayofyear: return CivilDate(year, 1, whole).instant
    case .week: return CivilDate(year, 1, 7 * whole - 6).instant
    case .hours: return CivilDate(year).instant + number * 3_600_000
    case .minutes: return CivilDate(year).instant + number * 60_000
    case .seconds: return CivilDate(year).instant + number * 1_000
    case .milliseconds: return CivilDate(year).instant + number
    }
  }
}

extension Level {
  fileprivate var isNumber: Bool {
    switch self {
    case .number, .instant: true
    default: false
    }
  }
}
