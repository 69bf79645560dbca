import Diagnostics
import Engines
import Files
import Foundation
import NativeLibraries
import Pipeline
import Synchronization

/// One session on a Spark server: its settings, its temporary views, one query at a time.
final class SparkSession: Sendable {
  private let remote: SparkRemote
  private let library: NativeLibrary
  private let id: String
  let connection: Connection
  /// The names of the views in the session.
  private let views = Mutex<Set<String>>([])
  private let ending = Mutex<Task<Void, Never>?>(nil)

  private init(
    _ remote: SparkRemote,
    _ library: NativeLibrary,
    id: String,
    _ connection: Connection
  ) {
    self.remote = remote
    self.library = library
    self.id = id
    self.connection = connection
  }

  /// Opens a session and makes its settings.
  ///
  /// - Throws: `EngineError`.
  static func open(
    _ remote: SparkRemote,
    _ library: NativeLibrary,
    settings: [(key: String, value: String)]
  ) async throws -> SparkSession {
    let id = UUID().uuidString.lowercased()
    let connection = try await OffPool.run("spark") {
      try engine(remote, library, id).connect()
    }
    let session = SparkSession(remote, library, id: id, connection)
    for (key, value) in settings { try await connection.execute("SET \(key)=\(value)") }
    return session
  }

  private static func engine(
    _ remote: SparkRemote,
    _ library: NativeLibrary,
    _ id: String
  ) throws(EngineError) -> Engine {
    try Engine.adbc(
      "spark",
      library: library,
      options: remote.driverOptions(session: id),
      asksVersion: false
    )
  }

  /// Makes a table known in the session.
  ///
  /// - Throws: `EngineError`.
  func make(_ view: SparkView) async throws {
    guard !views.withLock({ $0.contains(view.name) }) else { return }
    for statement in view.statements { try await connection.execute(statement) }
    views.withLock { _ = $0.insert(view.name) }
  }

  static func quote(_ name: String) -> String {
    "`" + name.replacing("`", with: "``") + "`"
  }

  /// A text as a literal.
  static func literal(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  /// Ends the session and everything that goes on in it, on the server too.
  ///
  /// The driver's own cancel lets go of a query and leaves its job running. The end of a second
  /// connection to the session is the end of the session.
  func end() async {
    let (remote, library, id) = (remote, library, id)
    // Whoever asks waits for it: a program that ends before would leave the job running.
    let task = ending.withLock { ending -> Task<Void, Never> in
      let task =
        ending
        ?? Task.detached {
          try? await OffPool.run("spark-end") {
            let connection = try Self.engine(remote, library, id).connect()
            withExtendedLifetime(connection) {}
          }
        }
      ending = task
      return task
    }
    await task.value
  }
}
