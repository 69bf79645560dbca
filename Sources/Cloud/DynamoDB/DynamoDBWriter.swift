/// Puts items into a table, whatever it takes: what DynamoDB leaves over is sent again, and a table that
/// is too slow is waited for.
///
/// Putting an item replaces the one of the same key, so a run that was broken off may be repeated from
/// its start. Several calls of `put` may be under way at once.
package struct DynamoDBWriter: Sendable {
  /// The most items of one request.
  package static let batchLimit = 25
  /// The most bytes of one request: 16 MB, less what stands around the items.
  package static let byteLimit = 15 << 20

  private let database: DynamoDB
  private let table: String
  private let backoff: Backoff
  /// How long a table may take nothing at all before we give up.
  private let patience: Duration
  private let now: @Sendable () -> ContinuousClock.Instant

  package init(
    _ database: DynamoDB,
    table: String,
    backoff: Backoff = Backoff(attempts: .max),
    patience: Duration = .seconds(300),
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.database = database
    self.table = table
    self.backoff = backoff
    self.patience = patience
    self.now = now
  }

  /// Puts at most 25 items of different keys, and returns when DynamoDB has every one.
  ///
  /// - Throws: `CloudError`, of kind `throttled` when the table took nothing for as long as we wait.
  package func put(_ items: [JSONValue]) async throws {
    precondition(items.count <= Self.batchLimit, "DynamoDB takes 25 items at once")
    var rest: [JSONValue] = items.map { ["PutRequest": ["Item": $0]] }
    var failures = 0
    var lastProgress = now()
    while !rest.isEmpty {
      var problem: CloudError?
      do {
        let left = try await send(rest)
        if left.count < rest.count {
          failures = 0
          lastProgress = now()
        }
        rest = left
      } catch let error as CloudError where error.kind == .throttled {
        problem = error
      }
      if rest.isEmpty { return }
      guard now() - lastProgress < patience else { throw tired(rest.count, problem) }
      failures += 1
      try await backoff.pause(after: failures)
    }
  }

  /// Sends requests and returns those that were not done.
  private func send(_ requests: [JSONValue]) async throws -> [JSONValue] {
    let answer = try await database.call(
      "BatchWriteItem",
      ["RequestItems": .object([.init(table, .array(requests))])]
    )
    return answer["UnprocessedItems"]?[table]?.items ?? []
  }

  private func tired(_ count: Int, _ problem: CloudError?) -> CloudError {
    CloudError(
      .throttled,
      "DynamoDB: the table '\(table)' took none of \(count) items for \(patience.components.seconds) s",
      service: AWSService.dynamoDB.name,
      code: problem?.code,
      hint: "raise the table's write capacity, then render again: what was written is kept"
    )
  }
}
