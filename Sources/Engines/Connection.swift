public import Tables

/// A connection to an engine: statements run one after another, off Swift's own thread pool.
///
/// Cancelling a task cancels the statement it waits for.
public final class Connection: Sendable {
  let queue: ConnectionQueue
  let isDuckDB: Bool
  private let open = OpenRowsSlot()
  /// Lives as long as something may use its names.
  private let catalogue: Catalogue?

  init(_ connection: ADBCConnection, isDuckDB: Bool, catalogue: Catalogue? = nil) {
    queue = ConnectionQueue(connection)
    self.isDuckDB = isDuckDB
    self.catalogue = catalogue
  }

  /// Runs `sql` and gives its rows as they are asked for.
  ///
  /// - Parameters:
  ///   - sql: One statement, or several: then the rows are the last one's.
  ///   - parameters: Values for `?` or `$1`, `$2`, … in order; allowed with one statement only.
  /// - Returns: The rows; a text without a statement has none, and no columns.
  /// - Throws: `EngineError`.
  public func query(_ sql: String, parameters: [Value] = []) async throws -> BatchStream {
    let ticket = queue.open()
    do {
      let (schema, rows) = try await queue.run(ticket) { [self] in
        let (statement, result) = try start(sql, parameters)
        let rows = OpenRows(result.rows, statement)
        open.rows = rows
        return (result.rows?.schema ?? Schema([]), rows)
      }
      return BatchStream(schema, self, rows, ticket)
    } catch {
      queue.close(ticket)
      throw error
    }
  }

  /// Runs `sql` and reads all its rows.
  ///
  /// - Parameters:
  ///   - sql: As for `query`.
  ///   - parameters: As for `query`.
  /// - Returns: The rows, in as many batches as the engine made.
  /// - Throws: `EngineError`.
  public func table(_ sql: String, parameters: [Value] = []) async throws -> Table {
    let ticket = queue.open()
    defer { queue.close(ticket) }
    return try await queue.run(ticket) { [self] in
      let (statement, result) = try start(sql, parameters)
      let batches = try OpenRows(result.rows, statement).read(rows: .max)
      return Table(schema: result.rows?.schema ?? Schema([]), batches: batches)
    }
  }

  /// Runs `sql` to its end and drops its rows.
  ///
  /// - Parameters:
  ///   - sql: As for `query`.
  ///   - parameters: As for `query`.
  /// - Returns: The number of rows inserted, changed, deleted or copied, when the engine says it; of
  ///   several statements, the last one's.
  /// - Throws: `EngineError`.
  @discardableResult
  public func execute(_ sql: String, parameters: [Value] = []) async throws -> Int64? {
    let ticket = queue.open()
    defer { queue.close(ticket) }
    return try await queue.run(ticket) { [self] in
      let (statement, result) = try start(sql, parameters)
      let rows = OpenRows(result.rows, statement)
      var counted: Int64?
      while let batch = try rows.read(rows: 1).first {
        // How DuckDB reports a change of no rows, and a COPY: one row, one column of this name.
        if batch.schema.names == ["Count"], batch.rowCount == 1, batch.columns[0].type == .int64,
          case .int(let count) = batch.columns[0].value(at: 0)
        {
          counted = count
        }
      }
      return counted ?? result.affected
    }
  }

  /// The version of the server behind the driver; nil when the driver does not tell.
  ///
  /// - Throws: `EngineError`.
  public func serverVersion() async throws -> String? {
    let ticket = queue.open()
    defer { queue.close(ticket) }
    return try await queue.run(ticket) { [self] in
      makeWay()
      return try queue.connection.vendorVersion()
    }
  }

  /// Stops the running statement, the streams that are open and the statements that wait.
  ///
  /// Each ends with `EngineError` of kind `.cancelled`. May be called from any thread; does not wait.
  public func cancel() { queue.cancelAll() }

  /// Starts a statement on the connection's thread, after the open stream, if any, has made way.
  func start(
    _ sql: String,
    _ parameters: [Value]
  ) throws(EngineError) -> (ADBCStatement, (rows: CStreamReader?, affected: Int64?)) {
    makeWay()
    let statement = try ADBCStatement(queue.connection)
    try statement.set(sql: sql)
    if !parameters.isEmpty { try statement.bind(try Self.row(parameters)) }
    return (statement, try statement.execute())
  }

  /// Reads the open stream ahead, since the driver ends it when another statement begins.
  func makeWay() {
    open.rows?.readAhead()
    open.rows = nil
  }

  private static func row(_ parameters: [Value]) throws(EngineError) -> Batch {
    var columns: [Column] = []
    for (index, value) in parameters.enumerated() {
      guard let type = DataType.holding([value]), let column = try? Column(type, [value]) else {
        throw EngineError(
          .unsupported,
          "parameter \(index + 1) cannot be bound: \(value)",
          name: "\(index + 1)"
        )
      }
      columns.append(column)
    }
    let fields = columns.enumerated().map { Field("\($0.offset + 1)", $0.element.type) }
    return Batch(schema: Schema(fields), columns: columns, rowCount: 1)
  }
}

/// The stream that the driver has open, if its reader still wants it; touched on the connection's
/// thread alone.
private final class OpenRowsSlot: @unchecked Sendable {
  weak var rows: OpenRows?
}
