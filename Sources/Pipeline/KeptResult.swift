import Engines
public import Tables

/// A step's result that the store has, for `Step.isStillTrue` to look at.
public struct KeptResult: Sendable {
  public let outputs: [Output]
  let pool: EnginePool

  /// The rows of one of its tables; nil when it has none of that name.
  public func table(_ name: String) async throws -> Table? {
    guard let output = outputs.first(where: { Graph.fold($0.table) == Graph.fold(name) }) else {
      return nil
    }
    return try await pool.withConnection { connection in
      try await connection.table("FROM \(EnginePool.rows(of: output))")
    }
  }
}
