import Diagnostics
import Engines
import Tables

/// The engine of a run: opened at the first need, with a connection for each step at work.
actor EnginePool {
  private let source: EngineSource
  private var opened: Result<Engine, Diagnostic>?
  private var idle: [Connection] = []
  private var views: [String: (paths: [String], task: Task<Void, any Error>)] = [:]
  private var lastView: Task<Void, any Error>?

  init(_ source: EngineSource) { self.source = source }

  /// The engine; the first call opens it, which takes some tens of milliseconds.
  ///
  /// - Throws: `Diagnostic`, the same one at every call, when it cannot be opened.
  func engine() throws -> Engine {
    if let opened { return try opened.get() }
    let result: Result<Engine, Diagnostic>
    do { result = .success(try source.open()) } catch let error as EngineError {
      result = .failure(.engineUnavailable(error.message))
    } catch let error as Diagnostic {
      result = .failure(error)
    } catch {
      result = .failure(.engineUnavailable("\(error)"))
    }
    opened = result
    return try result.get()
  }

  func identity() throws -> EngineIdentity {
    let engine = try engine()
    return EngineIdentity(name: engine.name, version: engine.version)
  }

  /// Runs `body` with a connection of its own; one that saw an error is not used again.
  func withConnection<Result: Sendable>(
    _ body: @Sendable (Connection) async throws -> Result
  ) async throws -> Result {
    let connection = try idle.popLast() ?? engine().connect()
    let result = try await body(connection)
    idle.append(connection)
    return result
  }

  /// A connection that the caller keeps, for streams.
  func newConnection() throws -> Connection { try engine().connect() }

  /// Makes tables known to the engine by name, each once; a group becomes a schema.
  func makeViews(_ outputs: [Output]) async throws {
    var tasks: [Task<Void, any Error>] = []
    for output in outputs {
      let key = Graph.fold(output.table)
      if let view = views[key], view.paths == output.paths {
        tasks.append(view.task)
        continue
      }
      // One after the other: the catalogue refuses changes that meet.
      let previous = lastView
      let task = Task { [self] in
        _ = await previous?.result
        try await withConnection { connection in
          do {
            for statement in Self.viewStatements(output) { try await connection.execute(statement) }
          } catch var error as EngineError {
            // Its place is in a statement that the author did not write.
            error.offset = nil
            throw error
          }
        }
      }
      lastView = task
      views[key] = (output.paths, task)
      tasks.append(task)
    }
    for task in tasks { try await task.value }
  }

  /// The statements that make a table's view.
  static func viewStatements(_ output: Output) -> [String] {
    let view = "CREATE OR REPLACE VIEW \(quotedName(output.table)) AS FROM \(rows(of: output))"
    guard let dot = output.table.firstIndex(of: ".") else { return [view] }
    let schema = SQL.quote(identifier: String(output.table[..<dot]))
    return ["CREATE SCHEMA IF NOT EXISTS \(schema)", view]
  }

  /// `"academy"."students"`: the part before the first dot is the schema.
  static func quotedName(_ table: String) -> String {
    table.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      .map { SQL.quote(identifier: String($0)) }.joined(separator: ".")
  }

  /// The expression that reads a table's files.
  static func rows(of output: Output) -> String {
    let paths = output.paths.map { SQL.literal(.string($0)) }.joined(separator: ", ")
    return "read_parquet([\(paths)])"
  }
}
