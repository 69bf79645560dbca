import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Markup
import NIOCore
import Reporting
import Templates
import Testing

@testable import Review

@Suite struct `Parts of pages` {
  private static let page = """
    <!DOCTYPE html>
    <html><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;sha256-x&#39;; form-action &#39;none&#39;">
    <title>a &lt;/head&gt;</title></head>
    <body class="b"><p>text</p></body></html>
    """

  @Test func `a report keeps its policy, in a header and widened`() {
    let dressed = DressedPage.dress(
      Array(Self.page.utf8),
      head: [.tag("link", ["rel": "x"])],
      top: .text("<bar>")
    )
    let text = String(decoding: dressed.bytes, as: UTF8.self)
    #expect(!text.contains("Content-Security-Policy"))
    #expect(text.contains("</title><link rel=\"x\">\n</head>"))
    #expect(text.contains("<body class=\"b\">\n&lt;bar&gt;<p>text</p>"))
    #expect(dressed.policy.hasPrefix("default-src 'none'; script-src 'sha256-x' 'self'; "))
    #expect(dressed.policy.contains("form-action 'self'"))
    #expect(!dressed.policy.contains("unsafe-inline"))
  }

  @Test func `a page without a policy gets one that allows nothing`() {
    let dressed = DressedPage.dress(
      Array("<html><head></head><body><script>x</script></body></html>".utf8),
      head: [],
      top: .empty
    )
    #expect(dressed.policy.hasPrefix("default-src 'none'; "))
    #expect(!dressed.policy.contains("script-src"))
  }

  @Test(arguments: [
    (nil, Language.english), ("", .english), ("ko", .korean), ("ko-KR,ko;q=0.9,en;q=0.8", .korean),
    ("en-GB,ko;q=0.9", .english), ("fr, ko;q=0.2", .korean), ("de", .english), ("*", .english),
    ("en;q=0.1, ko;q=0.2", .korean), (";;;,q=,ko;q=x", .korean),
  ])
  func `pages speak the language that is asked for`(_ header: String?, _ language: Language) {
    #expect(Words(accepting: header).language == language)
  }

  private func form(_ body: String, type: String = "application/x-www-form-urlencoded")
    async throws -> FormFields
  {
    let head = HTTPRequest(
      method: .post,
      scheme: nil,
      authority: nil,
      path: "/",
      headerFields: [.contentType: type]
    )
    return try await FormFields(Request(head: head, body: .init(buffer: ByteBuffer(string: body))))
  }

  @Test func `forms are read as browsers send them`() async throws {
    let fields = try await form("a=1&b=x+y%26%3D&a=2&c&=d&%EA%B0%80=%ED%9E%A3&l=1%0D%0A2&bad=%ff")
    #expect(fields["a"] == "2")
    #expect(fields["b"] == "x y&=")
    #expect(fields["c"] == "")
    #expect(fields["가"] == "힣")
    #expect(fields["l"] == "1\n2")
    #expect(fields["bad"] == "")
    #expect(fields["none"] == nil)
    await #expect(throws: MessagePage.self) { try await form("a=1", type: "text/plain") }
    await #expect(throws: (any Error).self) {
      try await form(String(repeating: "a", count: FormFields.longest + 1))
    }
  }

  @Test func `steps stand after all they need`() {
    let needs = [[], [0], [0], [1, 2], [], [3, 4]]
    let layout = GraphLayout(needs)
    for (index, needed) in needs.enumerated() {
      for need in needed { #expect(layout.places[need].layer < layout.places[index].layer) }
    }
    let places = layout.places.map { "\($0.layer) \($0.row)" }
    #expect(Set(places).count == needs.count)
    #expect(layout.layerCount == 4)
    #expect(layout.places.allSatisfy { $0.row < layout.rowCount })
    #expect(GraphLayout([]).layerCount == 0)
  }

  @Test func `what visitors have sent is theirs to name, wherever it lies`() throws {
    let folder = try TemporaryFolder()
    let sent = try folder.write("a", to: "uploads/0123/a.csv")
    let other = try folder.write("a", to: "runs/0123/run.json")
    let project = Project(render: RenderOptions(stateFolder: folder.path))
    #expect(project.contains(sent))
    #expect(!project.contains(other))
    #expect(!project.contains("\(folder.path)/uploads/../runs/0123/run.json"))
  }

  /// The tests run in the folder of the package.
  @Test(arguments: [
    ("Package.swift", true), ("Sources", true), ("Sources/Review/*.swift", true),
    ("./Package.swift", true), ("none/yet.csv", true),
    ("Sources/{Review,Files}/[A-C]*.swift", true),
    ("", false), ("/etc/passwd", false), ("..", false),
    ("../x", false), ("a/../../x", false), ("{..,a}/x", false), ("{a,..}/x", false),
    (".build", false), (".gitignore", false), (".*", false), ("/", false),
    ("/proc/self/environ", false),
    ("file:/etc/passwd", false), ("FILE:x", false), ("https://a/b", false), ("s3:/a", false),
    ("a\0b", false), ("{a,b}{a,b}{a,b}", false), ("/nonexistent/x", false),
  ])
  func `visitors name files of the project`(_ path: String, _ isInside: Bool) {
    let project = Project(render: RenderOptions(stateFolder: ".build/x"))
    #expect(project.contains(path) == isInside)
  }
}
