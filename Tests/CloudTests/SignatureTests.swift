import Cloud
import Testing

/// The signatures were computed by botocore 1.x (AWS's own Python library) for the same requests.
struct SignatureTests {
  private func authorization(_ call: HTTPCall?) -> String? {
    call?.headers.first { $0.0 == "authorization" }?.1
  }

  @Test func `a list of objects is signed as botocore signs it`() async throws {
    let list = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
    let http = FakeHTTP([.init(body: list)])
    let s3 = S3(try .testing(.s3, http))
    _ = try await s3.list(below: S3Location(bucket: "lake", key: "study/dt=2024/"))
    let call = try #require(http.calls.first)
    #expect(
      call.url == "http://127.0.0.1:9000/lake?list-type=2&max-keys=1000&prefix=study%2Fdt%3D2024%2F"
    )
    #expect(
      authorization(call)
        == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20240517/eu-west-1/s3/aws4_request, "
        + "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
        + "Signature=9f34c226a14eef3acb9aa86585472ff26238facd92537f1ea304d78795f5940e"
    )
  }

  @Test func `an object with a name in Korean and a session token is signed as botocore signs it`()
    async throws
  {
    let http = FakeHTTP([.init(headers: ["etag": "\"abc\""])])
    let s3 = S3(try .testing(.s3, http, ["AWS_SESSION_TOKEN": "TOKEN/+=="]))
    let place = S3Location(bucket: "lake", key: "dt=2024-01-01/학생 a+b~.csv")
    let object = try await s3.put(Array("a,b\n1,2\n".utf8), to: place)
    #expect(object.etag == "abc")
    let call = try #require(http.calls.first)
    #expect(
      call.url == "http://127.0.0.1:9000/lake/dt%3D2024-01-01/%ED%95%99%EC%83%9D%20a%2Bb~.csv"
    )
    #expect(
      authorization(call)?.hasSuffix(
        "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, "
          + "Signature=1a8d338ca5f08f2e092f88f9c2c6e953b9252be34ebbf7f0dd50201704b7a18f"
      ) == true
    )
  }

  @Test func `a call in the JSON protocol is signed as botocore signs it`() async throws {
    let http = FakeHTTP([.init(body: #"{"TableNames":["a","b"]}"#)])
    let client = try AWSClient.testing(.dynamoDB, http)
    let answer = try await client.json(
      "DynamoDB_20120810.ListTables",
      version: "1.0",
      ["Limit": 10]
    )
    #expect(answer["TableNames"] == ["a", "b"])
    let call = try #require(http.calls.first)
    #expect(call.url == "https://dynamodb.eu-west-1.amazonaws.com/")
    #expect(
      authorization(call)?.hasSuffix(
        "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
          + "Signature=1dcbb40889b7d8b90165c0a0f61a8d995ad96a237ff18c9decbcb12768fdd230"
      ) == true
    )
  }

  @Test func `a secret is never printed`() {
    let credentials = AWSCredentials(
      keyID: "A",
      secret: Secret("hidden"),
      sessionToken: Secret("hidden"),
      source: "the test"
    )
    var dumped = ""
    dump(credentials, to: &dumped)
    let shown = "\(credentials) \(String(reflecting: credentials)) \(dumped)"
    #expect(!shown.contains("hidden"))
    #expect(shown.contains("<secret>"))
    #expect(Secret("hidden").reveal() == "hidden")
  }
}
