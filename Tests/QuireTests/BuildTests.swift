import Foundation
import Testing

/// `quire build` as a reader of its help uses it.
@Suite struct `A build` {
  private static func template(_ title: String, _ sql: String = "SELECT 7 AS n") -> String {
    "---\ntitle: \(title)\nparams:\n  region: {type: string, default: all}\n---\n\n"
      + "```{sql x}\n\(sql)\n```\n\n## Found\n\n{{ x[0].n }} in {{ params.region }}.\n"
  }

  @Test func `mirrors the folder and lists the reports`() async throws {
    let place = try Workplace()
    try place.write("templates/a.md", Self.template("A"))
    try place.write("templates/서울/북부 1.md", Self.template("북부"))
    try place.write("templates/README.md", "# Read me\n")
    let outcome = try await place.quire("build", "--jobs", "1")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.lines == ["reports/a.html", "reports/서울/북부 1.html", "reports/index.html"]
    )
    #expect(outcome.errors.contains("a: x: "))
    #expect(
      outcome.errors.contains("서울/북부 1: 1 step from the store")
        || outcome.errors.contains("from the store")
    )
    #expect(try place.read("reports/index.html").contains("%EC%84%9C%EC%9A%B8/"))
    // Without a folder 'templates' it is this one.
    let here = try Workplace()
    try here.write("b.md", Self.template("B"))
    #expect(try await here.quire("build", "-q").lines == ["reports/b.html", "reports/index.html"])
    // Reports and the store are never taken for templates, and quiet is quiet.
    let again = try await here.quire("build", "-q")
    #expect(again.errors.isEmpty)
    #expect(again.lines.count == 2)
  }

  @Test func `has the worst exit code of its reports`() async throws {
    let place = try Workplace()
    try place.write("t/fine.md", Self.template("Fine"))
    try place.write(
      "t/check.md",
      Self.template("C") + "```{check}\ndata: x\nrange: {n: {max: 1}}\n```\n"
    )
    #expect(try await place.quire("build", "t").code == 2)
    try place.write("t/broken.md", Self.template("B", "SELECT * FROM nowhere"))
    let outcome = try await place.quire("build", "t")
    #expect(outcome.code == 1)
    #expect(
      outcome.lines.sorted() == ["reports/check.html", "reports/fine.html", "reports/index.html"]
    )
    #expect(outcome.errors.contains("t/broken.md:8:15: error: no table 'nowhere'"))
    #expect(try await place.quire("build", "t", "--jobs", "0").code == 64)
    #expect(try await place.quire("build", "missing").code == 1)
  }

  @Test func `makes a report for each row and says which rows are wrong`() async throws {
    let place = try Workplace()
    try place.write("a.md", Self.template("A") + "```{sql once}\nSELECT 1 AS n\n```\n")
    try place.write("rows.csv", "region\nnorth\nsouth\n\"north\"\n")
    let outcome = try await place.quire("build", "a.md", "--each", "rows.csv")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.lines.sorted() == [
        "reports/a/north.html", "reports/a/south.html", "reports/index.html",
      ]
    )
    #expect(outcome.errors.contains("rows.csv:4:1: warning: "))
    #expect(outcome.errors.contains("2 reports ("))
    #expect(try place.read("reports/a/south.html").contains("7 in south."))
    #expect(try await place.quire("build", "a.md", "--each", "rows.csv", "--strict").code == 1)
    let lists = try await place.quire("build", "a.md", "-P", "region=[x, y]", "-o", "out", "-q")
    #expect(lists.lines.sorted() == ["out/a/x.html", "out/a/y.html", "out/index.html"])
  }

  @Test func `tells its progress as JSON, each line with its report`() async throws {
    let place = try Workplace()
    try place.write("a.md", Self.template("A"))
    try place.write("b.md", Self.template("B", "SELECT * FROM nowhere"))
    let outcome = try await place.quire("build", "--events", "json")
    let lines = try outcome.errors.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(lines[0]["reports"] as? [String] == ["a", "b"])
    let reports = lines.dropFirst().map { $0["report"] as? String ?? "" }
    #expect(Set(reports) == ["a", "b"])
    let ended = lines.filter { $0["event"] as? String == "ended" }
    let codes = ended.map { "\($0["report"] ?? "") \($0["code"] ?? "")" }
    #expect(Set(codes) == ["a 0", "b 1"])
    #expect(lines.contains { $0["code"] as? String == "unknown-table" })
  }

  @Test func `may be killed at any moment and leaves no half file`() async throws {
    let place = try Workplace()
    try place.write("a.md", Self.template("A", "SELECT count(*) AS n FROM range(1000)"))
    let rows = (1...40).map { "r\($0)\n" }.joined()
    try place.write("rows.csv", "region\n" + rows)
    var isKilled = false
    for milliseconds in [20, 80, 200, 400, 700] {
      let program = try place.start("build", "a.md", "--each", "rows.csv", "-q")
      usleep(UInt32(milliseconds) * 1_000)
      program.send(SIGKILL)
      if try await program.outcome().code == -SIGKILL { isKilled = true }
      for name in place.names(in: "reports/a") where name.hasSuffix(".html") {
        #expect(try place.read("reports/a/\(name)").hasSuffix("</html>\n"), "\(name)")
      }
    }
    #expect(isKilled)
    let outcome = try await place.quire("build", "a.md", "--each", "rows.csv", "-q")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(place.names(in: "reports/a") == (1...40).map { "r\($0).html" }.sorted())
    #expect(place.names(in: "reports") == ["a", "index.html"])
    #expect(place.names(in: ".quire/store/temporary").isEmpty)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `stops when it is interrupted, and finished reports stay`(signal: Int32) async throws {
    let place = try Workplace()
    let endless = "SELECT count(*) AS n FROM range(1000000000000) AS a WHERE hash(a.range) = 1"
    try place.write("a.md", Self.template("A"))
    try place.write("b.md", Self.template("B", endless))
    try place.write("c.md", Self.template("C", endless.replacing("= 1", with: "= 2")))
    try place.write("d.md", Self.template("D"))
    let program = try place.start("build", "--jobs", "2")
    try await program.waitForErrors(holding: "a: 1 step ran")
    try await Task.sleep(for: .milliseconds(200))
    program.send(signal)
    let outcome = try await program.outcome()
    #expect(outcome.code == 130, "\(outcome.errors)")
    #expect(outcome.lines == ["reports/a.html"])
    #expect(place.names(in: "reports") == ["a.html"])
    #expect(outcome.errors.contains("4 reports, 3 not made"))
    #expect(place.names(in: ".quire/store/temporary").isEmpty)
  }
}
