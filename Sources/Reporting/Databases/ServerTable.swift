import Diagnostics
import Engines
import Tables

/// A table of a database server: its full name, and its columns when it is there.
struct ServerTable: Sendable {
  struct Column: Sendable {
    let name: String
    /// The server's name of the type.
    let type: String
  }

  let kind: DatabaseKind
  /// The schema (PostgreSQL) or database (MySQL).
  let schema: String
  let table: String
  /// None when there is no such table.
  private(set) var columns: [Column] = []
  /// The engine behind a table of MySQL's.
  private(set) var storage = ""
  /// What is remarked on it.
  private(set) var comment = ""

  /// Looks it up.
  ///
  /// - Throws: `Diagnostic`.
  init(_ options: DatabaseOptions, _ session: DatabaseSession) async throws {
    kind = options.kind
    let path = options.table?.path ?? []
    table = path.last ?? ""
    if path.count > 1 {
      schema = path[0]
    } else {
      let own = options.kind == .postgresql ? "current_schema()" : "database()"
      schema = try await session.tableThere("SELECT \(own) AS name").text(0, 0) ?? "public"
    }
    let found = try await session.tableThere(columnsQuery)
    columns = (0..<found.rowCount).map {
      Column(name: found.text($0, 0) ?? "", type: found.text($0, 1) ?? "")
    }
    storage = found.rowCount > 0 ? found.text(0, 2) ?? "" : ""
    comment = found.rowCount > 0 ? found.text(0, 3) ?? "" : ""
  }

  private var columnsQuery: String {
    switch kind {
    case .postgresql:
      """
      SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), c.relkind::text, \
      obj_description(c.oid, 'pg_class') \
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
      JOIN pg_attribute a ON a.attrelid = c.oid \
      WHERE n.nspname = \(kind.literal(schema)) AND c.relname = \(kind.literal(table)) \
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped \
      ORDER BY a.attnum
      """
    case .mysql:
      """
      SELECT c.column_name AS a, CAST(c.column_type AS CHAR) AS b, t.engine AS c, t.table_comment AS d \
      FROM information_schema.columns c JOIN information_schema.tables t \
      ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
      WHERE c.table_schema = \(kind.literal(schema)) AND c.table_name = \(kind.literal(table)) \
      ORDER BY c.ordinal_position
      """
    }
  }

  var exists: Bool { !columns.isEmpty }

  /// For messages and the account.
  var name: String { "\(schema).\(table)" }

  /// In statements for the server.
  var quoted: String { "\(kind.quote(schema)).\(kind.quote(table))" }

  /// In DuckDB's statements.
  var attached: String { SQL.quote(path: ["server", schema, table]) }

  /// Another table beside it.
  func sibling(_ name: String) -> (quoted: String, attached: String) {
    ("\(kind.quote(schema)).\(kind.quote(name))", SQL.quote(path: ["server", schema, name]))
  }

  /// Whether two names are one to the engine, through which the rows go: capital letters do not count there.
  func same(_ name: String, _ other: String) -> Bool { name.lowercased() == other.lowercased() }

  func has(_ column: String) -> Bool { columns.contains { same($0.name, column) } }

  /// A column's name as the table has it, by whose capital letters PostgreSQL goes; as it is for one that is not there.
  func ownName(of column: String) -> String {
    columns.first { same($0.name, column) }?.name ?? column
  }

  /// The columns that a name may stand for: two when only their capital letters tell them apart.
  func columns(like column: String) -> [String] {
    columns.map(\.name).filter { same($0, column) }
  }
}

extension Table {
  /// A cell's text; nil for a null.
  func text(_ row: Int, _ column: Int) -> String? {
    guard row < rowCount else { return nil }
    let value = value(row: row, column: column)
    return value == .null ? nil : value.displayText
  }
}

extension Diagnostic {
  static func noServerTable(_ table: ServerTable, _ options: DatabaseOptions) -> Self {
    Diagnostic(
      .error,
      "unknown-table",
      "the database has no table '\(table.name)'",
      at: options.table?.span ?? options.place,
      hint: options.kind == .postgresql
        ? "write the schema before it, 'schema.table'; capital letters count" : nil
    )
  }
}
