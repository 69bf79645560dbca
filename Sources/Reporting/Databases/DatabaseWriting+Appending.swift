import Pipeline
import Tables

extension DatabaseWriting {
  /// What these rows are known by in the server, so that a second run of the step finds them.
  ///
  /// It is not the step's fingerprint, which another version of the engine, or another step that this one
  /// waits for, changes although the rows are the same.
  func fingerprint() async throws -> Fingerprint {
    Fingerprint([step, table.name, try await rows.digest().hex])
  }

  private static let records = "quire_stores"

  /// Adds the rows unless a run of the same step has: both are one transaction with its record.
  func append() async throws -> Done {
    let records = table.sibling(Self.records)
    let text = isPostgres ? "text" : "varchar(255) CHARACTER SET ascii"
    try await session.runThere(
      "CREATE TABLE IF NOT EXISTS \(records.quoted) (fingerprint \(isPostgres ? "text" : "char(64)") "
        + "PRIMARY KEY, target \(isPostgres ? text : "varchar(200)") NOT NULL, row_count bigint NOT NULL, "
        + "stored_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP)"
    )
    let target = kind.literal(table.name)
    let print = kind.literal(try await fingerprint().hex)
    var isEmptied = false
    if table.exists {
      let known = try await session.tableThere(
        "SELECT row_count AS n FROM \(records.quoted) WHERE fingerprint = \(print)"
      )
      if known.rowCount > 0 {
        // Rows and record come together: if there are none at all, somebody has removed them.
        let left = try await session.tableThere("SELECT 1 AS n FROM \(table.quoted) LIMIT 1")
        if left.rowCount > 0 || rows.rowCount == 0 { return Done() }
        isEmptied = true
      }
      if let misfit = try await rows.misfit(table, at: span) { throw misfit }
    } else if isPostgres {
      return try await session.transaction {
        // What was added to an earlier table of that name is gone with it.
        try await session.runThere("DELETE FROM \(records.quoted) WHERE target = \(target)")
        try await session.runThere(definition(table.quoted))
        return try await record(records.quoted, print, target)
      }
    } else {
      try await session.runThere("DELETE FROM \(records.quoted) WHERE target = \(target)")
      try await session.runThere(definition(table.quoted))
      try await session.forgetTables()
    }
    return try await session.transaction { [isEmptied] in
      if isEmptied { try await forgetAppended() }
      return try await record(records.quoted, print, target)
    }
  }

  /// Forgets what was added to the table, whose rows are gone.
  func forgetAppended() async throws {
    let found = try await session.tableThere(
      "SELECT 1 AS n FROM information_schema.tables WHERE table_schema = \(kind.literal(table.schema)) "
        + "AND table_name = \(kind.literal(Self.records))"
    )
    if found.rowCount == 0 { return }
    try await session.runThere(
      "DELETE FROM \(table.sibling(Self.records).quoted) WHERE target = \(kind.literal(table.name))"
    )
  }

  private func record(_ records: String, _ print: String, _ target: String) async throws -> Done {
    // First, so that of two runs at the same time one waits here and then sees that it is too late.
    try await session.runThere(
      "INSERT INTO \(records) (fingerprint, target, row_count) VALUES (\(print), \(target), \(rows.rowCount))"
    )
    return Done(inserted: try await rows.fill(table.attached))
  }
}
