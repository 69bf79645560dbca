public import Tables

/// The dialects in which values are written as SQL.
public enum SQLDialect: Sendable, Hashable {
  case duckDB
  /// Spark's, but for texts: backslashes in them stand for themselves, as in the other dialects.
  case spark
  /// What PostgreSQL and Trino have in common.
  case standard
}

extension SQL {
  /// A value as an expression of its type in a dialect; see `literal(_:)`.
  public static func literal(_ value: Value, for dialect: SQLDialect) -> String {
    if dialect == .duckDB { return literal(value) }
    switch value {
    case .bytes(let bytes):
      return "X'" + bytes.map { digits($0) }.joined() + "'"
    case .decimal(let number, let scale):
      let text = literal(.decimal(number, scale: scale))
      // `'1.50'::DECIMAL(3,2)` there, a cast here.
      guard let mark = text.firstIndex(of: ":"), text.hasPrefix("'") else { return text }
      let type = text[mark...].drop { $0 == ":" }
      return "CAST(\(text[..<mark]) AS \(type == "HUGEINT" ? "DECIMAL(38,0)" : type))"
    case .double(let number) where !number.isFinite:
      let word = number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
      return "CAST('\(word)' AS \(dialect == .spark ? "DOUBLE" : "DOUBLE PRECISION"))"
    case .timestamp(let point) where point.zone != nil:
      let text = literal(value)
      let type = dialect == .spark ? "TIMESTAMP_LTZ" : "TIMESTAMP WITH TIME ZONE"
      return text.hasPrefix("TIMESTAMPTZ ") ? type + text.dropFirst(11) : text
    case .timestamp:
      let text = literal(value)
      return text.hasPrefix("TIMESTAMP_NS ") ? "TIMESTAMP" + text.dropFirst(12) : text
    case .list(let items):
      let parts = items.map { literal($0, for: dialect) }.joined(separator: ", ")
      return dialect == .spark ? "array(\(parts))" : "ARRAY[\(parts)]"
    case .record(let record) where !record.names.isEmpty:
      let values = record.values.map { literal($0, for: dialect) }
      guard dialect == .spark else { return "ROW(\(values.joined(separator: ", ")))" }
      let fields = zip(record.names, values).map { "\(literal(.string($0))), \($1)" }
      return "named_struct(\(fields.joined(separator: ", ")))"
    case .table(let table):
      return literal(.list((0..<table.rowCount).map { .record(table.row($0)) }), for: dialect)
    default: return literal(value)
    }
  }

  private static func digits(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + text : text
  }
}
