import CArrow
import Tables

/// One statement on its way through a driver; used by one thread at a time.
final class ADBCStatement {
  let connection: ADBCConnection
  private let pointer: UnsafeMutablePointer<AdbcStatement>
  private var sql = ""

  init(_ connection: ADBCConnection) throws(EngineError) {
    self.connection = connection
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: AdbcStatement())
    let driver = connection.driver
    let new = try driver.function("StatementNew", driver.functions.StatementNew)
    let pointer = pointer
    try ADBCDriver.call { (error) in new(connection.pointer, pointer, error) }
  }

  deinit {
    var error = AdbcError()
    if pointer.pointee.private_data != nil {
      _ = connection.driver.functions.StatementRelease?(pointer, &error)
      error.release?(&error)
    }
    pointer.deallocate()
  }

  /// Sets the text; DuckDB runs all but the last of several statements here.
  func set(sql written: String) throws(EngineError) {
    let sql = SQL.withPlainSpaces(written)
    self.sql = sql
    // C strings end at a NUL: what follows would be left out without a word.
    if let position = sql.utf8.enumerated().first(where: { $0.element == 0 })?.offset {
      throw EngineError(.syntax, "the SQL contains a NUL character", offset: position)
    }
    let driver = connection.driver
    let set = try driver.function("StatementSetSqlQuery", driver.functions.StatementSetSqlQuery)
    try call { (error) in set(pointer, sql, error) }
  }

  func set(option key: String, _ value: String) throws(EngineError) {
    let driver = connection.driver
    let set = try driver.function("StatementSetOption", driver.functions.StatementSetOption)
    try call { (error) in set(pointer, key, value, error) }
  }

  /// Binds one row of parameters.
  func bind(_ row: Batch) throws(EngineError) {
    let driver = connection.driver
    let prepare = try driver.function("StatementPrepare", driver.functions.StatementPrepare)
    let bind = try driver.function("StatementBind", driver.functions.StatementBind)
    try call { (error) in prepare(pointer, error) }
    var schema = ArrowSchema()
    var array = ArrowArray()
    row.schema.export(to: &schema)
    row.export(to: &array)
    // A driver that refuses the row has not taken it.
    defer {
      schema.release?(&schema)
      array.release?(&array)
    }
    try call { (error) in bind(pointer, &array, &schema, error) }
  }

  /// Binds the rows to be ingested.
  func bind(_ writer: CStreamWriter) throws(EngineError) {
    let driver = connection.driver
    let bind = try driver.function("StatementBindStream", driver.functions.StatementBindStream)
    var stream = ArrowArrayStream()
    writer.export(to: &stream)
    defer { stream.release?(&stream) }
    try call { (error) in bind(pointer, &stream, error) }
  }

  /// Runs the statement and gives its rows to be read, with the number of rows affected if known.
  ///
  /// The rows are nil for a text that holds no statement.
  func execute() throws(EngineError) -> (rows: CStreamReader?, affected: Int64?) {
    let driver = connection.driver
    let run = try driver.function("StatementExecuteQuery", driver.functions.StatementExecuteQuery)
    var stream = ArrowArrayStream()
    var affected: Int64 = -1
    try call { (error) in run(pointer, &stream, &affected, error) }
    let known = affected >= 0 ? affected : nil
    guard stream.release != nil else { return (nil, known) }
    do throws(TableError) {
      return (try CStreamReader(moving: &stream), known)
    } catch {
      throw engineError(error)
    }
  }

  /// Runs the statement without asking for rows, as bulk ingest does.
  func executeUpdate() throws(EngineError) -> Int64? {
    let driver = connection.driver
    let run = try driver.function("StatementExecuteQuery", driver.functions.StatementExecuteQuery)
    var affected: Int64 = -1
    try call { (error) in run(pointer, nil, &affected, error) }
    return affected >= 0 ? affected : nil
  }

  /// What a failure to read rows means to the user of an engine.
  func engineError(_ error: TableError) -> EngineError {
    switch error {
    case .stream(_, let message):
      EngineError(reading: message, status: 0, sqlState: nil, sql: sql)
    case .unsupportedFormat(let format, let field):
      EngineError(
        .unsupported,
        "column '\(field)' has a type that Quire does not read (Arrow format '\(format)');"
          + " cast it in the SQL",
        name: field
      )
    case .malformed(let fact):
      EngineError(.other, "the engine returned a malformed table: \(fact)")
    case .valueOutOfType(let value, let type, _):
      EngineError(.conversion, "a value does not fit \(type): \(value)")
    }
  }

  private func call(
    _ body: (UnsafeMutablePointer<AdbcError>) throws(EngineError) -> AdbcStatusCode
  ) throws(EngineError) {
    try ADBCDriver.call(sql: sql, body)
  }
}

extension ADBCConnection {
  /// Runs a statement without rows, on the calling thread.
  func run(_ sql: String) throws(EngineError) {
    let statement = try ADBCStatement(self)
    try statement.set(sql: sql)
    _ = try statement.execute()
  }
}
