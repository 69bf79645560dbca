/// Tables of DynamoDB, or of a server that speaks its protocol.
///
///     let database = try DynamoDB(in: AWSEnvironment())
///     if try await database.table("students") == nil {
///       try await database.create("students", keys: [DynamoDBKey("user_id", .text)])
///     }
///
/// Every call throws `CloudError` or `CancellationError`. The region and address are those of
/// `AWS_REGION` and `AWS_ENDPOINT_URL_DYNAMODB`; see `AWSEnvironment`.
package struct DynamoDB: Sendable {
  package let client: AWSClient

  /// `attempts`: how often a request is tried; nil for as often as the environment says.
  package init(in environment: AWSEnvironment, attempts: Int? = nil) throws(CloudError) {
    client = try AWSClient(
      .dynamoDB,
      in: environment,
      http: Network(environment),
      backoff: attempts.map { Backoff(attempts: $0) }
    )
  }

  package init(_ client: AWSClient) { self.client = client }

  /// The table of a name; nil when there is none.
  package func table(_ name: String) async throws -> DynamoDBTable? {
    do {
      let answer = try await call("DescribeTable", ["TableName": .string(name)])
      return try answer["Table"].map { json throws(CloudError) in try DynamoDBTable(json) }
    } catch let error as CloudError where error.code == "ResourceNotFoundException" {
      return nil
    }
  }

  /// Makes a table that is paid by request, and waits until it can be written.
  ///
  /// One that somebody else makes at the same time is as good.
  package func create(_ name: String, keys: [DynamoDBKey]) async throws -> DynamoDBTable {
    let schema = zip(keys, ["HASH", "RANGE"]).map { key, role -> JSONValue in
      ["AttributeName": .string(key.name), "KeyType": .string(role)]
    }
    let attributes = keys.map { key -> JSONValue in
      ["AttributeName": .string(key.name), "AttributeType": .string(key.kind.rawValue)]
    }
    do {
      _ = try await call(
        "CreateTable",
        [
          "TableName": .string(name), "BillingMode": "PAY_PER_REQUEST",
          "KeySchema": .array(schema), "AttributeDefinitions": .array(attributes),
        ]
      )
    } catch let error as CloudError where error.code == "ResourceInUseException" {}
    return try await readyTable(name)
  }

  /// Waits until a table that is being made or changed can be written: five minutes at most.
  ///
  /// - Throws: `CloudError` of kind `missing` when it goes while we wait.
  package func readyTable(_ name: String) async throws -> DynamoDBTable {
    let deadline = ContinuousClock.now + .seconds(300)
    var pause = Duration.milliseconds(50)
    while true {
      guard let table = try await table(name) else {
        throw CloudError(
          .missing,
          "DynamoDB: there is no table '\(name)'",
          service: AWSService.dynamoDB.name
        )
      }
      if table.isReady { return table }
      guard ContinuousClock.now < deadline else {
        throw CloudError(
          .server,
          "DynamoDB: the table '\(name)' is still '\(table.status)' after five minutes",
          service: AWSService.dynamoDB.name,
          hint: "try again later"
        )
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(5))
    }
  }

  func call(_ operation: String, _ body: JSONValue) async throws -> JSONValue {
    try await client.json("DynamoDB_20120810.\(operation)", version: "1.0", body)
  }
}
