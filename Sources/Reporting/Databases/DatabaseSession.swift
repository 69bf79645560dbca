import Cloud
import Diagnostics
import Engines
import Pipeline
import Tables

/// A connection to a database server, in a DuckDB of its own.
///
/// Of its own, because a server that is lost during a write makes the whole DuckDB unusable, and because
/// the server's secret is then seen by nothing else. The server is attached as `server`.
struct DatabaseSession: Sendable {
  let options: DatabaseOptions
  let address: DatabaseAddress
  private let connection: Connection
  private let spill: String

  /// Connects.
  ///
  /// - Parameters:
  ///   - options: Where the server is.
  ///   - isReadOnly: Whether the server is to refuse every change.
  ///   - context: The step that asks, for what does not fit in memory.
  /// - Throws: `Diagnostic`.
  init(_ options: DatabaseOptions, isReadOnly: Bool, _ context: StepContext) async throws {
    try await self.init(options, isReadOnly: isReadOnly, spill: context.temporaryPath(".spill"))
  }

  /// A second connection to the same server, which may do more than read: ending a query counts as more.
  func another() async throws -> DatabaseSession {
    try await DatabaseSession(options, isReadOnly: false, spill: spill + ".2")
  }

  private init(_ options: DatabaseOptions, isReadOnly: Bool, spill: String) async throws {
    self.options = options
    self.spill = spill
    address = try options.address()
    do throws(EngineError) {
      let engine = try Engine.duckDB(
        EngineOptions(
          memoryLimit: "1GB",
          settings: ["temp_directory": spill]
        )
      )
      try engine.load(extension: options.kind.engineExtension)
      connection = try engine.connect()
    } catch {
      throw Diagnostic(.error, "extension-missing", error.message, at: options.place)
    }
    // What the user's own DuckDB remembers has no say here.
    try await run("SET allow_persistent_secrets = false")
    try await run(
      "CREATE SECRET quire_server (TYPE \(options.kind.type), \(Self.secret(of: address)))"
    )
    let settings = options.kind == .postgresql ? Self.connectionString(of: address) : ""
    try await run(
      "ATTACH \(SQL.literal(.string(settings))) AS server "
        + "(TYPE \(options.kind.type), SECRET quire_server\(isReadOnly ? ", READ_ONLY" : ""))"
    )
  }

  private static func secret(of address: DatabaseAddress) -> String {
    var parts = [
      "HOST \(text(address.host))", "PORT \(address.port)", "USER \(text(address.user))",
      "DATABASE \(text(address.database))",
    ]
    if let password = address.password { parts.append("PASSWORD \(text(password.reveal()))") }
    if address.kind == .mysql {
      parts += address.settings.map {
        "\($0.name.uppercased().replacing("-", with: "_")) \(text($0.value.lowercased(), $0.name, $0.value))"
      }
    }
    return parts.joined(separator: ", ")
  }

  /// `ssl-mode` in small letters, as DuckDB reads it; every other value as it is.
  private static func text(_ lower: String, _ name: String, _ value: String) -> String {
    text(name == "ssl-mode" ? lower.replacing("-", with: "_") : value)
  }

  private static func text(_ text: String) -> String { SQL.literal(.string(text)) }

  /// The settings as libpq reads them.
  private static func connectionString(of address: DatabaseAddress) -> String {
    var settings = address.settings
    if !settings.contains(where: { $0.name == "connect_timeout" }) {
      settings.append(("connect_timeout", "15"))
    }
    if !settings.contains(where: { $0.name == "application_name" }) {
      settings.append(("application_name", "quire"))
    }
    return settings.map { setting in
      let value = setting.value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
      return "\(setting.name)='\(value)'"
    }.joined(separator: " ")
  }

  // MARK: Statements

  /// Runs a statement of DuckDB's; the number of rows changed, when it says it.
  @discardableResult
  func run(_ sql: String) async throws -> Int64? {
    try await told { try await connection.execute(sql) }
  }

  /// The rows of a SELECT of DuckDB's.
  func rows(_ sql: String) async throws -> BatchStream {
    try await told { try await connection.query(sql) }
  }

  func table(_ sql: String) async throws -> Table {
    try await told { try await connection.table(sql) }
  }

  /// Runs statements on the server, in the transaction that is open.
  func runThere(_ sql: String) async throws {
    try await run("CALL \(options.kind.type)_execute('server', \(SQL.literal(.string(sql))))")
  }

  /// The rows of a query that the server runs.
  func tableThere(_ sql: String) async throws -> Table {
    try await table(Self.fromServer(sql, options.kind))
  }

  /// What stands in a statement of DuckDB's for a query that the server runs.
  static func fromServer(_ sql: String, _ kind: DatabaseKind) -> String {
    "FROM \(kind.type)_query('server', \(SQL.literal(.string(sql))))"
  }

  /// Runs `body` in a transaction of the server's; an error takes back all it did.
  func transaction<Result>(_ body: () async throws -> Result) async throws -> Result {
    try await run("BEGIN TRANSACTION")
    do {
      let result = try await body()
      try await run("COMMIT")
      return result
    } catch {
      await rollBack()
      throw error
    }
  }

  /// Ends the open transaction, also when the task is cancelled, so that no lock stays behind.
  private func rollBack() async {
    let connection = connection
    let rolledBack = Task { try await connection.execute("ROLLBACK") }
    // One that fails has nothing to add: the server takes back what is not committed.
    if case .failure = await rolledBack.result { abandon() }
  }

  /// Runs `body` whatever became of the task: what has to be cleared away.
  func regardless(_ body: @escaping @Sendable () async throws -> Void) async {
    _ = await Task { try await body() }.result
  }

  /// Keeps the connection open for as long as the process lives.
  ///
  /// DuckDB ends the process when a database is closed of which a server was lost within a transaction
  /// (1.5.5: an exception leaves the destructor).
  private func abandon() { _ = Unmanaged.passRetained(connection) }

  /// Forgets which tables the server has, after they were changed behind DuckDB's back.
  func forgetTables() async throws {
    try await run(
      options.kind == .postgresql ? "CALL pg_clear_cache()" : "CALL mysql_clear_cache()"
    )
  }

  private func told<Result>(_ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch let error as EngineError {
      if error.kind == .cancelled { throw CancellationError() }
      throw explain(error)
    }
  }

  /// The engine's error in the author's words; for rows that are read later.
  func explain(_ error: EngineError) -> Diagnostic {
    let complaint = DatabaseComplaint(error, address)
    if complaint.tellsOfLoss { abandon() }
    return complaint.diagnostic(options)
  }
}
