import Foundation
import Markup
import Templates
import Tables
import Testing

@testable import Reporting

@Suite struct PageShellTests {
  private func page(_ body: [Node] = []) -> PageShell {
    PageShell(
      title: "A <report> & more",
      subtitle: "one\u{A0}line",
      authors: ["Kim \"K\""],
      date: "2022-12-31",
      language: .english,
      description: "What it says",
      contents: [
        ContentsEntry(level: 2, id: "a", text: "First"),
        ContentsEntry(level: 3, id: "b", text: "Below it"),
        ContentsEntry(level: 4, id: "c", text: "Too deep"),
        ContentsEntry(level: 2, id: "d", text: "Second"),
      ],
      body: body,
      extraStyles: ".q-s1 { fill: var(--q-s1); }"
    )
  }

  private func text(_ shell: PageShell) -> String { String(decoding: shell.html(), as: UTF8.self) }

  @Test func `the same parts give the same bytes`() throws {
    #expect(try Specimen.page(.korean).html() == Specimen.page(.korean).html())
  }

  @Test(arguments: ["style", "script"])
  func `the policy allows exactly the texts the page carries`(element: String) throws {
    let html = text(page())
    let inner = html.components(after: "<\(element)>")
    let end = try #require(inner.range(of: "</\(element)>"))
    #expect(
      html.contains("\(element)-src \(PageAssets.source(of: String(inner[..<end.lowerBound])))")
    )
  }

  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
  ])
  func `a text is named by its SHA-256`(text: String, hash: String) {
    #expect(PageAssets.source(of: text) == "'sha256-\(hash)'")
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
  func `base 64 is that of RFC 4648`(text: String, encoded: String) {
    #expect(Base64.encoded(Array(text.utf8)) == encoded)
  }

  @Test func `the policy refuses all else`() {
    let html = text(page())
    for rule in [
      "default-src 'none'", "img-src data:", "font-src 'none'", "base-uri 'none'",
      "form-action 'none'",
    ] {
      #expect(html.contains(rule))
    }
  }

  @Test(arguments: Language.allCases)
  func `nothing in a page is styled or handled inline, or asked for`(language: Language) throws {
    let html = text(try Specimen.page(language))
    let markup = html.components(after: "</style>").replacing(PageAssets.script, with: "")
    for pattern in [#" style=""#, #" on[a-z]+=""#, #" src=""#, "<link", "<base", "@import", "url("]
    {
      #expect(markup.range(of: pattern, options: .regularExpression) == nil, "\(pattern)")
    }
    #expect(!PageAssets.style.contains("url("))
    #expect(!PageAssets.style.contains("</") && !PageAssets.script.contains("</"))
  }

  @Test func `every id of a page is its own and every reference finds one`() throws {
    let html = text(try Specimen.page(.english)).components(after: "</style>")
    let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for match in html.matches(of: /(?:href="#|aria-labelledby=")([^"]+)"/) {
      #expect(ids.contains(String(match.1)), "\(match.1)")
    }
  }

  @Test func `title, authors and date are data`() {
    let html = text(page())
    #expect(html.contains("<title>A &lt;report&gt; &amp; more</title>"))
    #expect(html.contains("<h1>A &lt;report&gt; &amp; more</h1>"))
    #expect(html.contains(#"<meta name="author" content="Kim &quot;K&quot;">"#))
    #expect(html.contains(#"<time datetime="2022-12-31">31 December 2022</time>"#))
  }

  @Test func `dates follow the language and other texts stay`() {
    var shell = page()
    shell.language = .korean
    #expect(text(shell).contains(#"<html lang="ko">"#))
    #expect(text(shell).contains("2022년 12월 31일"))
    shell.date = "봄 학기"
    #expect(text(shell).contains("<span>봄 학기</span>"))
  }

  @Test func `the contents have two levels`() {
    let html = text(page())
    #expect(
      html.contains(
        ##"<ol><li><a href="#a">First</a><ol><li><a href="#b">Below it</a></li></ol></li>"##
          + ##"<li><a href="#d">Second</a></li></ol>"##
      )
    )
  }

  @Test func `a page of one section has no contents`() {
    var shell = page()
    shell.contents = [ContentsEntry(level: 2, id: "a", text: "Only")]
    #expect(!text(shell).contains("<nav class=\"toc\""))
  }

  @Test func `stylesheet and script keep to their budget`() {
    #expect(PageAssets.style.utf8.count <= 25_600)
    #expect(PageAssets.script.utf8.count <= 15_360)
  }
}
