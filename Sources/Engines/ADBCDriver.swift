import CArrow
import NativeLibraries
import Tables

/// A loaded ADBC driver: its table of functions, and the calls that open and close things.
///
/// The table is written once by the driver's entry point; ADBC drivers allow their functions to be
/// called from any thread, one at a time for each connection.
final class ADBCDriver: @unchecked Sendable {
  let library: NativeLibrary
  let functions: AdbcDriver

  /// Calls the driver's entry point, asking for version 1.1.0 and then for 1.0.0.
  init(_ library: NativeLibrary, entry: String) throws(EngineError) {
    guard let symbol = library.symbol(entry) else {
      throw EngineError(.library, "\(library.path) has no function '\(entry)'")
    }
    typealias Entry =
      @convention(c) (Int32, UnsafeMutableRawPointer?, UnsafeMutablePointer<AdbcError>?) -> UInt8
    let start = unsafeBitCast(symbol, to: Entry.self)
    var table = AdbcDriver()
    var error = AdbcError()
    var status = start(ADBC_VERSION_1_1_0, &table, &error)
    if status != ADBC_STATUS_OK {
      error.release?(&error)
      error = AdbcError()
      table = AdbcDriver()
      status = start(ADBC_VERSION_1_0_0, &table, &error)
    }
    self.library = library
    functions = table
    try Self.check(status, &error, sql: "")
  }

  /// Calls `body` with an empty error, and throws what the driver wrote there.
  static func call(
    sql: String = "",
    _ body: (UnsafeMutablePointer<AdbcError>) throws(EngineError) -> AdbcStatusCode
  ) throws(EngineError) {
    var error = AdbcError()
    let status = try body(&error)
    try check(status, &error, sql: sql)
  }

  private static func check(
    _ status: AdbcStatusCode,
    _ error: inout AdbcError,
    sql: String
  ) throws(EngineError) {
    // Drivers may leave a message even when all went well.
    defer { error.release?(&error) }
    guard status != ADBC_STATUS_OK else { return }
    let text = error.message.map { String(cString: $0) } ?? "the driver gave no reason"
    let state = withUnsafeBytes(of: error.sqlstate) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    throw EngineError(
      reading: text,
      status: status,
      sqlState: state.count == 5 ? state : nil,
      sql: sql
    )
  }

  /// A function of the table, which drivers may leave out.
  func function<Function>(
    _ name: String,
    _ function: Function?
  ) throws(EngineError) -> Function {
    guard let function else {
      throw EngineError(.unsupported, "the driver \(library.path) has no \(name)")
    }
    return function
  }
}

/// An open database, closed when the last engine and connection over it are gone.
final class ADBCDatabase: @unchecked Sendable {
  // Connections are made one at a time for each database by `ADBCConnection.init`'s callers; DuckDB
  // itself allows it from any thread.
  let driver: ADBCDriver
  let pointer: UnsafeMutablePointer<AdbcDatabase>

  /// `showsValues`: whether a complaint about an option may hold its value.
  init(
    _ driver: ADBCDriver,
    options: [(String, String)],
    showsValues: Bool = true
  ) throws(EngineError) {
    self.driver = driver
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: AdbcDatabase())
    let functions = driver.functions
    let new = try driver.function("DatabaseNew", functions.DatabaseNew)
    let set = try driver.function("DatabaseSetOption", functions.DatabaseSetOption)
    let start = try driver.function("DatabaseInit", functions.DatabaseInit)
    let pointer = pointer
    try ADBCDriver.call { (error) in new(pointer, error) }
    for (key, value) in options {
      do {
        try ADBCDriver.call { (error) in set(pointer, key, value, error) }
      } catch {
        let shown = showsValues ? " to '\(value)'" : ""
        throw EngineError(.invalidInput, "setting '\(key)'\(shown): \(error.message)")
      }
    }
    try ADBCDriver.call { (error) in start(pointer, error) }
  }

  deinit {
    var error = AdbcError()
    if pointer.pointee.private_data != nil {
      _ = driver.functions.DatabaseRelease?(pointer, &error)
      error.release?(&error)
    }
    pointer.deallocate()
  }
}

/// An open connection; used by one thread at a time, except for `interrupt()`.
final class ADBCConnection: @unchecked Sendable {
  let database: ADBCDatabase
  let pointer: UnsafeMutablePointer<AdbcConnection>

  var driver: ADBCDriver { database.driver }

  init(_ database: ADBCDatabase) throws(EngineError) {
    self.database = database
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: AdbcConnection())
    let functions = database.driver.functions
    let new = try database.driver.function("ConnectionNew", functions.ConnectionNew)
    let start = try database.driver.function("ConnectionInit", functions.ConnectionInit)
    let pointer = pointer
    try ADBCDriver.call { (error) in new(pointer, error) }
    try ADBCDriver.call { (error) in start(pointer, database.pointer, error) }
  }

  /// Asks the running statement to stop, from any thread.
  ///
  /// Drivers that cannot do it ignore this.
  func interrupt() {
    var error = AdbcError()
    _ = driver.functions.ConnectionCancel?(pointer, &error)
    error.release?(&error)
  }

  /// Whether the user has begun a transaction; false when the driver does not say.
  var isInTransaction: Bool {
    guard let get = driver.functions.ConnectionGetOption else { return false }
    var error = AdbcError()
    var value = [CChar](repeating: 0, count: 16)
    var length = value.count
    let status = get(pointer, "adbc.connection.autocommit", &value, &length, &error)
    error.release?(&error)
    return status == ADBC_STATUS_OK && value.starts(with: "false".utf8CString.dropLast())
  }

  deinit {
    var error = AdbcError()
    if pointer.pointee.private_data != nil {
      _ = driver.functions.ConnectionRelease?(pointer, &error)
      error.release?(&error)
    }
    pointer.deallocate()
  }
}
