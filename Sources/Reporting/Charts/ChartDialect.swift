import Engines
import Plotting
import Tables

/// What the SQL of a chart's rows is not the same for on the engines that put them together.
///
/// Instants are timestamps without a zone. On Spark the session's zone is UTC, and names stand in double
/// quotes.
enum ChartDialect: Sendable, Hashable {
  case duckDB, spark

  /// Whether it has an aggregate of the grammar.
  func has(_ operation: String) -> Bool {
    switch self {
    case .duckDB: true
    // Only by way of all values of a group in memory.
    case .spark: operation != "product"
    }
  }

  func literal(_ value: Value) -> String {
    SQL.literal(value, for: self == .spark ? .spark : .duckDB)
  }

  /// False or null for what is no number.
  func isFinite(_ number: String) -> String {
    switch self {
    case .duckDB: "isfinite(\(number))"
    // NaN is the greatest number there.
    case .spark: "(abs(\(number)) < CAST('Infinity' AS DOUBLE))"
    }
  }

  /// A sum that does not depend on the order of rows.
  func sum(_ number: String) -> String {
    switch self {
    case .duckDB:
      // Kahan's sum gives the same for any order of rows but knows no infinity.
      return "CASE WHEN isfinite(sum(\(number))) THEN fsum(\(number)) ELSE sum(\(number)) END"
    case .spark:
      // Spark knows no such sum, so the whole parts are summed as integers, then 32 bits of the
      // fractions, both exact; what is left is too small to count, but in numbers that all are.
      let whole = "CAST(\(number) AS BIGINT)"
      let fraction = "((\(number) - \(whole)) * 4294967296e0)"
      func sum(_ part: String) -> String {
        "try_sum(CASE WHEN abs(\(number)) < 9e15 THEN \(part) END)"
      }
      let rest = sum("\(fraction) - CAST(\(fraction) AS BIGINT)")
      let parts = "(\(sum("CAST(\(fraction) AS BIGINT)")) + \(rest)) / 4294967296e0"
      return "CASE WHEN max(abs(\(number))) < 9e15 THEN "
        + "coalesce(\(sum(whole)) + \(parts), sum(\(number))) ELSE sum(\(number)) END"
    }
  }

  /// The value below which a part of the numbers lies, between two of them where it must.
  func quantile(_ number: String, _ part: Double) -> String {
    switch self {
    case .duckDB: "quantile_cont(\(number), \(part))"
    case .spark: "percentile(\(number), \(part))"
    }
  }

  // MARK: - Time

  /// A date or a point in time of any kind as an instant.
  func instant(_ moment: String) -> String {
    switch self {
    case .duckDB: "make_timestamp(epoch_us(\(moment)))"
    case .spark: "CAST(\(moment) AS TIMESTAMP_NTZ)"
    }
  }

  /// Microseconds since 1970 of an instant.
  func microseconds(of instant: String) -> String {
    switch self {
    case .duckDB: "epoch_us(\(instant))"
    case .spark: "unix_micros(CAST(\(instant) AS TIMESTAMP_LTZ))"
    }
  }

  func instant(ofMicroseconds count: String) -> String {
    switch self {
    case .duckDB: "make_timestamp(\(count))"
    case .spark: "CAST(timestamp_micros(\(count)) AS TIMESTAMP_NTZ)"
    }
  }

  /// The start of a `year`, `month` … `second` that an instant lies in.
  func start(of part: String, _ instant: String) -> String {
    switch self {
    case .duckDB: "date_trunc('\(part)', \(instant))"
    case .spark: "CAST(date_trunc('\(part)', \(instant)) AS TIMESTAMP_NTZ)"
    }
  }

  /// The first day of a month.
  func day(year: String, month: String) -> String {
    let type = self == .spark ? "INT" : "BIGINT"
    return "make_date(\(year)::\(type), \(month)::\(type), 1)"
  }

  /// Microseconds from 1970 to the start of a day.
  func microseconds(ofDay day: String) -> String {
    switch self {
    case .duckDB: "epoch_us(\(day)::TIMESTAMP)"
    case .spark: "(unix_date(\(day)) * 86400000000)"
    }
  }

  /// 0 for Sundays to 6.
  func dayOfWeek(_ moment: String) -> String {
    self == .spark ? "(dayofweek(\(moment)) - 1)" : "dayofweek(\(moment))"
  }

  /// Milliseconds after the second.
  func milliseconds(of instant: String) -> String {
    switch self {
    // DuckDB's `millisecond` counts the seconds in.
    case .duckDB: "(millisecond(\(instant)) % 1000)"
    case .spark: "pmod(unix_millis(CAST(\(instant) AS TIMESTAMP_LTZ)), 1000)"
    }
  }

  /// An integer divided by another, the rest left out.
  func quotient(_ number: String, _ divisor: Int) -> String {
    self == .spark ? "(\(number) DIV \(divisor))" : "(\(number) // \(divisor))"
  }
}
