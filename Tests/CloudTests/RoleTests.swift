@testable import Cloud
import Foundation
import Testing

/// Credentials that are asked for by way of others: roles, single sign-on, programs.
struct RoleTests {
  /// A home folder with AWS's files; `now` is 2024-05-17 09:08:07 UTC.
  private struct Home {
    let folder = FileManager.default.temporaryDirectory.appending(path: "aws-\(UUID())")

    init(_ config: String) throws { try write(config, to: ".aws/config") }

    func write(_ text: String, to path: String) throws {
      let file = folder.appending(path: path)
      let parent = file.deletingLastPathComponent()
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    func credentials(
      _ profile: String,
      _ http: FakeHTTP = FakeHTTP([]),
      _ more: [String: String] = [:]
    ) async throws -> AWSCredentials {
      var variables = [
        "HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "eu-west-1",
        "AWS_PROFILE": profile, "PATH": "/usr/bin:/bin",
      ]
      variables.merge(more) { $1 }
      let client = try AWSClient(
        .s3,
        in: AWSEnvironment(variables),
        http: http,
        now: { 1_715_936_887 }
      )
      return try await client.chain.credentials()
    }

    func error(
      _ profile: String,
      _ http: FakeHTTP = FakeHTTP([]),
      _ more: [String: String] = [:]
    ) async -> CloudError? {
      await #expect(throws: CloudError.self) { try await credentials(profile, http, more) }
    }
  }

  private static func answer(_ key: String, _ action: String = "AssumeRole") -> FakeHTTP.Reply {
    .init(
      body: """
        <\(action)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(action)Result>
        <AssumedRoleUser><Arn>a</Arn></AssumedRoleUser>
        <Credentials><AccessKeyId>\(key)</AccessKeyId><SecretAccessKey>S\(key)</SecretAccessKey>
        <SessionToken>T\(key)</SessionToken><Expiration>2024-05-17T10:08:07Z</Expiration></Credentials>
        </\(action)Result></\(action)Response>
        """
    )
  }

  private static let chain = """
    [profile lake]
    role_arn = arn:aws:iam::1:role/reader
    source_profile = middle
    external_id = e/1
    role_session_name = report
    duration_seconds = 900
    [profile middle]
    role_arn = arn:aws:iam::2:role/middle
    source_profile = base
    [profile base]
    aws_access_key_id = BASE
    aws_secret_access_key = secret
    """

  @Test func `a role is assumed by the role of its source_profile`() async throws {
    let http = FakeHTTP([Self.answer("MIDDLE"), Self.answer("LAKE")])
    let found = try await Home(Self.chain).credentials("lake", http)
    #expect(found.keyID == "LAKE")
    #expect(found.sessionToken?.reveal() == "TLAKE")
    #expect(found.expiry == 1_715_940_487)
    #expect(
      found.source
        == "the profile 'lake' (role_arn), by the profile 'middle' (role_arn), by the profile 'base'"
    )
    #expect(
      http.calls.map(\.url) == Array(repeating: "https://sts.eu-west-1.amazonaws.com/", count: 2)
    )
    let bodies = http.calls.map { String(decoding: $0.body ?? [], as: UTF8.self) }
    #expect(bodies[0].contains("RoleArn=arn%3Aaws%3Aiam%3A%3A2%3Arole%2Fmiddle"))
    #expect(bodies[0].contains("RoleSessionName=quire-1715936887"))
    for part in ["ExternalId=e%2F1", "RoleSessionName=report", "DurationSeconds=900"] {
      #expect(bodies[1].contains(part))
    }
    let signers = http.calls.map { $0.headers.first { $0.0 == "authorization" }?.1 ?? "" }
    #expect(signers[0].contains("Credential=BASE/20240517/eu-west-1/sts/"))
    #expect(signers[1].contains("Credential=MIDDLE/"))
  }

  @Test func `a profile may assume its role with its own keys`() async throws {
    let home = try Home(
      "[profile a]\nrole_arn = r\nsource_profile = a\naws_access_key_id = A\naws_secret_access_key = S\n"
    )
    let http = FakeHTTP([Self.answer("R")])
    #expect(try await home.credentials("a", http).keyID == "R")
    #expect(http.calls[0].headers.contains { $0.1.contains("Credential=A/") })
  }

  @Test func `a role may be assumed with the container's credentials`() async throws {
    let home = try Home("[profile a]\nrole_arn = r\ncredential_source = EcsContainer\n")
    let body = #"{"AccessKeyId":"C","SecretAccessKey":"S","Token":"T"}"#
    let http = FakeHTTP([.init(body: body), Self.answer("R")])
    let more = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"]
    #expect(try await home.credentials("a", http, more).keyID == "R")
    #expect(http.calls[1].headers.contains { $0 == ("x-amz-security-token", "T") })
  }

  @Test(arguments: [
    (
      "role_arn = r\n",
      "the role of the profile 'a' needs either 'source_profile' or 'credential_source'"
    ),
    (
      "role_arn = r\nsource_profile = b\n",
      "no profile 'b', the source_profile of 'a', in AWS's settings files"
    ),
    (
      "role_arn = r\nsource_profile = c\n[profile c]\nrole_arn = s\nsource_profile = a\n",
      "the profiles 'a', 'c' are each other's source_profile"
    ),
    (
      "role_arn = r\nsource_profile = c\n[profile c]\nregion = x\n",
      "the profile 'c', the source_profile of 'a', has no credentials"
    ),
    (
      "role_arn = r\nsource_profile = a\nmfa_serial = arn:x\n",
      "the role of the profile 'a' asks for the code of a device (mfa_serial), which quire cannot ask you for"
    ),
    (
      "role_arn = r\ncredential_source = Moon\n", "the profile 'a' has an unknown credential_source"
    ),
    (
      "role_arn = r\ncredential_source = Environment\n",
      "the credential_source of the profile 'a', Environment, has no credentials"
    ),
    (
      "role_arn = r\nsource_profile = a\nduration_seconds = 60\n",
      "the duration_seconds of the profile 'a' are no number from 900 to 43200"
    ),
  ])
  func `a role that cannot be assumed is told by its profile`(
    config: String,
    message: String
  ) async throws {
    #expect(await (try Home("[profile a]\n" + config)).error("a")?.message == message)
  }

  @Test func `who may not assume a role is told so`() async throws {
    let body = """
      <ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>
      <Message>User x is not authorized.</Message></Error><RequestId>1</RequestId></ErrorResponse>
      """
    let http = FakeHTTP([Self.answer("MIDDLE"), .init(status: 403, body: body)])
    let error = await (try Home(Self.chain)).error("lake", http)
    #expect(error?.kind == .denied)
    #expect(
      error?.message
        == "the role 'arn:aws:iam::1:role/reader' cannot be assumed: STS: User x is not authorized"
    )
    #expect(error?.hint == "ask for the right to assume it")
  }

  @Test func `a pod's token is worth its role, without a signature`() async throws {
    let home = try Home("[profile a]\naws_access_key_id = K\naws_secret_access_key = S\n")
    try home.write("to.ken\n", to: "token")
    let http = FakeHTTP([Self.answer("POD", "AssumeRoleWithWebIdentity")])
    let variables = [
      "AWS_ROLE_ARN": "arn:r", "AWS_ROLE_SESSION_NAME": "pod-1",
      "AWS_WEB_IDENTITY_TOKEN_FILE": home.folder.appending(path: "token").path,
    ]
    let found = try await home.credentials("a", http, variables)
    #expect(found.keyID == "POD")
    #expect(found.source == "the role 'arn:r' (AWS_WEB_IDENTITY_TOKEN_FILE)")
    let call = try #require(http.calls.first)
    #expect(!call.headers.contains { $0.0 == "authorization" })
    #expect(
      String(decoding: call.body ?? [], as: UTF8.self)
        == "Action=AssumeRoleWithWebIdentity&RoleArn=arn%3Ar&RoleSessionName=pod-1&Version=2011-06-15"
        + "&WebIdentityToken=to.ken"
    )
    let alone = ["AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere"]
    #expect(
      await home.error("a", http, alone)?.message
        == "AWS_WEB_IDENTITY_TOKEN_FILE is set, and AWS_ROLE_ARN is not"
    )
    let missing = await home.error("a", http, alone.merging(["AWS_ROLE_ARN": "r"]) { $1 })
    #expect(missing?.message.contains("'/nowhere'") == true)
  }

  private static let signOn = """
    [profile people]
    sso_session = corp
    sso_account_id = 123
    sso_role_name = reader
    [sso-session corp]
    sso_region = us-west-2
    sso_start_url = https://corp.example/start
    """
  /// The SHA-1 of `corp`.
  private static let cached = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"

  @Test func `single sign-on gives credentials for the token in the cache`() async throws {
    let home = try Home(Self.signOn)
    let name = Self.cached
    try home.write(#"{"accessToken":"tok","expiresAt":"2024-05-17T12:00:00Z"}"#, to: name)
    let body = """
      {"roleCredentials":{"accessKeyId":"K","secretAccessKey":"S","sessionToken":"T",
      "expiration":1715940000000}}
      """
    let http = FakeHTTP([.init(body: body)])
    let found = try await home.credentials("people", http)
    #expect(found.keyID == "K")
    #expect(found.expiry == 1_715_940_000)
    #expect(found.source == "the profile 'people' (single sign-on)")
    let call = try #require(http.calls.first)
    #expect(
      call.url == "https://portal.sso.us-west-2.amazonaws.com/federation/credentials"
        + "?account_id=123&role_name=reader"
    )
    #expect(call.headers.contains { $0 == ("x-amz-sso_bearer_token", "tok") })
    #expect(!call.headers.contains { $0.0 == "authorization" })
  }

  @Test func `a sign-on that is missing, over or refused names the command`() async throws {
    let home = try Home(Self.signOn)
    let missing = await home.error("people")
    #expect(missing?.message == "nobody has signed on for the profile 'people'")
    #expect(missing?.hint == "run: aws sso login --profile people")
    try home.write(#"{"accessToken":"tok","expiresAt":"2024-05-17T09:00:00UTC"}"#, to: Self.cached)
    let over = await home.error("people")
    #expect(over?.message == "the sign-on of the profile 'people' has ended")
    try home.write(#"{"accessToken":"tok","expiresAt":"2024-05-17T10:00:00UTC"}"#, to: Self.cached)
    let http = FakeHTTP([.init(status: 401, body: #"{"message":"Session token not found"}"#)])
    let refused = await home.error("people", http)
    #expect(refused?.message == "the sign-on of the profile 'people' has ended")
    #expect(refused?.hint == "run: aws sso login --profile people")
  }

  @Test func `a program prints credentials and is run without a shell`() async throws {
    let home = try Home("")
    // The second argument would be two words, and the third a variable, in a shell.
    try home.write(
      """
      [profile tool]
      credential_process = /bin/sh "\(home.folder.path)/a tool" 'x y' $HOME
      """,
      to: ".aws/config"
    )
    try home.write(
      #"""
      test "$1" = "x y" -a "$2" = '$HOME' || exit 7
      echo secret-of-mine >&2
      echo '{"Version":1,"AccessKeyId":"P","SecretAccessKey":"S","SessionToken":"T",'
      echo '"Expiration":"2024-05-17T10:08:07Z"}'
      """#,
      to: "a tool"
    )
    let found = try await home.credentials("tool")
    #expect(found.keyID == "P")
    #expect(found.sessionToken?.reveal() == "T")
    #expect(found.expiry == 1_715_940_487)
    #expect(found.source == "the profile 'tool' (credential_process)")
  }

  @Test(arguments: [
    ("/bin/sh -c 'echo hidden; echo hidden >&2; exit 3'", "ended with exit code 3"),
    ("/bin/sh -c 'kill -9 $$'", "ended with signal 9"),
    ("/bin/echo hidden", "prints no credentials of version 1 as JSON"),
    (
      #"/bin/echo '{"Version":2,"AccessKeyId":"A","SecretAccessKey":"hidden"}'"#,
      "prints no credentials of version 1 as JSON"
    ),
    (
      #"/bin/echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"hidden","Expiration":"2024-05-17T09:00:00Z"}'"#,
      "gives credentials that have ended"
    ),
    ("/nowhere/hidden", "names no program that is there"),
    ("/bin/echo 'hidden", "is no command: a quotation mark is missing"),
    ("/bin/cat /dev/zero", "prints more than a megabyte"),
  ])
  func `a program that fails is told without what it printed`(
    command: String,
    words: String
  ) async throws {
    let error = await (try Home("[profile a]\ncredential_process = \(command)\n")).error("a")
    #expect(error?.message == "the credential_process of the profile 'a' \(words)")
    #expect(error.map { "\($0)".contains("hidden") } == false)
  }

  @Test func `a program that does not end is ended when the task is cancelled`() async throws {
    let home = try Home("")
    let mark = home.folder.appending(path: "begun").path
    try home.write(
      "[profile a]\ncredential_process = /bin/sh -c 'echo $$ > \(mark); sleep 1000'\n",
      to: ".aws/config"
    )
    let search = Task { try await home.credentials("a") }
    var process: Int32?
    while process == nil {
      try await Task.sleep(for: .milliseconds(20))
      let text = (try? String(contentsOfFile: mark, encoding: .utf8)) ?? ""
      process = text.hasSuffix("\n") ? Int32(text.dropLast()) : nil
    }
    search.cancel()
    await #expect(throws: CancellationError.self) { try await search.value }
    #expect(kill(try #require(process), 0) != 0)
  }

  @Test func `a program that closes its output and goes on is ended at the limit`() async throws {
    var program = CredentialProcess(
      "/bin/sh -c 'exec >&-; sleep 1000'",
      of: "a",
      ["PATH": "/usr/bin:/bin"],
      now: 0
    )
    program.limit = 1
    let error = await #expect(throws: CloudError.self) { try await program.credentials() }
    #expect(error?.message.hasSuffix("has not ended after 1 seconds") == true)
  }

  @Test func `old credentials are good until their end when new ones cannot be had`() async throws {
    let body = #"{"AccessKeyId":"A","SecretAccessKey":"S","Expiration":"2024-05-17T09:12:07Z"}"#
    let http = FakeHTTP([.init(body: body), .init(status: 500)])
    let environment = try AWSEnvironment([
      "AWS_REGION": "eu-west-1", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x",
    ])
    let client = try AWSClient(.s3, in: environment, http: http, now: { 1_715_936_887 })
    #expect(try await client.chain.credentials().keyID == "A")
    #expect(try await client.chain.credentials().keyID == "A")
    #expect(http.calls.count == 2)
  }
}
