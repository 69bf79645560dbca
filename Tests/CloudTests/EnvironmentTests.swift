import Cloud
import Foundation
import Testing

struct EnvironmentTests {
  private func files(config: String = "", credentials: String = "") throws -> [String: String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "aws-\(UUID())")
    try FileManager.default.createDirectory(
      at: folder.appending(path: ".aws"),
      withIntermediateDirectories: true
    )
    try Data(config.utf8).write(to: folder.appending(path: ".aws/config"))
    try Data(credentials.utf8).write(to: folder.appending(path: ".aws/credentials"))
    return ["HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true"]
  }

  private func credentials(_ variables: [String: String], _ http: FakeHTTP = FakeHTTP([]))
    async throws -> AWSCredentials
  {
    let all = variables.merging(["AWS_REGION": "eu-west-1"]) { $1 }
    let client = try AWSClient(.s3, in: AWSEnvironment(all), http: http, now: { 1_715_936_887 })
    return try await client.chain.credentials()
  }

  @Test func `variables win over the files`() async throws {
    let files = try files(
      credentials: "[default]\naws_access_key_id = FILE\naws_secret_access_key = S\n"
    )
    let own = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "T"]
    #expect(try await credentials(files.merging(own) { $1 }).keyID == "ENV")
    #expect(try await credentials(files).keyID == "FILE")
  }

  @Test func `a profile is read from both files`() async throws {
    var variables = try files(
      config: """
        # people
        [profile lake]
        region = ap-northeast-2 ; Seoul
        services = own
        [services own]
        s3 =
          endpoint_url = http://10.0.0.1:9000
        """,
      credentials: "[lake]\naws_access_key_id=K\naws_secret_access_key=a=b#c\n"
    )
    variables["AWS_PROFILE"] = "lake"
    let environment = try AWSEnvironment(variables)
    #expect(environment.region == "ap-northeast-2")
    #expect(environment.endpoint(of: .s3) == "http://10.0.0.1:9000")
    #expect(environment.endpoint(of: .dynamoDB) == nil)
    #expect(try await credentials(variables).secret.reveal() == "a=b#c")
  }

  @Test func `a profile that is not there is an error`() throws {
    let variables = try files().merging(["AWS_PROFILE": "nobody"]) { $1 }
    let error = #expect(throws: CloudError.self) { try AWSEnvironment(variables) }
    #expect(error?.message == "no profile 'nobody' in AWS's settings files")
  }

  @Test func `half of a key is an error that does not show it`() async throws {
    let error = await #expect(throws: CloudError.self) {
      try await credentials(["AWS_SECRET_ACCESS_KEY": "hidden"])
    }
    #expect(error?.message == "the environment has half of a key: 'AWS_ACCESS_KEY_ID' is missing")
  }

  @Test func `without credentials the error says what to set`() async throws {
    let error = await #expect(throws: CloudError.self) { try await credentials(files()) }
    #expect(error?.kind == .noCredentials)
    #expect(error?.hint == "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE")
  }

  @Test func `a container's address is asked with its token`() async throws {
    let body =
      #"{"AccessKeyId":"C","SecretAccessKey":"S","Token":"T","Expiration":"2024-05-17T10:00:00Z"}"#
    let http = FakeHTTP([.init(body: body)])
    let found = try await credentials(
      [
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": "let me in",
      ],
      http
    )
    #expect(found.keyID == "C")
    #expect(found.expiry == 1_715_940_000)
    #expect(http.calls.first?.headers.contains { $0 == ("authorization", "let me in") } == true)
  }

  @Test func `a machine is asked by IMDSv2`() async throws {
    let body =
      #"{"AccessKeyId":"M","SecretAccessKey":"S","Token":"T","Expiration":"2024-05-17T10:00:00Z"}"#
    let http = FakeHTTP([.init(body: "token"), .init(body: "role\n"), .init(body: body)])
    #expect(try await credentials([:], http).keyID == "M")
    #expect(http.calls.map(\.method) == ["PUT", "GET", "GET"])
    #expect(
      http.calls.last?.url
        == "http://169.254.169.254/latest/meta-data/iam/security-credentials/role"
    )
  }

  @Test func `passing credentials are asked for again before they end`() async throws {
    func body(_ key: String, _ end: String) -> FakeHTTP.Reply {
      .init(body: #"{"AccessKeyId":"\#(key)","SecretAccessKey":"S","Expiration":"\#(end)"}"#)
    }
    // Four minutes from now, then an hour.
    let http = FakeHTTP([body("A", "2024-05-17T09:12:07Z"), body("B", "2024-05-17T10:08:07Z")])
    let environment = try AWSEnvironment([
      "AWS_REGION": "eu-west-1", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x",
    ])
    let client = try AWSClient(.s3, in: environment, http: http, now: { 1_715_936_887 })
    #expect(try await client.chain.credentials().keyID == "A")
    #expect(try await client.chain.credentials().keyID == "B")
    #expect(try await client.chain.credentials().keyID == "B")
    #expect(http.calls.count == 2)
  }

  @Test(arguments: [
    ([:], "s3.eu-west-1.amazonaws.com", true),
    (["AWS_ENDPOINT_URL": "http://localhost:1/"], "localhost:1", false),
    (["AWS_ENDPOINT_URL_S3": "https://own:2", "AWS_ENDPOINT_URL": "http://no"], "own:2", true),
    (
      ["AWS_ENDPOINT_URL": "http://no", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"],
      "s3.eu-west-1.amazonaws.com", true
    ),
    (["AWS_REGION": "cn-north-1"], "s3.cn-north-1.amazonaws.com.cn", true),
  ])
  func `an address is found as AWS's tools find it`(
    variables: [String: String],
    host: String,
    isTLS: Bool
  ) throws {
    let all = ["AWS_REGION": "eu-west-1"].merging(variables) { $1 }
    let endpoint = try AWSEndpoint(.s3, in: AWSEnvironment(all))
    #expect(endpoint.host == host)
    #expect(endpoint.isTLS == isTLS)
  }

  @Test func `without a region and an address the error says which to set`() throws {
    let error = #expect(throws: CloudError.self) {
      try AWSEndpoint(.s3, in: AWSEnvironment([:]))
    }
    #expect(error?.hint == "set AWS_REGION, or AWS_ENDPOINT_URL_S3 for a server of your own")
  }

  @Test func `an address that is none is an error`() throws {
    #expect(throws: CloudError.self) {
      try AWSEndpoint(.s3, in: AWSEnvironment(["AWS_ENDPOINT_URL": "localhost:9000"]))
    }
  }
}
