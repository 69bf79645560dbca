import Cloud
import Synchronization
import Testing

struct DynamoDBTests {
  private static let throttled = FakeHTTP.Reply(
    status: 400,
    body: #"{"__type":"x#ProvisionedThroughputExceededException","message":"slow"}"#
  )

  private static func left(_ ids: [String]) -> FakeHTTP.Reply {
    let items = ids.map { #"{"PutRequest":{"Item":{"id":{"S":"\#($0)"}}}}"# }
    return .init(body: #"{"UnprocessedItems":{"students":[\#(items.joined(separator: ","))]}}"#)
  }

  private static func item(_ id: String) -> JSONValue { ["id": ["S": .string(id)]] }

  private static func ids(_ call: HTTPCall) throws -> [String] {
    let json = try JSONValue(parsing: call.body ?? [])
    let puts = json["RequestItems"]?["students"]?.items ?? []
    return puts.compactMap { $0["PutRequest"]?["Item"]?["id"]?["S"]?.text }
  }

  @Test func `what a batch leaves over is sent again, and nothing else`() async throws {
    let http = FakeHTTP([Self.left(["b", "c"]), Self.left(["c"]), .init(body: "{}")])
    let waits = Mutex(0)
    let writer = DynamoDBWriter(
      DynamoDB(try .testing(.dynamoDB, http)),
      table: "students",
      backoff: Backoff(attempts: .max) { _ in waits.withLock { $0 += 1 } }
    )
    try await writer.put(["a", "b", "c"].map(Self.item))
    #expect(try http.calls.map(Self.ids) == [["a", "b", "c"], ["b", "c"], ["c"]])
    #expect(waits.withLock(\.self) == 2)
    #expect(
      http.calls[0].headers.contains { $0 == ("x-amz-target", "DynamoDB_20120810.BatchWriteItem") }
    )
  }

  @Test func `a table that throttles for long is waited for`() async throws {
    // More than the client itself tries.
    let http = FakeHTTP(Array(repeating: Self.throttled, count: 11) + [.init(body: "{}")])
    let writer = DynamoDBWriter(
      DynamoDB(try .testing(.dynamoDB, http)),
      table: "students",
      backoff: Backoff(attempts: .max) { _ in }
    )
    try await writer.put([Self.item("a")])
    #expect(http.calls.count == 12)
  }

  @Test func `a table that takes nothing is given up, and the error says how much is left`()
    async throws
  {
    let http = FakeHTTP(Array(repeating: Self.throttled, count: 99))
    let start = ContinuousClock.now
    let minutes = Mutex(0)
    let writer = DynamoDBWriter(
      DynamoDB(try .testing(.dynamoDB, http)),
      table: "students",
      backoff: Backoff(attempts: .max) { _ in minutes.withLock { $0 += 1 } },
      patience: .seconds(180),
      now: { start + .seconds(60) * minutes.withLock(\.self) }
    )
    let error = await #expect(throws: CloudError.self) { try await writer.put([Self.item("a")]) }
    #expect(error?.kind == .throttled)
    #expect(error?.message == "DynamoDB: the table 'students' took none of 1 items for 180 s")
    #expect(minutes.withLock(\.self) == 3)
  }

  @Test func `a table that is not there is nil, and no other error is`() async throws {
    let missing = FakeHTTP.Reply(
      status: 400,
      body: #"{"__type":"x#ResourceNotFoundException","message":"Requested resource not found"}"#
    )
    let denied = FakeHTTP.Reply(
      status: 400,
      body: #"{"__type":"x#UnrecognizedClientException","message":"The token is invalid."}"#
    )
    let database = DynamoDB(try .testing(.dynamoDB, FakeHTTP([missing, denied])))
    #expect(try await database.table("students") == nil)
    let error = await #expect(throws: CloudError.self) { try await database.table("students") }
    #expect(error?.kind == .denied)
  }

  @Test func `a table's key is read in the order partition, sort`() async throws {
    let reply = FakeHTTP.Reply(
      body: """
        {"Table": {"TableStatus": "ACTIVE", "TableId": "t1",
          "AttributeDefinitions": [{"AttributeName": "at", "AttributeType": "N"},
            {"AttributeName": "id", "AttributeType": "S"}],
          "KeySchema": [{"AttributeName": "at", "KeyType": "RANGE"},
            {"AttributeName": "id", "KeyType": "HASH"}]}}
        """
    )
    let database = DynamoDB(try .testing(.dynamoDB, FakeHTTP([reply])))
    let table = try #require(try await database.table("students"))
    #expect(table.keys == [DynamoDBKey("id", .text), DynamoDBKey("at", .number)])
    #expect(table.isReady)
    #expect(table.id == "t1")
  }

  @Test func `counts are added over pages and segments`() async throws {
    let http = FakeHTTP([
      .init(body: #"{"Count": 3, "LastEvaluatedKey": {"id": {"S": "c"}}}"#),
      .init(body: #"{"Count": 2}"#),
    ])
    let database = DynamoDB(try .testing(.dynamoDB, http))
    #expect(try await database.count("students", segments: 1) == 5)
    let second = try JSONValue(parsing: http.calls[1].body ?? [])
    #expect(second["ExclusiveStartKey"] == ["id": ["S": "c"]])
    #expect(second["ConsistentRead"] == true)
    let parts = FakeHTTP(Array(repeating: .init(body: #"{"Count": 2}"#), count: 4))
    #expect(try await DynamoDB(try .testing(.dynamoDB, parts)).count("students", segments: 4) == 8)
  }
}
