import Diagnostics
import Engines
import Pipeline
import Tables

/// The writing of a table's rows to a database server, in each of the modes of `DatabaseTarget`.
///
/// What differs between the servers: PostgreSQL takes back tables that a transaction made, MySQL ends the
/// transaction when one is made; there a table is filled under another name and renamed.
struct DatabaseWriting: Sendable {
  let target: DatabaseTarget
  let session: DatabaseSession
  let table: ServerTable
  let rows: StoredRows
  /// The step's label: of two steps that append the same rows, each does.
  let step: String

  struct Done: Sendable {
    var inserted = 0
    var updated = 0
  }

  var kind: DatabaseKind { table.kind }
  var span: SourceSpan { target.database.table?.span ?? target.database.place }
  var isPostgres: Bool { kind == .postgresql }

  func write() async throws -> Done {
    try refuseOtherTables()
    if !isPostgres {
      try await session.runThere("SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')")
      try await removeOldStages()
    }
    return switch target.mode {
    case .create: try await create()
    case .append: try await append()
    case .replace: try await replace()
    case .upsert: try await upsert()
    }
  }

  /// A view, or a table whose changes cannot be taken back.
  private func refuseOtherTables() throws {
    guard table.exists else { return }
    let isPlain =
      isPostgres ? ["r", "p"].contains(table.storage) : table.storage.lowercased() == "innodb"
    if isPlain { return }
    throw Diagnostic(
      .error,
      "wrong-table",
      isPostgres || table.storage.isEmpty
        ? "'\(table.name)' is a view or a foreign table"
        : "'\(table.name)' is kept by \(table.storage), which cannot take a failed change back",
      at: span,
      hint: isPostgres || table.storage.isEmpty
        ? "name a table" : "change it: ALTER TABLE \(table.table) ENGINE = InnoDB"
    )
  }

  // MARK: create

  /// The comment of a table that is made here.
  static let remark = "made by quire"

  private func create() async throws -> Done {
    // What is remarked on a table that this step made, so that a second run after a crash knows it.
    let remark = "\(Self.remark) \(try await fingerprint().short)"
    if table.exists {
      if table.comment == remark { return Done(inserted: rows.rowCount) }
      throw Diagnostic(
        .error,
        "target-exists",
        "the table '\(table.name)' is there already, and 'mode: create' changes nothing",
        at: span,
        hint: "name another, or write 'mode: append', 'replace' or 'upsert'"
      )
    }
    return Done(inserted: try await make(primaryKey: [], replacing: false, remark))
  }

  /// Makes the table and fills it; readers see it whole.
  func make(
    primaryKey: [String],
    replacing: Bool,
    _ remark: String = Self.remark
  ) async throws -> Int {
    if isPostgres {
      return try await session.transaction {
        if replacing {
          try await session.runThere("DROP TABLE \(table.quoted)")
          try await forgetAppended()
        }
        try await session.runThere(
          definition(table.quoted, primaryKey)
            + "; COMMENT ON TABLE \(table.quoted) IS \(kind.literal(remark))"
        )
        return try await rows.fill(table.attached)
      }
    }
    return try await withStage(primaryKey, remark) { stage in
      let count = try await rows.fill(stage.attached)
      if replacing {
        let old = table.sibling(stageName())
        try await session.runThere(
          "RENAME TABLE \(table.quoted) TO \(old.quoted), \(stage.quoted) TO \(table.quoted)"
        )
        try await session.runThere("DROP TABLE \(old.quoted)")
        try await forgetAppended()
      } else {
        try await session.runThere("RENAME TABLE \(stage.quoted) TO \(table.quoted)")
      }
      return count
    }
  }

  func definition(
    _ quoted: String,
    _ primaryKey: [String] = [],
    _ remark: String = Self.remark
  ) -> String {
    var parts = rows.columns.map { "\(kind.quote($0.name)) \($0.type)" }
    if !primaryKey.isEmpty {
      parts.append("PRIMARY KEY (\(primaryKey.map(kind.quote).joined(separator: ", ")))")
    }
    let list = parts.joined(separator: ", ")
    return isPostgres
      ? "CREATE TABLE \(quoted) (\(list))"
      : "CREATE TABLE \(quoted) (\(list)) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin "
        + "COMMENT = \(kind.literal(remark))"
  }

  // MARK: replace

  private func replace() async throws -> Done {
    guard table.exists else {
      return Done(inserted: try await make(primaryKey: [], replacing: false))
    }
    let isSame =
      table.columns.count == rows.columns.count
      && rows.columns.allSatisfy { table.has($0.name) }
    guard isSame, try await rows.misfit(table, at: span) == nil else {
      return Done(inserted: try await make(primaryKey: [], replacing: true))
    }
    // The table stays, with its rights, indexes and views; its readers see the old rows until the end.
    let count = try await session.transaction {
      if isPostgres {
        // First of all, so that what is deleted is what is there then.
        try await session.runThere("LOCK TABLE \(table.quoted) IN SHARE ROW EXCLUSIVE MODE")
      }
      try await session.runThere("DELETE FROM \(table.quoted)")
      try await forgetAppended()
      return try await rows.fill(table.attached)
    }
    return Done(inserted: count)
  }
}
