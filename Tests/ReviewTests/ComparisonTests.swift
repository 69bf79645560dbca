import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Reporting
import Testing

@testable import Review

/// `/compare` and `/api/v1/compare`, from runs of small templates.
@Suite struct ComparisonTests {
  private static let hostile = "<b onclick=x>\" & 'c'"

  private struct Runs {
    var client: any TestClientProtocol
    /// The oldest first: three runs of one template, then one of another.
    var ids: [String]

    func get(_ path: String) async throws -> TestResponse {
      try await client.execute(
        uri: path.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? path,
        method: .get,
        headers: [.acceptLanguage: "en"]
      )
    }

    func text(_ path: String) async throws -> String {
      String(buffer: try await get(path).body)
    }
  }

  private static func withRuns(_ body: @escaping @Sendable (Runs) async throws -> Void) async throws
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("q-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var options = RenderOptions(
      outputFolder: folder.path + "/reports",
      threads: 1,
      stateFolder: folder.path + "/.quire"
    )
    let template = """
      ---
      title: Words
      lang: en
      params: {who: {type: string, default: nobody}}
      ---

      ## Greeting

      This is said to {{ params.who }} every day.
      """
    for name in ["a", "b"] {
      try Data(template.utf8).write(to: folder.appendingPathComponent("\(name).md"))
    }
    for (name, who) in [("a", "nobody"), ("a", "nobody"), ("a", hostile), ("b", "all")] {
      options.parameters = ["who=\(who)"]
      let outcome = await Report.render("\(folder.path)/\(name).md", options)
      #expect(outcome.diagnostics.isEmpty)
    }
    let review = ReviewOptions(token: .none, render: options)
    let site = Site(review)
    let guards = Guards(
      hosts: HostRule(review),
      token: TokenRule(token: nil, isSecure: false, port: Port())
    )
    let ids = site.project.ledger.runs().map(\.id).reversed()
    try await Application(router: site.router(guards)).test(.router) { client in
      try await body(Runs(client: client, ids: Array(ids)))
    }
  }

  @Test func `two runs are shown by their ids or the beginnings of them`() async throws {
    try await Self.withRuns { runs in
      let address = "/compare?old=\(runs.ids[1])&new=\(runs.ids[2])"
      let response = try await runs.get(address)
      #expect(response.status == .ok)
      let policy = try #require(response.headers[.contentSecurityPolicy])
      #expect(policy.contains("script-src 'self'") && !policy.contains("unsafe"))
      let page = String(buffer: response.body)
      #expect(page.contains("<del><span class=\"sr\">removed: </span>nobody"))
      #expect(page.contains("&lt;b onclick=x&gt;") && !page.contains("<b onclick"))
      #expect(page.contains("href=\"/runs/\(runs.ids[1])\""))
      #expect(page.contains("&amp;all=1\">Show what is equal too</a>"))
      #expect(page.contains("<option value=\"\(runs.ids[2])\" selected>"))
      // The other template's run is no choice beside these.
      #expect(!page.contains("<option value=\"\(runs.ids[3])\""))
      let whole = try await runs.text(address + "&all=1")
      #expect(whole.contains("Show only what differs"))
      let prefixes = "/compare?old=\(runs.ids[1].dropLast(2))&new=\(runs.ids[2].dropLast(2))"
      #expect(
        try await runs.get(prefixes).status == .ok
          || runs.ids[1].dropLast(2) == runs.ids[2].dropLast(2)
      )
    }
  }

  @Test func `one run alone is compared with the run before it`() async throws {
    try await Self.withRuns { runs in
      let page = try await runs.text("/compare?new=\(runs.ids[1])")
      #expect(page.contains("Nothing differs: the two runs are the same"))
      #expect(page.contains("href=\"/runs/\(runs.ids[0])\""))
      #expect(
        try await runs.text("/compare?old=\(runs.ids[1])&new=").contains("/runs/\(runs.ids[2])")
      )
      for first in [runs.ids[0], runs.ids[3]] {
        let response = try await runs.get("/compare?new=\(first)")
        #expect(response.status == .notFound)
        #expect(String(buffer: response.body).contains("no run of this template before this one"))
      }
    }
  }

  @Test func `a run that is not there is answered with those that may be meant`() async throws {
    try await Self.withRuns { runs in
      let wrong = String(runs.ids[2].dropLast(1)) + "~"
      let response = try await runs.get("/compare?old=\(runs.ids[0])&new=\(wrong)")
      #expect(response.status == .notFound)
      let page = String(buffer: response.body)
      #expect(page.contains("There is no run ‘\(wrong)’"))
      #expect(page.contains("/compare?old=\(runs.ids[0])&amp;new=\(runs.ids[2])"))
      let several = try await runs.get("/compare?new=2")
      #expect(several.status == .notFound)
      #expect(String(buffer: several.body).contains("Several runs begin with ‘2’"))
      for evil in ["../../etc/passwd", "..%2F..", "<script>", "%00"] {
        let answer = try await runs.get("/compare?new=\(evil)")
        #expect(answer.status == .notFound)
        #expect(!String(buffer: answer.body).contains("<script>"))
      }
    }
  }

  @Test func `without runs there is a form to choose them`() async throws {
    try await Self.withRuns { runs in
      let page = try await runs.text("/compare")
      #expect(page.contains("<form class=\"choose-runs\" action=\"/compare\" method=\"get\">"))
      for id in runs.ids { #expect(page.contains("<option value=\"\(id)\"")) }
    }
  }

  @Test func `the API tells the same as JSON`() async throws {
    try await Self.withRuns { runs in
      let address = "/api/v1/compare?old=\(runs.ids[1])&new=\(runs.ids[2])"
      let response = try await runs.get(address)
      #expect(response.status == .ok)
      #expect(response.headers[.contentType] == "application/json; charset=utf-8")
      let decoder = JSONDecoder()
      decoder.dateDecodingStrategy = .iso8601
      let read = try decoder.decode(
        RunComparison.self,
        from: Data(String(buffer: response.body).utf8)
      )
      #expect(read.parameters.map(\.name) == ["who"])
      #expect(read.prose.map(\.new) == ["This is said to \(Self.hostile) every day."])
      let whole = try await runs.get(address + "&all=1")
      #expect(
        try decoder.decode(RunComparison.self, from: Data(String(buffer: whole.body).utf8)).prose
          .count == 3
      )
      let unknown = try await runs.get("/api/v1/compare?old=x&new=y")
      #expect(unknown.status == .notFound)
      #expect(unknown.headers[.contentType] == "application/problem+json")
      #expect(try await runs.get("/api/v1/compare").status == .badRequest)
    }
  }
}
