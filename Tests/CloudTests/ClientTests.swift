import Cloud
import NIOCore
import Synchronization
import Testing

struct ClientTests {
  private static let denied = FakeHTTP.Reply(
    status: 403,
    headers: ["x-amz-request-id": "R1"],
    body: """
      <?xml version="1.0"?>
      <Error><Code>SignatureDoesNotMatch</Code><Message>It does not match.</Message></Error>
      """
  )

  private let place = S3Location(bucket: "lake", key: "a.csv")

  @Test func `what passes is tried again, with growing random waits`() async throws {
    let waits = Mutex<[Duration]>([])
    let throttled = FakeHTTP.Reply(
      status: 400,
      body: #"{"__type":"com.x#ProvisionedThroughputExceededException","message":"slow"}"#
    )
    let http = FakeHTTP([.init(status: 503), FakeHTTP.lost, throttled, .init(body: "{}")])
    let client = try AWSClient.testing(.dynamoDB, http) { wait in waits.withLock { $0.append(wait) }
    }
    #expect(try await client.json("X.Y", version: "1.0", [:]) == [:])
    let seen = waits.withLock(\.self)
    #expect(seen.count == 3)
    for (wait, limit) in zip(seen, [0.2, 0.4, 0.8]) { #expect(wait <= .seconds(limit)) }
  }

  @Test func `the last attempt's error is told`() async throws {
    let http = FakeHTTP(Array(repeating: FakeHTTP.lost, count: 9))
    let s3 = S3(try .testing(.s3, http))
    let error = await #expect(throws: CloudError.self) { try await s3.get(place) }
    #expect(error?.kind == .unreachable)
    #expect(http.calls.count == 4)
  }

  @Test func `a wrong key is not tried again`() async throws {
    let http = FakeHTTP([Self.denied])
    let s3 = S3(try .testing(.s3, http))
    let error = await #expect(throws: CloudError.self) { try await s3.get(place) }
    #expect(error?.kind == .denied)
    #expect(error?.code == "SignatureDoesNotMatch")
    #expect(error?.requestID == "R1")
    #expect(error?.message == "S3: It does not match ('s3://lake/a.csv')")
    #expect(error?.hint == "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile's")
    #expect(http.calls.count == 1)
  }

  @Test func `a list goes on over its pages, in the order of bytes`() async throws {
    func page(_ keys: [String], next: String?) -> FakeHTTP.Reply {
      let contents = keys.map {
        "<Contents><Key>\($0)</Key><ETag>&quot;e&quot;</ETag><Size>3</Size></Contents>"
      }
      let tail = next.map { "<NextContinuationToken>\($0)</NextContinuationToken>" } ?? ""
      let flag = "<IsTruncated>\(next != nil)</IsTruncated>"
      let root = #"<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">"#
      return .init(body: "\(root)\(flag)\(tail)\(contents.joined())</ListBucketResult>")
    }
    let http = FakeHTTP([page(["b&amp;c", "하"], next: "t/1="), page(["a"], next: nil)])
    let s3 = S3(try .testing(.s3, http))
    let objects = try await s3.list(below: S3Location(bucket: "lake", key: ""))
    #expect(objects.map(\.location.key) == ["a", "b&c", "하"])
    #expect(objects.first?.etag == "e")
    #expect(http.calls.last?.url.contains("continuation-token=t%2F1%3D") == true)
  }

  @Test func `a missing bucket is named`() async throws {
    let body = "<Error><Code>NoSuchBucket</Code><Message>gone</Message></Error>"
    let http = FakeHTTP([.init(status: 404, body: body)])
    let s3 = S3(try .testing(.s3, http))
    let error = await #expect(throws: CloudError.self) { try await s3.list(below: place) }
    #expect(error?.message == "there is no bucket 'lake'")
  }

  @Test func `a body that is cut short is taken up where it broke`() async throws {
    let headers = ["etag": "\"e\"", "content-length": "6"]
    let http = FakeHTTP([
      .init(headers: headers, body: "abc"),
      .init(status: 206, headers: ["etag": "\"e\"", "content-length": "3"], body: "def"),
    ])
    let s3 = S3(try .testing(.s3, http))
    let seen = Mutex("")
    let object = try await s3.read(place) { part in
      seen.withLock { $0 += String(buffer: part) }
    }
    #expect(seen.withLock(\.self) == "abcdef")
    #expect(object.byteCount == 6)
    #expect(http.calls.last?.headers.contains { $0 == ("range", "bytes=3-") } == true)
  }

  @Test func `an object that is replaced meanwhile is an error`() async throws {
    let http = FakeHTTP([
      .init(headers: ["etag": "\"e\"", "content-length": "6"], body: "abc"),
      .init(status: 206, headers: ["etag": "\"f\"", "content-length": "3"], body: "xyz"),
    ])
    let s3 = S3(try .testing(.s3, http))
    let error = await #expect(throws: CloudError.self) { try await s3.read(place) { _ in } }
    #expect(error?.message == "the object 's3://lake/a.csv' was replaced while it was read")
  }

  @Test func `AWS's buckets are addressed by host, dotted ones by path`() async throws {
    let http = FakeHTTP([.init(), .init()])
    let s3 = S3(try .testing(.s3, http, ["AWS_ENDPOINT_URL_S3": ""]))
    _ = try await s3.head(place)
    _ = try await s3.head(S3Location(bucket: "my.lake", key: "a.csv"))
    #expect(
      http.calls.map(\.url) == [
        "https://lake.s3.eu-west-1.amazonaws.com/a.csv",
        "https://s3.eu-west-1.amazonaws.com/my.lake/a.csv",
      ]
    )
  }

  @Test(arguments: [
    ("s3://lake/a/b.csv", "lake", "a/b.csv"), ("s3://lake", "lake", ""), ("s3://lake/", "lake", ""),
  ])
  func `a location is read`(text: String, bucket: String, key: String) {
    #expect(S3Location(text) == S3Location(bucket: bucket, key: key))
  }

  @Test(arguments: ["s3:///a", "s3://", "lake/a", "https://lake/a"])
  func `what is no location is not read`(text: String) { #expect(S3Location(text) == nil) }
}
