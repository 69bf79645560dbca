import CArrow
public import NativeLibraries
import Tables

/// How to open a database.
public struct EngineOptions: Sendable, Hashable {
  /// The most memory the engine may take, such as `"2GB"`; nil leaves the engine's default.
  public var memoryLimit: String?
  public var threads: Int?
  /// The database file; nil is a database in memory.
  public var path: String?
  /// Further settings of the engine by name; they override the ones Quire makes.
  public var settings: [String: String]

  public init(
    memoryLimit: String? = nil,
    threads: Int? = nil,
    path: String? = nil,
    settings: [String: String] = [:]
  ) {
    self.memoryLimit = memoryLimit
    self.threads = threads
    self.path = path
    self.settings = settings
  }
}

/// One open database of an ADBC driver, closed when it and its connections are gone.
public final class Engine: Sendable {
  /// A short name, such as `duckdb`.
  public let name: String
  /// The engine's own version, such as `v1.5.5`; part of every fingerprint.
  public let version: String
  let database: ADBCDatabase
  /// Where the names live that its connections make; nil for the database's own catalogue.
  private let catalogue: Catalogue?

  init(name: String, version: String, database: ADBCDatabase, catalogue: Catalogue? = nil) {
    self.name = name
    self.version = version
    self.database = database
    self.catalogue = catalogue
  }

  /// Opens DuckDB, which runs inside this process.
  ///
  /// Extensions are neither fetched nor loaded unless a statement says so, so that no query touches
  /// the network by itself, and the time zone is UTC, so that results do not depend on the machine.
  ///
  /// - Parameter options: Where the database is and what it may use.
  /// - Returns: The open database.
  /// - Throws: `EngineError`, of kind `.library` when DuckDB is not installed.
  public static func duckDB(_ options: EngineOptions = .init()) throws(EngineError) -> Engine {
    let driver = try ADBCDriver(try NativeLibrary.engine("duckdb"), entry: "duckdb_adbc_init")
    var settings = [
      "autoinstall_known_extensions": "false",
      "autoload_known_extensions": "false",
      // Positions, names and candidates of errors come as data, not as pictures.
      "errors_as_json": "true",
    ]
    settings["memory_limit"] = options.memoryLimit
    settings["threads"] = options.threads.map { String(max(1, $0)) }
    settings["path"] = options.path
    settings.merge(options.settings) { _, new in new }
    // The calendar functions' setting is not there before the database is.
    let zone = settings.removeValue(forKey: "TimeZone") ?? "UTC"
    let database = try ADBCDatabase(driver, options: settings.sorted { $0.key < $1.key })
    try ADBCConnection(database).run("SET GLOBAL TimeZone = \(SQL.literal(.string(zone)))")
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?
    let version = driver.library.symbol("duckdb_library_version").flatMap {
      unsafeBitCast($0, to: Version.self)()
    }
    return Engine(
      name: "duckdb",
      version: version.map { String(cString: $0) } ?? "unknown",
      database: database
    )
  }

  /// Opens any other ADBC driver.
  ///
  ///     let spark = try Engine.adbc(
  ///       "spark", library: NativeLibrary.open("spark", file: "libadbc_driver_spark.so"),
  ///       options: ["uri": "sc://127.0.0.1:15102"])
  ///
  /// - Parameters:
  ///   - name: What the engine is called in fingerprints and messages.
  ///   - library: The loaded driver.
  ///   - entry: The driver's entry point.
  ///   - options: The driver's database options. They may hold secrets: a complaint about one names its
  ///     key alone.
  ///   - asksVersion: Whether a connection is opened to ask for the version; without, it is `unknown`.
  /// - Returns: The open database.
  /// - Throws: `EngineError`.
  public static func adbc(
    _ name: String,
    library: NativeLibrary,
    entry: String = "AdbcDriverInit",
    options: [String: String] = [:],
    asksVersion: Bool = true
  ) throws(EngineError) -> Engine {
    let driver = try ADBCDriver(library, entry: entry)
    let database = try ADBCDatabase(
      driver,
      options: options.sorted { $0.key < $1.key },
      showsValues: false
    )
    let version = asksVersion ? try ADBCConnection(database).vendorVersion() : nil
    return Engine(name: name, version: version ?? "unknown", database: database)
  }

  /// Opens a connection; statements of different connections run side by side.
  public func connect() throws(EngineError) -> Connection {
    let connection = try ADBCConnection(database)
    // With DuckDB's own 1 MB its threads wait for the reader more than they scan: 20 million rows of
    // two columns took 362 ms, with 8 MB 180. The setting is one of connections only.
    if name == "duckdb" { try connection.run("SET streaming_buffer_size = '8MB'") }
    if let catalogue { try connection.run("USE \(catalogue.quotedName)") }
    return Connection(connection, isDuckDB: name == "duckdb", catalogue: catalogue)
  }
}
