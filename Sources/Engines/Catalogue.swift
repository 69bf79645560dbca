import Synchronization

/// A catalogue of names within an open database, dropped when nobody uses it any more.
final class Catalogue: Sendable {
  let name: String
  private let database: ADBCDatabase

  private static let count = Atomic(0)

  /// Adds a catalogue in memory to a database.
  init(in database: ADBCDatabase) throws(EngineError) {
    let number = Self.count.add(1, ordering: .relaxed).newValue
    name = "apart_\(number)"
    self.database = database
    try ADBCConnection(database).run(
      "ATTACH ':memory:' AS \(SQL.quote(identifier: name))"
    )
  }

  var quotedName: String { SQL.quote(identifier: name) }

  deinit { try? ADBCConnection(database).run("DETACH DATABASE IF EXISTS \(quotedName)") }
}

extension Engine {
  /// The same open database with names of its own: tables and views that its connections make are
  /// seen by no other.
  ///
  /// Threads and memory are shared, so several runs that go on side by side take no more of them
  /// than one. Only for DuckDB.
  ///
  /// - Throws: `EngineError`.
  public func apart() throws(EngineError) -> Engine {
    Engine(
      name: name,
      version: version,
      database: database,
      catalogue: try Catalogue(in: database)
    )
  }
}
