import CArrow
import NativeLibraries
public import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A database of DuckDB in which batches can be read by a query as they are made, without being
/// kept.
///
///     let scan = try DuckDBScan(threads: 2, memoryLimit: "200MB")
///     try scan.run("COPY rows TO 'rows.parquet' (FORMAT parquet)", over: source)
///
/// ADBC has no such thing: its bulk ingest fills a table first, whose size is then the memory's.
public final class DuckDBScan: @unchecked Sendable {
  // DuckDB's connections may be interrupted by any thread; all else is called by one.
  private typealias Handle = OpaquePointer
  private typealias Config = UnsafeMutablePointer<Handle?>
  private let library: NativeLibrary
  private var database: Handle?
  private var connection: Handle?

  /// What the batches are called in SQL.
  public static let table = "rows"

  /// Opens a database in memory.
  ///
  /// - Parameters:
  ///   - threads: How many threads DuckDB may use.
  ///   - memoryLimit: How much memory it may use, such as `200MB`.
  ///   - settings: Further ones, as `SET` takes them.
  /// - Throws: `EngineError`.
  public init(
    threads: Int,
    memoryLimit: String,
    settings: [String] = []
  ) throws(EngineError) {
    library = try NativeLibrary.engine("duckdb")
    let open = try function("duckdb_open", as: Open.self)
    guard open(nil, &database) == 0 else { throw EngineError(.other, "cannot open a database") }
    let connect = try function("duckdb_connect", as: Connect.self)
    guard connect(database, &connection) == 0 else {
      throw EngineError(.other, "cannot connect to the database")
    }
    try run("SET autoinstall_known_extensions = false")
    try run("SET autoload_known_extensions = false")
    try run("SET TimeZone = 'UTC'")
    try run("SET errors_as_json = true")
    try run("SET threads = \(max(1, threads))")
    try run("SET memory_limit = \(SQL.literal(.string(memoryLimit)))")
    for setting in settings { try run("SET " + setting) }
  }

  deinit {
    if let disconnect = try? function("duckdb_disconnect", as: Close.self) {
      disconnect(&connection)
    }
    if let close = try? function("duckdb_close", as: Close.self) { close(&database) }
  }

  /// Runs a statement that reads the batches, once, under the name `rows`; blocks meanwhile.
  ///
  /// - Parameters:
  ///   - sql: The statement.
  ///   - source: The batches, pulled by DuckDB's threads, one at a time.
  /// - Throws: `EngineError`, or what the source throws.
  public func run(_ sql: String, over source: BatchSource) throws {
    // DuckDB 1.5 writes past its own memory when a dictionary array is longer than its vectors.
    let hasDictionary = source.schema.fields.contains { $0.type.valueType != $0.type }
    let writer = CStreamWriter(hasDictionary ? source.cut(toRows: 2_048) : source)
    var stream = ArrowArrayStream()
    writer.export(to: &stream)
    defer { stream.release?(&stream) }
    let scan = try function("duckdb_arrow_scan", as: Scan.self)
    let status = withUnsafeMutablePointer(to: &stream) { stream in
      scan(connection, Self.table, stream)
    }
    guard status == 0 else { throw writer.failure ?? EngineError(.other, "cannot read the rows") }
    defer { try? run("DROP VIEW \(Self.table)") }
    do { try run(sql) } catch { throw writer.failure ?? error }
    if let failure = writer.failure { throw failure }
  }

  /// Stops the running statement, from any thread.
  public func interrupt() {
    if let interrupt = try? function("duckdb_interrupt", as: Interrupt.self) {
      interrupt(connection)
    }
  }

  private func run(_ sql: String) throws(EngineError) {
    let query = try function("duckdb_query", as: Query.self)
    let error = try function("duckdb_result_error", as: ResultError.self)
    let destroy = try function("duckdb_destroy_result", as: Destroy.self)
    // A `duckdb_result` has six words.
    let result = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 16)
    result.initializeMemory(as: UInt8.self, repeating: 0, count: 64)
    defer {
      destroy(result)
      result.deallocate()
    }
    guard query(connection, sql, result) != 0 else { return }
    let message = error(result).map { String(cString: $0) } ?? "the statement failed"
    throw EngineError(reading: message, status: 0, sqlState: nil, sql: sql)
  }

  private typealias Open = @convention(c) (UnsafePointer<CChar>?, Config) -> Int32
  private typealias Connect = @convention(c) (Handle?, Config) -> Int32
  private typealias Close = @convention(c) (Config) -> Void
  private typealias Interrupt = @convention(c) (Handle?) -> Void
  private typealias Query =
    @convention(c) (Handle?, UnsafePointer<CChar>, UnsafeMutableRawPointer) -> Int32
  private typealias ResultError = @convention(c) (UnsafeMutableRawPointer) -> UnsafePointer<CChar>?
  private typealias Destroy = @convention(c) (UnsafeMutableRawPointer) -> Void
  private typealias Scan =
    @convention(c) (
      Handle?, UnsafePointer<CChar>, UnsafeMutableRawPointer
    ) -> Int32

  private func function<Function>(
    _ name: String,
    as type: Function.Type
  ) throws(EngineError) -> Function {
    guard let symbol = library.symbol(name) else {
      throw EngineError(.library, "\(library.path) has no \(name)")
    }
    return unsafeBitCast(symbol, to: type)
  }
}
