import Engines
import Pipeline

/// A column of a stored table on its way to a server: its type there, and what is read for it here.
struct DatabaseColumn: Sendable {
  let name: String
  /// The type in the server's `CREATE TABLE`.
  let type: String
  /// The expression of DuckDB's that gives its values.
  let expression: String

  var quoted: String { SQL.quote(identifier: name) }

  /// Why a column of DuckDB's cannot be stored; nil for one that can.
  struct Refusal: Error {
    let words: String
    let hint: String
  }

  /// The server's column for one of DuckDB's.
  ///
  /// Numbers keep all digits; lists, structs and maps become JSON; MySQL, which has no moments with a
  /// zone, holds them as `datetime` in UTC.
  ///
  /// - Parameters:
  ///   - column: With DuckDB's name of the type, such as `DECIMAL(18,2)`.
  ///   - kind: The server.
  ///   - isKey: Whether the column is part of a key, which MySQL needs to be of a limited length.
  /// - Throws: `Refusal` for a type that the server could not give back as it was.
  init(_ column: Output.Column, _ kind: DatabaseKind, isKey: Bool = false) throws(Refusal) {
    name = column.name
    if let excess = kind.excess(of: column.name) {
      throw Refusal(words: excess, hint: "give it a shorter one in a query")
    }
    let quoted = SQL.quote(identifier: column.name)
    let isPostgres = kind == .postgresql
    func text(_ type: String) -> (String, String) { (type, "CAST(\(quoted) AS VARCHAR)") }
    let longText = isPostgres ? "text" : isKey ? "varchar(255)" : "longtext"
    let upper = column.type.uppercased()
    if upper.hasSuffix("]") || ["STRUCT(", "MAP(", "UNION("].contains(where: upper.hasPrefix)
      || upper == "JSON"
    {
      guard !isKey else {
        throw Refusal(words: "is a \(column.type), which is no key", hint: "name another column")
      }
      (type, expression) =
        isPostgres
        ? ("jsonb", "to_json(\(quoted))") : ("json", "CAST(to_json(\(quoted)) AS VARCHAR)")
      return
    }
    if upper.hasPrefix("DECIMAL(") {
      (type, expression) = (
        column.type.lowercased().replacing("decimal", with: isPostgres ? "numeric" : "decimal"),
        quoted
      )
      let scale = upper.split(separator: ",").last.flatMap { Int($0.filter(\.isNumber)) } ?? 0
      if !isPostgres, scale > 30 {
        throw Refusal(words: "has more than 30 decimals", hint: "cast it to fewer in a query")
      }
      return
    }
    if upper.hasPrefix("ENUM(") {
      (type, expression) = text(longText)
      return
    }
    switch upper {
    case "BOOLEAN": (type, expression) = ("boolean", quoted)
    case "TINYINT": (type, expression) = (isPostgres ? "smallint" : "tinyint", quoted)
    case "UTINYINT": (type, expression) = (isPostgres ? "smallint" : "tinyint unsigned", quoted)
    case "SMALLINT": (type, expression) = ("smallint", quoted)
    case "USMALLINT": (type, expression) = (isPostgres ? "integer" : "smallint unsigned", quoted)
    case "INTEGER": (type, expression) = (isPostgres ? "integer" : "int", quoted)
    case "UINTEGER": (type, expression) = (isPostgres ? "bigint" : "int unsigned", quoted)
    case "BIGINT": (type, expression) = ("bigint", quoted)
    case "UBIGINT":
      (type, expression) =
        isPostgres
        ? ("numeric(20,0)", "CAST(\(quoted) AS DECIMAL(20,0))") : ("bigint unsigned", quoted)
    // MySQL rounds what it shows of a `float`.
    case "FLOAT":
      (type, expression) =
        isPostgres ? ("real", quoted) : ("double", "CAST(\(quoted) AS DOUBLE)")
    case "DOUBLE": (type, expression) = (isPostgres ? "double precision" : "double", quoted)
    case "VARCHAR": (type, expression) = (longText, quoted)
    case "BLOB":
      (type, expression) = (isPostgres ? "bytea" : isKey ? "varbinary(255)" : "longblob", quoted)
    case "DATE": (type, expression) = ("date", quoted)
    case "TIME": (type, expression) = (isPostgres ? "time" : "time(6)", quoted)
    case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS":
      (type, expression) =
        (isPostgres ? "timestamp" : "datetime(6)", "CAST(\(quoted) AS TIMESTAMP)")
    case "TIMESTAMP WITH TIME ZONE":
      (type, expression) =
        isPostgres ? ("timestamptz", quoted) : ("datetime(6)", "(\(quoted) AT TIME ZONE 'UTC')")
    case "UUID": (type, expression) = isPostgres ? ("uuid", quoted) : text("char(36)")
    case "INTERVAL" where isPostgres: (type, expression) = ("interval", quoted)
    case "TIMESTAMP_NS":
      throw Refusal(
        words: "counts nanoseconds, and \(kind.name) microseconds",
        hint: "cast it to TIMESTAMP in a query"
      )
    default:
      throw Refusal(
        words: "is a \(column.type), for which \(kind.name) has no type",
        hint: "cast it to another type in a query"
      )
    }
  }
}
