import Engines
import Plotting
import Tables

/// Tests of rows in SQL that are true or false and never null.
struct DataTestSQL {
  let dialect: ChartDialect

  func text(_ test: DataPlan.Test) -> String {
    switch test {
    case .all(let parts): return joined(parts, " AND ", none: "TRUE")
    case .any(let parts): return joined(parts, " OR ", none: "FALSE")
    case .not(let part): return "(NOT \(text(part)))"
    case .valid(let tested, let isValid):
      let value = value(tested)
      let check = tested.column.kind == .instant ? "TRUE" : dialect.isFinite(value)
      return
        "((\(value) IS NOT NULL AND coalesce(\(check), FALSE)) = \(isValid ? "TRUE" : "FALSE"))"
    case .oneOf(let tested, let values):
      guard !values.isEmpty else { return "FALSE" }
      let list = values.map(dialect.literal).joined(separator: ", ")
      return "coalesce(\(value(tested)) IN (\(list)), FALSE)"
    case .compare(let tested, let relation, let other):
      let value = value(tested)
      // As in JavaScript, null counts as 0 beside a number.
      let left = tested.column.kind == .text ? value : "coalesce(\(value), 0)"
      return "coalesce(\(left) \(sign(relation)) \(dialect.literal(other)), FALSE)"
    }
  }

  private func joined(
    _ parts: [DataPlan.Test],
    _ separator: String,
    none: String
  ) -> String {
    parts.isEmpty ? none : "(" + parts.map(text).joined(separator: separator) + ")"
  }

  private func sign(_ relation: DataPlan.Test.Relation) -> String {
    switch relation {
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  /// The tested value: instants as milliseconds since 1970.
  private func value(_ tested: DataPlan.Tested) -> String {
    let name = DataPlanSQL.quoted(tested.column.name)
    guard tested.column.kind == .instant else { return name }
    let instant = tested.unit.map { CalendarFloorSQL($0, dialect).text(name) } ?? name
    return "(\(dialect.microseconds(of: instant)) / 1e3)"
  }
}
