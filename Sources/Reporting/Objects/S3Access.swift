import Cloud
import Engines
import Tables

/// The way to S3, found at the first need and kept: who asks, where, and what engines know of it.
actor S3Access {
  /// That of the process's own settings.
  static let shared = S3Access()

  private let variables: [String: String]?
  private var known: S3?
  private weak var preparedEngine: Engine?
  private var preparedWith = ""
  private var preparing: Task<Void, any Error>?
  /// The views that the prepared engine has, with what they stand for.
  private var views: [String: String] = [:]

  /// - Parameter variables: Instead of the process's own.
  init(_ variables: [String: String]? = nil) { self.variables = variables }

  /// - Throws: `CloudError` when the settings do not say where S3 is.
  func s3() throws -> S3 {
    if let known { return known }
    let made = try S3(in: environment())
    known = made
    return made
  }

  private func environment() throws(CloudError) -> AWSEnvironment {
    if let variables { return try AWSEnvironment(variables) }
    return try AWSEnvironment()
  }

  /// Loads DuckDB's part for S3 and tells it who asks, and where.
  ///
  /// - Throws: `CloudError`, or `EngineError` when that part is not installed.
  func prepare(_ engine: Engine) async throws {
    try await inTurn { try await self.makeSecret(engine) }
  }

  /// Gives an engine that is prepared a view by a name, over what `source` reads.
  ///
  /// - Throws: `EngineError`, also when the source cannot be read.
  func makeView(_ name: String, _ source: String, _ engine: Engine) async throws {
    try await inTurn { try await self.createView(name, source, engine) }
  }

  /// One after the other: the engine refuses changes that meet.
  private func inTurn(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let previous = preparing
    let task = Task {
      _ = await previous?.result
      try await body()
    }
    preparing = task
    try await task.value
  }

  private func createView(_ name: String, _ source: String, _ engine: Engine) async throws {
    if preparedEngine === engine, views[name] == source { return }
    let view = SQL.quote(identifier: name)
    do {
      try await engine.connect().execute("CREATE OR REPLACE VIEW \(view) AS FROM \(source)")
    } catch var error as EngineError {
      // Its place is in a statement that the author did not write.
      error.offset = nil
      throw error
    }
    if preparedEngine === engine { views[name] = source }
  }

  private func makeSecret(_ engine: Engine) async throws {
    // A query keeps the credentials it began with, and may take long.
    let credentials = try await s3().client.chain.credentials(lasting: 1800)
    let statement = try statement(credentials)
    if preparedEngine === engine, preparedWith == statement { return }
    try engine.load(extension: .httpfs)
    if let file = try environment().certificateFile {
      // Read here first, for an engine that finds none in it says something else.
      _ = try file.certificates()
      let path = SQL.literal(.string(file.path))
      try await engine.connect().execute("SET GLOBAL ca_cert_file = \(path)")
    }
    do { try await engine.connect().execute(statement) } catch is EngineError {
      // Its words could show the secret.
      throw CloudError(.settings, "the engine does not take the credentials for S3")
    }
    if preparedEngine !== engine { views = [:] }
    preparedEngine = engine
    preparedWith = statement
  }

  private func statement(_ credentials: AWSCredentials) throws -> String {
    let client = try s3().client
    let endpoint = client.endpoint
    var options = [
      ("KEY_ID", credentials.keyID), ("SECRET", credentials.secret.reveal()),
      ("REGION", endpoint.region),
    ]
    if let token = credentials.sessionToken { options.append(("SESSION_TOKEN", token.reveal())) }
    if endpoint.isCustom {
      options += [("ENDPOINT", endpoint.host + endpoint.path), ("URL_STYLE", "path")]
    }
    let list = options.map { "\($0) \(SQL.literal(.string($1)))" }.joined(separator: ", ")
    return "CREATE OR REPLACE SECRET quire_s3 (TYPE s3, \(list), USE_SSL \(endpoint.isTLS))"
  }
}
