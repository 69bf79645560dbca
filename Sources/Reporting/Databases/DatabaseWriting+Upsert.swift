import Diagnostics
import Tables

/// Rows that change those of the same key and join the others.
extension DatabaseWriting {
  private var key: [String] {
    target.key.map { column in
      rows.columns.first { $0.name.lowercased() == column.value.lowercased() }?.name ?? column.value
    }
  }

  func upsert() async throws -> Done {
    guard table.exists else {
      return Done(inserted: try await make(primaryKey: key, replacing: false))
    }
    if let misfit = try await rows.misfit(table, at: span) { throw misfit }
    try await refuseWithoutIndex()
    if isPostgres {
      let stage = table.sibling(stageName())
      return try await session.transaction {
        try await session.runThere(definition(stage.quoted, key))
        try await session.forgetTables()
        _ = try await rows.fill(stage.attached)
        let updated = try await matched(stage.quoted)
        let here = rows.columns.map { kind.quote($0.name) }.joined(separator: ", ")
        let there = rows.columns.map { own($0.name) }.joined(separator: ", ")
        try await session.runThere(
          "INSERT INTO \(table.quoted) (\(there)) SELECT \(here) FROM \(stage.quoted) "
            + "ON CONFLICT (\(key.map(own).joined(separator: ", "))) "
            + (others.isEmpty
              ? "DO NOTHING"
              : "DO UPDATE SET "
                + others.map { "\(own($0)) = EXCLUDED.\(own($0))" }.joined(separator: ", "))
            + "; DROP TABLE \(stage.quoted)"
        )
        return Done(inserted: rows.rowCount - updated, updated: updated)
      }
    }
    return try await withStage(key) { stage in
      _ = try await rows.fill(stage.attached)
      let updated = try await matched(stage.quoted)
      let there = rows.columns.map { own($0.name) }.joined(separator: ", ")
      let staged = rows.columns.map { "s.\(kind.quote($0.name))" }.joined(separator: ", ")
      // Not ON DUPLICATE KEY, which would change the row that shares another unique value.
      try await session.transaction {
        if !others.isEmpty {
          try await session.runThere(
            "UPDATE \(table.quoted) t JOIN \(stage.quoted) s ON \(sameKey) SET "
              + others.map { "t.\(own($0)) = s.\(kind.quote($0))" }.joined(separator: ", ")
          )
        }
        try await session.runThere(
          "INSERT INTO \(table.quoted) (\(there)) SELECT \(staged) FROM \(stage.quoted) s "
            + "LEFT JOIN \(table.quoted) t ON \(sameKey) WHERE t.\(own(key[0])) IS NULL"
        )
      }
      return Done(inserted: rows.rowCount - updated, updated: updated)
    }
  }

  /// The columns besides the key.
  private var others: [String] {
    let keys = Set(key)
    return rows.columns.map(\.name).filter { !keys.contains($0) }
  }

  /// A column as the server's table calls it; the stage has the name that it has here.
  private func own(_ column: String) -> String { kind.quote(table.ownName(of: column)) }

  /// That a row `t` of the table has the key of a row `s` of the stage.
  private var sameKey: String {
    key.map { "t.\(own($0)) = s.\(kind.quote($0))" }.joined(separator: " AND ")
  }

  /// How many rows of the table have a key of the stage's.
  private func matched(_ stage: String) async throws -> Int {
    let count = try await session.tableThere(
      "SELECT count(*) AS n FROM \(stage) s JOIN \(table.quoted) t ON \(sameKey)"
    )
    return count.text(0, 0).flatMap { Int($0) } ?? 0
  }

  /// Without an index that makes the key unique nothing says which row is meant.
  private func refuseWithoutIndex() async throws {
    let wanted = Set(key.map { $0.lowercased() })
    let sql =
      isPostgres
      ? """
      SELECT string_agg(a.attname::text, chr(10)) FROM pg_index i \
      JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1]) \
      WHERE i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indisvalid \
      AND n.nspname = \(kind.literal(table.schema)) AND c.relname = \(kind.literal(table.table)) \
      GROUP BY i.indexrelid
      """
      : """
      SELECT group_concat(column_name SEPARATOR '\n') AS names FROM information_schema.statistics \
      WHERE table_schema = \(kind.literal(table.schema)) AND table_name = \(kind.literal(table.table)) \
      AND non_unique = 0 GROUP BY index_name
      """
    let indexes = try await session.tableThere(sql)
    let isThere = (0..<indexes.rowCount).contains { row in
      Set((indexes.text(row, 0) ?? "").lowercased().split(separator: "\n").map(String.init))
        == wanted
    }
    if isThere { return }
    throw Diagnostic(
      .error,
      "bad-key",
      "no unique index of '\(table.name)' is on \(key.joined(separator: ", "))",
      at: target.key.first?.span ?? span,
      hint: "make one: CREATE UNIQUE INDEX ON " + (isPostgres ? "" : "… ")
        + "\(table.name) (\(key.joined(separator: ", ")))"
    )
  }
}
