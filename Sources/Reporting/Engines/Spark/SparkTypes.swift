import Pipeline

/// The types of the embedded engine in Spark's words.
enum SparkTypes {
  /// The columns of a table as they stand in `CREATE VIEW`, so that Spark need not read the file for
  /// them; nil when it must.
  static func columns(_ columns: [Output.Column]) -> String? {
    var parts: [String] = []
    for column in columns {
      guard let type = type(column.type) else { return nil }
      parts.append("\(SparkSession.quote(column.name)) \(type)")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// A type; nil for what Spark has no equal of.
  static func type(_ name: String) -> String? {
    if let plain = plain[name] { return plain }
    if name.hasPrefix("DECIMAL("), name.hasSuffix(")") { return name }
    if name.hasPrefix("ENUM("), name.hasSuffix(")") { return "STRING" }
    if name.hasSuffix("[]") { return type(String(name.dropLast(2))).map { "ARRAY<\($0)>" } }
    if name.hasPrefix("MAP("), name.hasSuffix(")") {
      let parts = EngineTypeText.split(name.dropFirst(4).dropLast())
      guard parts.count == 2, let key = type(parts[0]), let value = type(parts[1]) else {
        return nil
      }
      return "MAP<\(key), \(value)>"
    }
    if name.hasPrefix("STRUCT("), name.hasSuffix(")") {
      var fields: [String] = []
      for part in EngineTypeText.split(name.dropFirst(7).dropLast()) {
        guard let (field, rest) = EngineTypeText.field(part), let inner = type(rest) else {
          return nil
        }
        fields.append("\(SparkSession.quote(field)): \(inner)")
      }
      return "STRUCT<\(fields.joined(separator: ", "))>"
    }
    return nil
  }

  private static let plain = [
    "BOOLEAN": "BOOLEAN", "TINYINT": "TINYINT", "SMALLINT": "SMALLINT", "INTEGER": "INT",
    "BIGINT": "BIGINT", "UTINYINT": "SMALLINT", "USMALLINT": "INT", "UINTEGER": "BIGINT",
    "FLOAT": "FLOAT", "DOUBLE": "DOUBLE", "VARCHAR": "STRING", "BLOB": "BINARY", "DATE": "DATE",
    "TIMESTAMP": "TIMESTAMP_NTZ", "TIMESTAMP WITH TIME ZONE": "TIMESTAMP_LTZ",
  ]
}
