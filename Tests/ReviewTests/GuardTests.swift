import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Reporting
import Testing

@testable import Review

@Suite struct `Who may ask` {
  @Test(arguments: [
    ("localhost", "localhost"), ("LocalHost:8484", "localhost"), ("[::1]:80", "::1"),
    ("127.0.0.1:1", "127.0.0.1"), ("a-b.example", "a-b.example"),
  ])
  func `the name of a host stands before its port`(_ authority: String, _ name: String) {
    #expect(HostRule.name(of: authority) == name)
  }

  @Test(arguments: [
    "", ":80", "localhost:", "localhost:x", "localhost:+1", "localhost:70000", "localhost:80:80",
    "user@localhost", "localhost@evil.example", "[::1", "[::1]x", "[localhost]", "::1", "a b",
    "lоcalhost", "a,b", "a/b", "localhost#",
  ])
  func `what is no name and port is no host`(_ authority: String) {
    #expect(HostRule.name(of: authority) == nil)
  }

  @Test func `tokens are the same or not`() {
    #expect(TokenRule.isSame("abc", "abc"))
    for other in ["", "ab", "abcd", "abd", "ABC"] { #expect(!TokenRule.isSame("abc", other)) }
    let tokens = Set((0..<100).map { _ in TokenRule.newToken() })
    #expect(tokens.count == 100)
    #expect(tokens.allSatisfy { $0.utf8.count == 32 })
  }

  @Test func `a token that can be guessed is for this machine alone`() throws {
    func check(_ token: ReviewOptions.Token, _ isLoopback: Bool) throws {
      try ReviewOptions(token: token).checkToken(isLoopback: isLoopback)
    }
    try check(.none, true)
    try check(.random, false)
    try check(.given("short"), true)
    try check(.given("sixteen-of-these"), false)
    #expect(throws: ServerProblem.self) { try check(.none, false) }
    #expect(throws: ServerProblem.self) { try check(.given("fifteen-of-them"), false) }
    for wrong in ["", "a b", "a;b", "é", "a\r\nb"] {
      #expect(throws: ServerProblem.self) { try check(.given(wrong), true) }
    }
  }

  @Test func `where a host leads is looked up`() throws {
    #expect(try ListeningAddress("127.0.0.1").isLoopback)
    #expect(try ListeningAddress("127.8.9.10").isLoopback)
    #expect(try ListeningAddress("localhost").isLoopback)
    #expect(try !ListeningAddress("0.0.0.0").isLoopback)
    #expect(throws: ServerProblem.self) { try ListeningAddress("127.0.0.1.no.such.invalid") }
  }

  /// What a router without a project behind it answers.
  private func answer(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ headers: HTTPFields = [:],
    token: String? = "secret"
  ) async throws -> TestResponse {
    let folder = try TemporaryFolder()
    let options = ReviewOptions(render: RenderOptions(stateFolder: folder.path))
    let guards = Guards(
      hosts: HostRule(options),
      token: TokenRule(token: token, isSecure: false, port: Port(81))
    )
    return try await Application(router: Site(options).router(guards)).test(.router) { client in
      try await client.execute(uri: path, method: method, headers: headers)
    }
  }

  @Test func `the token comes in the address, a cookie or a header`() async throws {
    #expect(try await answer(.get, "/api/v1/jobs").status == .unauthorized)
    #expect(try await answer(.get, "/api/v1/jobs?token=secre").status == .unauthorized)
    #expect(try await answer(.get, "/api/v1/jobs?token=secret").status == .ok)
    let header: HTTPFields = [.authorization: "Bearer secret"]
    #expect(try await answer(.get, "/api/v1/jobs", header).status == .ok)
    let cookie: HTTPFields = [.cookie: "quire-81=secret"]
    #expect(try await answer(.get, "/api/v1/jobs", cookie).status == .ok)
    let other: HTTPFields = [.cookie: "quire-82=secret"]
    #expect(try await answer(.get, "/api/v1/jobs", other).status == .unauthorized)
    let welcome = try await answer(.get, "//there/?b=c%26&token=secret")
    #expect(welcome.status == .seeOther)
    #expect(welcome.headers[.location] == "/there/?b=c%26")
    #expect(try await answer(.get, "/api/v1/jobs", token: nil).status == .ok)
  }

  @Test func `requests of other sites change nothing`() async throws {
    let foreign: [HTTPFields] = [
      [.origin: "https://evil.example"], [.origin: "null"], [.origin: ""],
      [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"],
    ]
    for headers in foreign {
      let answer = try await answer(.delete, "/api/v1/jobs/x", headers, token: nil)
      #expect(answer.status == .forbidden)
      #expect(answer.headers[.contentType] == "application/problem+json")
    }
    for headers: HTTPFields in [[:], [.origin: "http://localhost", .secFetchSite: "same-origin"]] {
      #expect(try await answer(.delete, "/api/v1/jobs/x", headers, token: nil).status == .notFound)
    }
  }

  @Test func `all answers carry a policy, and others than GET are told what there is`() async throws
  {
    for path in ["/", "/nothing", "/api/v1/nothing", "/assets/x", "/runs/x"] {
      for method in [HTTPRequest.Method.get, .head, .post, .trace] {
        let answer = try await answer(method, path, token: nil)
        #expect(answer.headers[.contentSecurityPolicy] != nil)
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        if method == .head { #expect(answer.body.readableBytes == 0) }
      }
    }
    let answer = try await answer(.put, "/api/v1/jobs", token: nil)
    #expect(answer.status == .methodNotAllowed)
    #expect(answer.headers[.allow] == "GET, HEAD, POST")
  }
}
