import Pipeline
import Tables

/// Tables that are there only until their rows have got to their place.
extension DatabaseWriting {
  private var stagePrefix: String { "quire_stage_\(Fingerprint([table.name]).short)_" }

  func stageName() -> String {
    stagePrefix + String(UInt64.random(in: .min ... .max), radix: 36)
  }

  /// A table that is there only meanwhile, for MySQL, which commits when one is made.
  func withStage<Result: Sendable>(
    _ primaryKey: [String],
    _ remark: String = Self.remark,
    _ body: ((quoted: String, attached: String)) async throws -> Result
  ) async throws -> Result {
    let stage = table.sibling(stageName())
    try await session.runThere(definition(stage.quoted, primaryKey, remark))
    try await session.forgetTables()
    do {
      let result = try await body(stage)
      try await session.runThere("DROP TABLE IF EXISTS \(stage.quoted)")
      return result
    } catch {
      // What cannot be removed now goes with a later run.
      await session.regardless { [session] in
        try await session.runThere("DROP TABLE IF EXISTS \(stage.quoted)")
      }
      throw error
    }
  }

  /// Removes what runs left behind that were killed long ago.
  func removeOldStages() async throws {
    let old = try await session.tableThere(
      "SELECT table_name AS name FROM information_schema.tables "
        + "WHERE table_schema = \(kind.literal(table.schema)) "
        + "AND left(table_name, \(stagePrefix.count)) = \(kind.literal(stagePrefix)) "
        + "AND create_time < now() - INTERVAL 1 DAY"
    )
    for row in 0..<old.rowCount {
      guard let name = old.text(row, 0) else { continue }
      try await session.runThere("DROP TABLE IF EXISTS \(table.sibling(name).quoted)")
    }
  }
}
