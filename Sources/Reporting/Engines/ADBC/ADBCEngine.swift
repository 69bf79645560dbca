import Diagnostics
import Engines
import NativeLibraries
import Pipeline
import Synchronization
import Tables

/// Steps on any database with an ADBC driver.
///
/// The tables a query reads are copied into temporary tables of a connection; rows come back as Arrow.
/// It suits a database that holds what no other has, or small tables: all that a query reads travels.
actor ADBCEngine: SQLEngine {
  nonisolated let dialect: SQLDialect
  nonisolated let identity: EngineIdentity
  private let setup: EngineSetup
  private let driver: String
  private let entry: String
  private let options: [String: EngineSetting]
  private var opened: (engine: Engine, redaction: Redaction)?
  private var idle: [ADBCSession] = []

  init(
    _ setup: EngineSetup,
    driver: String,
    entry: String,
    dialect: SQLDialect,
    options: [String: EngineSetting]
  ) {
    self.dialect = dialect
    self.setup = setup
    self.driver = driver
    self.entry = entry
    self.options = options
    // What an address is does not decide a query's rows, for all its tables come from the store; the
    // other options may.
    let deciding = options.filter { $0.key != "uri" && !$0.value.isSecret }
      .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    identity = EngineIdentity(
      name: setup.name,
      version: ([driver.split(separator: "/").last.map(String.init) ?? driver] + deciding)
        .joined(separator: " ")
    )
  }

  func run(_ query: EngineQuery) async throws {
    let session = try await take()
    do {
      try await session.perform(query)
      idle.append(session)
    } catch let error as EngineError {
      throw told(error)
    }
  }

  func close() { idle = [] }

  private func take() async throws -> ADBCSession {
    if let session = idle.popLast() { return session }
    let engine = try open()
    do { return ADBCSession(try engine.connect()) } catch { throw unavailable(error.message) }
  }

  private func open() throws(Diagnostic) -> Engine {
    if let opened { return opened.engine }
    var values: [String: String] = [:]
    for (key, setting) in options { values[key] = try setting.value() }
    let redaction = Redaction(
      options.filter(\.value.isSecret).keys.compactMap { values[$0] }.flatMap(\.secretParts)
    )
    let library: NativeLibrary
    do throws(NativeLibraryError) {
      library =
        try driver.contains("/") ? NativeLibrary.open(path: driver) : NativeLibrary.open(driver)
    } catch {
      throw setup.place.unavailable(
        "the driver of the engine '\(setup.name)' cannot be loaded: \(error.message)",
        hint: "give 'driver' the path of the driver's library"
      )
    }
    do throws(EngineError) {
      let engine = try Engine.adbc(
        "adbc",
        library: library,
        entry: entry,
        options: values,
        asksVersion: false
      )
      opened = (engine, redaction)
      return engine
    } catch {
      throw setup.place.unavailable(
        "the engine '\(setup.name)' cannot be opened: \(redaction(error.message))"
      )
    }
  }

  private func unavailable(_ message: String) -> Diagnostic {
    let words = opened?.redaction(message) ?? message
    return setup.place.unavailable("the engine '\(setup.name)' cannot be opened: \(words)")
  }

  /// An error as the template's author should read it.
  private func told(_ error: EngineError) -> any Error {
    var error = error
    if let redaction = opened?.redaction { error.message = redaction(error.message) }
    // SQLSTATE classes: 08 connection, 57P0x the server shuts down.
    let state = error.sqlState ?? ""
    let isGone =
      state.hasPrefix("08") || state.hasPrefix("57P0")
      || ["server closed the connection", "no connection to the server"]
        .contains { error.message.contains($0) }
    guard isGone else { return error }
    return setup.place.unavailable(
      "the engine '\(setup.name)' went away while the query ran",
      hint: "render again when it is back: what is done already is kept"
    )
  }
}

/// A connection and the tables it has been given.
private final class ADBCSession: Sendable {
  private let connection: Connection
  private let tables = Mutex<Set<String>>([])

  init(_ connection: Connection) { self.connection = connection }

  func perform(_ query: EngineQuery) async throws {
    var seen: [String: Output] = [:]
    for input in query.inputs {
      seen[input.table.lowercased()] = input
      let name = Self.name(of: input)
      guard !tables.withLock({ $0.contains(name) }) else { continue }
      let rows = try await query.rows(of: input)
      try await connection.ingest(rows.source, into: name, isTemporary: true)
      tables.withLock { _ = $0.insert(name) }
    }
    if let version = try await connection.serverVersion() { query.note("server", .text(version)) }
    let translated = TranslatedSQL(query.sql, quote: SQL.quote(identifier:)) { name in
      seen[name.lowercased()].map(Self.name)
    }
    do {
      let rows = try await connection.query(translated.sql)
      try await query.write(.empty(rows.schema))
      for try await batch in rows { try await query.write(batch) }
    } catch var error as EngineError {
      error.offset = error.offset.map(translated.offset)
      throw error
    }
  }

  private static func name(of input: Output) -> String { "quire_\(input.digest.hex.prefix(24))" }
}

extension String {
  /// The text and the password in it, of an address such as `postgresql://user:password@host`.
  fileprivate var secretParts: [String] {
    guard let scheme = firstRange(of: "://"), let at = lastIndex(of: "@"), scheme.upperBound < at,
      let colon = self[scheme.upperBound..<at].firstIndex(of: ":")
    else { return [self] }
    let password = String(self[index(after: colon)..<at])
    return [self, password]
  }
}
