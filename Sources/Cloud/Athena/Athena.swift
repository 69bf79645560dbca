import Foundation

/// Athena, which queries files that lie in S3.
///
///     let athena = Athena(client, settings)
///     let query = try await athena.run("SELECT count(*) AS n FROM lake.study")
///     for try await page in athena.pages(of: query) { … }
///
/// Every call throws `CloudError` or `CancellationError`.
package struct Athena: Sendable {
  /// Where queries run and where their results go.
  package struct Settings: Sendable, Hashable {
    /// Nil for Athena's own, `primary`.
    package var workgroup: String?
    package var database: String
    /// Nil where the workgroup says it.
    package var output: S3Location?

    package init(workgroup: String? = nil, database: String, output: S3Location? = nil) {
      self.workgroup = workgroup
      self.database = database
      self.output = output
    }
  }

  private let client: AWSClient
  private let settings: Settings
  private let pause: @Sendable (Duration) async throws -> Void

  /// `pause` sleeps between two looks at a query; tests wait for nothing.
  package init(
    _ client: AWSClient,
    _ settings: Settings,
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.client = client
    self.settings = settings
    self.pause = pause
  }

  /// Runs a statement to its end.
  ///
  /// When the task is cancelled the query is stopped at the service too, before this returns.
  ///
  /// - Throws: `CloudError` of kind `refused` and with `reason` as its message for a query that failed.
  package func run(_ sql: String) async throws -> AthenaExecution {
    let id = try await start(sql)
    do {
      let execution = try await finished(id)
      switch execution.state {
      case .succeeded: return execution
      case .cancelled:
        throw CloudError(
          .conflict,
          "Athena: somebody else cancelled the query \(id)",
          service: AWSService.athena.name
        )
      default:
        throw CloudError(
          .refused,
          execution.reason ?? "Athena does not say why the query \(id) failed",
          service: AWSService.athena.name,
          code: Self.queryFailed
        )
      }
    } catch is CancellationError {
      await stop(id)
      throw CancellationError()
    }
  }

  /// The code of errors that are the query's own.
  package static let queryFailed = "QueryFailed"

  private func start(_ sql: String) async throws -> String {
    var body: [JSONValue.Member] = [
      .init("QueryString", .string(sql)),
      // A request that is sent again because its answer was lost starts no second query.
      .init("ClientRequestToken", .string(UUID().uuidString)),
      .init("QueryExecutionContext", ["Database": .string(settings.database)]),
    ]
    if let workgroup = settings.workgroup { body.append(.init("WorkGroup", .string(workgroup))) }
    if let output = settings.output {
      body.append(
        .init("ResultConfiguration", ["OutputLocation": .string(output.asFolder.description)])
      )
    }
    let answer = try await call("StartQueryExecution", .object(body))
    guard let id = answer["QueryExecutionId"]?.text else {
      throw CloudError(
        .unexpected,
        "Athena starts a query and does not say which",
        service: AWSService.athena.name
      )
    }
    return id
  }

  /// Looks at a query until it has ended; the looks become rarer, from ten a second to one in two seconds.
  private func finished(_ id: String) async throws -> AthenaExecution {
    var wait = 0.1
    while true {
      try Task.checkCancellation()
      let answer = try await call("GetQueryExecution", ["QueryExecutionId": .string(id)])
      let execution = try AthenaExecution(answer)
      switch execution.state {
      case .queued, .running: break
      case .succeeded, .failed, .cancelled: return execution
      }
      try await pause(.seconds(wait))
      wait = min(2, wait * 1.4)
    }
  }

  /// Stops a query, in a task of its own: ours may be cancelled, and then sends nothing any more.
  private func stop(_ id: String) async {
    let stop = Task.detached {
      _ = try? await call("StopQueryExecution", ["QueryExecutionId": .string(id)])
    }
    await stop.value
  }

  func call(_ operation: String, _ body: JSONValue) async throws -> JSONValue {
    try await client.json("AmazonAthena.\(operation)", version: "1.1", body)
  }
}
