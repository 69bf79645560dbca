import Engines
import Plotting

/// Aggregates in SQL that agree with Plotting's: nulls are no values but one distinct value, spreads
/// need two values, and sums do not depend on the order of rows.
struct AggregateSQL {
  let dialect: ChartDialect

  func text(_ output: DataPlan.Output) -> String {
    guard let column = output.column else { return "count(*)::DOUBLE" }
    let name = DataPlanSQL.quoted(column.name)
    let present = column.kind == .text ? "nullif(\(name), '')" : name
    switch output.operation {
    case "valid": return "count(\(present))::DOUBLE"
    case "missing": return "(count(*) - count(\(present)))::DOUBLE"
    case "distinct":
      return "(count(DISTINCT \(name)) + (count(*) > count(\(name)))::INTEGER)::DOUBLE"
    default: break
    }
    guard column.kind == .instant else { return number(output.operation, name) }
    if output.operation == "min" || output.operation == "max" {
      return "\(output.operation)(\(name))"
    }
    let milliseconds = number(output.operation, "(\(dialect.microseconds(of: name)) / 1e3)")
    return dialect.instant(ofMicroseconds: "round(\(milliseconds) * 1e3)::BIGINT")
  }

  private func number(_ operation: String, _ name: String) -> String {
    let sum = dialect.sum(name)
    func ifTwo(_ expression: String) -> String {
      "CASE WHEN count(\(name)) > 1 THEN \(expression) END"
    }
    switch operation {
    case "sum": return sum
    case "mean", "average": return "(\(sum)) / count(\(name))"
    case "median": return dialect.quantile(name, 0.5)
    case "q1": return dialect.quantile(name, 0.25)
    case "q3": return dialect.quantile(name, 0.75)
    case "variance": return ifTwo("var_samp(\(name))")
    case "variancep": return ifTwo("var_pop(\(name))")
    case "stdev": return ifTwo("stddev_samp(\(name))")
    case "stdevp": return ifTwo("stddev_pop(\(name))")
    case "stderr": return ifTwo("stddev_samp(\(name)) / sqrt(count(\(name)))")
    default: return "\(operation)(\(name))"  // product, min, max
    }
  }
}
