public import Diagnostics
public import Engines
public import Tables

/// What a run left: how each step ended, and the tables to read.
///
/// As long as a copy of it lives, the store keeps the results it names.
public struct RunResult: Sendable {
  /// One for each step of the graph, in running order.
  public let steps: [StepResult]
  /// Problems of the run as a whole: a store that cannot be written, say.
  ///
  /// Those of single steps are in `steps`.
  public let diagnostics: [Diagnostic]
  public let duration: Duration
  /// Which engine made the results; nil when it could not even be asked.
  public let engineIdentity: EngineIdentity?
  private let outputs: [String: Output]
  private let pool: EnginePool
  /// Keeps the sweep of another run away.
  private let lease: FileLock?

  init(
    steps: [StepResult],
    diagnostics: [Diagnostic],
    duration: Duration,
    engineIdentity: EngineIdentity?,
    pool: EnginePool,
    lease: FileLock?
  ) {
    self.steps = steps
    self.diagnostics = diagnostics
    self.duration = duration
    self.engineIdentity = engineIdentity
    self.pool = pool
    self.lease = lease
    let all = steps.flatMap(\.outputs).map { (Graph.fold($0.table), $0) }
    outputs = Dictionary(all) { first, _ in first }
  }

  public subscript(id: String) -> StepResult? { steps.first { $0.id == id } }

  /// Whether every step ran or was in the store.
  public var isComplete: Bool { diagnostics.isEmpty && steps.allSatisfy(\.isDone) }

  /// The problems of the run and of all steps, in reading order, each once.
  public var allDiagnostics: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let all = Diagnostic.inReadingOrder(diagnostics + steps.flatMap(\.diagnostics))
    return all.filter { seen.insert($0).inserted }
  }

  /// A table by name, without regard to case; nil when no step that is done made one.
  public func output(_ table: String) -> Output? { outputs[Graph.fold(table)] }

  /// Reads a table, or its first `limit` rows; nil when there is no such table.
  ///
  /// `columns`: the columns to read of it; nil is all.
  ///
  /// - Throws: `EngineError` when its file cannot be read, `Diagnostic` when the engine cannot be
  ///   opened.
  public func table(
    _ name: String,
    limit: Int? = nil,
    columns: [String]? = nil
  ) async throws -> Table? {
    guard let output = output(name) else { return nil }
    let list = columns.map { $0.map(SQL.quote(identifier:)).joined(separator: ", ") }
    let sql = (list.map { "SELECT \($0) " } ?? "") + Self.select(output, limit: limit)
    return try await pool.withConnection { try await $0.table(sql) }
  }

  /// The rows of a table batch by batch, for tables that may not fit in memory.
  public func rows(of name: String) async throws -> BatchStream? {
    guard let output = output(name) else { return nil }
    return try await pool.newConnection().query(Self.select(output, limit: nil))
  }

  /// The engine with a view for every table, for queries over results.
  public func engine() async throws -> Engine {
    try await pool.makeViews(steps.flatMap(\.outputs))
    return try await pool.engine()
  }

  private static func select(_ output: Output, limit: Int?) -> String {
    "FROM \(EnginePool.rows(of: output))" + (limit.map { " LIMIT \($0)" } ?? "")
  }
}
