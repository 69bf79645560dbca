/// The types of the embedded engine in the words of Hive, in which Athena describes tables.
enum AthenaTypes {
  /// A type; nil for what Athena cannot read from a Parquet file without changing it.
  static func type(_ name: String) -> String? {
    if let plain = plain[name] { return plain }
    if name.hasPrefix("DECIMAL("), name.hasSuffix(")") {
      return "decimal" + name.dropFirst(7)
    }
    if name.hasPrefix("ENUM("), name.hasSuffix(")") { return "string" }
    if name.hasSuffix("[]") { return type(String(name.dropLast(2))).map { "array<\($0)>" } }
    if name.hasPrefix("MAP("), name.hasSuffix(")") {
      let parts = EngineTypeText.split(name.dropFirst(4).dropLast())
      guard parts.count == 2, let key = type(parts[0]), let value = type(parts[1]) else {
        return nil
      }
      return "map<\(key),\(value)>"
    }
    if name.hasPrefix("STRUCT("), name.hasSuffix(")") {
      var fields: [String] = []
      for part in EngineTypeText.split(name.dropFirst(7).dropLast()) {
        guard let (field, rest) = EngineTypeText.field(part), let inner = type(rest),
          field.utf8.allSatisfy({ $0.isHiveWord })
        else { return nil }
        fields.append("\(field):\(inner)")
      }
      return "struct<\(fields.joined(separator: ","))>"
    }
    return nil
  }

  /// A type for a column that folders say, whose values are texts: whole numbers without a sign have one.
  static func partitionType(_ name: String) -> String? {
    switch name {
    case "UTINYINT": "smallint"
    case "USMALLINT": "int"
    case "UINTEGER": "bigint"
    default: type(name)
    }
  }

  /// Whole numbers without a sign, moments with a zone, times of day and lengths of time are left out.
  private static let plain = [
    "BOOLEAN": "boolean", "TINYINT": "tinyint", "SMALLINT": "smallint", "INTEGER": "int",
    "BIGINT": "bigint", "FLOAT": "float", "DOUBLE": "double", "VARCHAR": "string",
    "BLOB": "binary", "DATE": "date", "TIMESTAMP": "timestamp",
  ]
}

extension UInt8 {
  fileprivate var isHiveWord: Bool {
    (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
      || self == UInt8(ascii: "_")
  }
}
