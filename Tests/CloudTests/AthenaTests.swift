import Cloud
import Synchronization
import Testing

struct AthenaTests {
  private static let started = FakeHTTP.Reply(body: #"{"QueryExecutionId": "q1"}"#)

  private static func state(_ word: String, reason: String = "") -> FakeHTTP.Reply {
    .init(
      body: """
        {"QueryExecution": {"QueryExecutionId": "q1", "StatementType": "DML",
          "Status": {"State": "\(word)", "StateChangeReason": "\(reason)"},
          "Statistics": {"DataScannedInBytes": 1048576, "TotalExecutionTimeInMillis": 812},
          "EngineVersion": {"EffectiveEngineVersion": "Athena engine version 3"}}}
        """
    )
  }

  private static func athena(
    _ http: FakeHTTP,
    pause: @escaping @Sendable () async throws -> Void = {}
  )
    throws -> Athena
  {
    Athena(
      try .testing(.athena, http),
      .init(workgroup: "school", database: "lake", output: S3Location("s3://lake/results")),
      pause: { _ in try await pause() }
    )
  }

  private static func operations(_ http: FakeHTTP) -> [String] {
    http.calls.map { call in
      call.headers.first { $0.0 == "x-amz-target" }?.1.replacing("AmazonAthena.", with: "") ?? ""
    }
  }

  @Test func `a query is looked at until it has ended, and its cost is told`() async throws {
    let http = FakeHTTP([
      Self.started, Self.state("QUEUED"), Self.state("RUNNING"), Self.state("SUCCEEDED"),
    ])
    let query = try await Self.athena(http).run("SELECT 1")
    #expect(query.bytesScanned == 1_048_576)
    #expect(query.milliseconds == 812)
    #expect(query.engine == "Athena engine version 3")
    #expect(
      Self.operations(http) == ["StartQueryExecution"]
        + Array(repeating: "GetQueryExecution", count: 3)
    )
    let body = try JSONValue(parsing: http.calls[0].body ?? [])
    #expect(body["QueryString"]?.text == "SELECT 1")
    #expect(body["WorkGroup"]?.text == "school")
    #expect(body["QueryExecutionContext"]?["Database"]?.text == "lake")
    #expect(body["ResultConfiguration"]?["OutputLocation"]?.text == "s3://lake/results/")
    #expect((body["ClientRequestToken"]?.text?.count ?? 0) >= 32)
  }

  @Test func `a table of the catalogue is told with its properties`() async throws {
    let http = FakeHTTP([
      .init(
        body: """
          {"TableMetadata": {"Name": "actions", "Columns": [{"Name": "id", "Type": "bigint"}],
            "PartitionKeys": [{"Name": "dt", "Type": "date"}], "Parameters": {"quire.set": "s3://lake/a/"}}}
          """
      )
    ])
    let table = try #require(try await Self.athena(http).table("actions", in: "school"))
    #expect(table.columnNames == ["id"])
    #expect(table.partitionNames == ["dt"])
    #expect(table.properties == ["quire.set": "s3://lake/a/"])
    let body = try JSONValue(parsing: http.calls[0].body ?? [])
    #expect(body["CatalogName"]?.text == "AwsDataCatalog")
    #expect(body["DatabaseName"]?.text == "school")
    #expect(body["TableName"]?.text == "actions")
  }

  @Test(arguments: ["EntityNotFoundException: Entity Not Found", "Database school not found"])
  func `what is not in the catalogue is no failure`(_ words: String) async throws {
    let reply = FakeHTTP.Reply(
      status: 400,
      body: #"{"__type": "MetadataException", "Message": "\#(words)"}"#
    )
    let athena = try Self.athena(FakeHTTP([reply, reply]))
    #expect(try await athena.table("actions", in: "school") == nil)
    #expect(try await athena.hasDatabase("school") == false)
  }

  @Test func `a catalogue that cannot be asked is a failure`() async throws {
    let http = FakeHTTP([
      .init(status: 400, body: #"{"__type": "MetadataException", "Message": "Rate exceeded"}"#)
    ])
    let error = await #expect(throws: CloudError.self) {
      try await Self.athena(http).hasDatabase("school")
    }
    #expect(error?.message == "Athena: Rate exceeded")
  }

  @Test func `an answer that is lost does not start a second query`() async throws {
    let http = FakeHTTP([FakeHTTP.lost, Self.started, Self.state("SUCCEEDED")])
    _ = try await Self.athena(http).run("SELECT 1")
    let tokens = try http.calls.prefix(2).map {
      try JSONValue(parsing: $0.body ?? [])["ClientRequestToken"]
    }
    #expect(tokens[0] != nil)
    #expect(tokens[0] == tokens[1])
  }

  @Test func `a query that fails tells why`() async throws {
    let reason = "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved"
    let http = FakeHTTP([Self.started, Self.state("FAILED", reason: reason)])
    let error = await #expect(throws: CloudError.self) {
      try await Self.athena(http).run("SELECT x")
    }
    #expect(error?.code == Athena.queryFailed)
    #expect(error?.message == reason)
  }

  @Test func `a cancelled task stops the query at the service`() async throws {
    let http = FakeHTTP([Self.started, Self.state("RUNNING"), .init(body: "{}")])
    let waits = Mutex(false)
    let athena = try Self.athena(http) {
      waits.withLock { $0 = true }
      try await Task.sleep(for: .seconds(60))
    }
    let task = Task { try await athena.run("SELECT 1") }
    while !waits.withLock(\.self) { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(
      Self.operations(http) == ["StartQueryExecution", "GetQueryExecution", "StopQueryExecution"]
    )
    #expect(try JSONValue(parsing: http.calls[2].body ?? [])["QueryExecutionId"]?.text == "q1")
  }

  @Test func `pages follow each other, without the row of names, and NULL is no text`() async throws
  {
    func page(_ rows: String, next: String?) -> FakeHTTP.Reply {
      let token = next.map { #""NextToken": "\#($0)","# } ?? ""
      return .init(
        body: """
          {\(token) "ResultSet": {"Rows": [\(rows)], "ResultSetMetadata": {"ColumnInfo": [
            {"Name": "region", "Type": "varchar", "Precision": 2147483647, "Scale": 0},
            {"Name": "amount", "Type": "decimal", "Precision": 12, "Scale": 2}]}}}
          """
      )
    }
    let head = #"{"Data": [{"VarCharValue": "region"}, {"VarCharValue": "amount"}]}"#
    let first = #"{"Data": [{"VarCharValue": ""}, {"VarCharValue": "1.50"}]}"#
    // Athena repeats no head: this row only looks like one.
    let second = #"{"Data": [{"VarCharValue": "region"}, {}]}"#
    let http = FakeHTTP([
      Self.started, Self.state("SUCCEEDED"), page("\(head), \(first)", next: "t1"),
      page(second, next: nil),
    ])
    let athena = try Self.athena(http)
    let query = try await athena.run("SELECT region, amount FROM sales")
    var pages: [AthenaPage] = []
    for try await page in athena.pages(of: query) { pages.append(page) }
    #expect(pages.map(\.rows) == [[["", "1.50"]], [["region", nil]]])
    #expect(pages[0].columns[1] == AthenaColumn("amount", "decimal", precision: 12, scale: 2))
    #expect(try JSONValue(parsing: http.calls[3].body ?? [])["NextToken"]?.text == "t1")
  }
}
