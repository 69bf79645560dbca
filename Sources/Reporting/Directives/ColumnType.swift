import Diagnostics
import Options

/// A column's type as an author gives it: `integer`, `decimal(12,2)`, `text[]`, or
/// `{type: timestamp, format: "%d.%m.%Y %H:%M"}`.
struct ColumnType: Sendable {
  /// The engine's name of the type.
  let sql: String
  /// How a date or timestamp is written in the file (`strptime` directives); nil for ISO 8601.
  let format: String?

  private static let names: [String: String] = [
    "boolean": "BOOLEAN", "bool": "BOOLEAN",
    "tinyint": "TINYINT", "int8": "TINYINT", "smallint": "SMALLINT", "int16": "SMALLINT",
    "integer": "INTEGER", "int": "INTEGER", "int32": "INTEGER",
    "bigint": "BIGINT", "int64": "BIGINT", "hugeint": "HUGEINT",
    "utinyint": "UTINYINT", "uint8": "UTINYINT", "usmallint": "USMALLINT", "uint16": "USMALLINT",
    "uinteger": "UINTEGER", "uint32": "UINTEGER", "ubigint": "UBIGINT", "uint64": "UBIGINT",
    "float": "FLOAT", "float32": "FLOAT", "double": "DOUBLE", "float64": "DOUBLE",
    "number": "DOUBLE", "decimal": "DECIMAL",
    "text": "VARCHAR", "string": "VARCHAR", "varchar": "VARCHAR", "utf8": "VARCHAR",
    "binary": "BLOB", "blob": "BLOB", "date": "DATE", "time": "TIME",
    "timestamp": "TIMESTAMP", "timestamptz": "TIMESTAMPTZ", "interval": "INTERVAL",
    "uuid": "UUID", "json": "JSON",
  ]

  init?(_ node: OptionNode, _ reader: inout OptionReader) {
    var type = node
    var format: String?
    if case .mapping = node.content {
      var inner = OptionReader(node, of: "a column's type")
      let found = inner.required("type")
      format = inner.text("format")?.value
      for diagnostic in inner.finish() { reader.complain(diagnostic) }
      guard let found else { return nil }
      type = found
    }
    guard let word = reader.text(of: type, "types") else { return nil }
    guard let sql = Self.sql(word.value) else {
      reader.complain(.unknownType(word, known: Self.names.keys.sorted()))
      return nil
    }
    self.sql = sql
    self.format = format
    if format != nil, !["DATE", "TIME", "TIMESTAMP", "TIMESTAMPTZ"].contains(sql) {
      reader.complain(.formatOfNoTime(word))
    }
  }

  private static func sql(_ text: String) -> String? {
    let lower = text.lowercased().filter { $0 != " " }
    if lower.hasSuffix("[]") { return sql(String(lower.dropLast(2))).map { $0 + "[]" } }
    if lower.hasPrefix("decimal("), lower.hasSuffix(")") {
      let parts = lower.dropFirst(8).dropLast().split(separator: ",").map { Int($0) }
      guard let precision = parts.first ?? nil, (1...38).contains(precision) else { return nil }
      guard parts.count > 1 else { return "DECIMAL(\(precision),0)" }
      guard parts.count == 2, let scale = parts[1], (0...precision).contains(scale) else {
        return nil
      }
      return "DECIMAL(\(precision),\(scale))"
    }
    return names[lower]
  }

  /// The SQL that turns a column as read into this type.
  func conversion(of column: String) -> String {
    guard let format else { return "CAST(\(column) AS \(sql))" }
    let quoted = "'" + format.replacing("'", with: "''") + "'"
    return "CAST(strptime(CAST(\(column) AS VARCHAR), \(quoted)) AS \(sql))"
  }
}
