import Diagnostics
@testable import Templates
import Testing

/// What the nodes can do by themselves.
@Suite struct TreeTests {
  private func reference(_ text: String) throws -> CrossReference {
    guard case .prose(let blocks)? = parse(text).template.body.first,
      case .paragraph(let inlines, _)? = blocks.first,
      case .reference(let reference)? = inlines.first
    else { throw NoReference() }
    return reference
  }

  private struct NoReference: Error {}

  @Test(arguments: [
    ("@fig-monthly", "monthly", ""),
    ("@fig-monthly에서", "monthly", "에서"),
    ("@fig-월별은", "월별", "은"),
    ("@fig-월별합계", "월별합계", ""),
    ("@tbl-a-b", "a", "-b"),
  ])
  func `a Korean particle is told from the label`(_ text: String, _ label: String, _ rest: String)
    throws
  {
    let found = try reference(text).resolved(among: ["monthly", "월별", "월별합계", "a"])
    #expect(found?.label == label)
    #expect(found?.rest == rest)
  }

  @Test(arguments: ["@fig-monthlies", "@fig-monthly2", "@fig-month"])
  func `a longer or shorter word is another label`(_ text: String) throws {
    #expect(try reference(text).resolved(among: ["monthly"]) == nil)
  }

  @Test func `neighbouring lists of a kind are joined`() {
    func list(_ mark: Character, _ isTight: Bool) -> BlockNode {
      .list(
        List(
          isOrdered: false,
          start: 0,
          delimiter: mark,
          isTight: isTight,
          items: [ListItem(isDone: nil, blocks: [])],
          span: SourceFile(name: "", text: "").span(0..<0)
        )
      )
    }
    let joined = BlockNode.joiningLists([list("-", true), list("-", false), list("*", true)])
    let sizes = joined.map { node in
      if case .list(let list) = node { list.items.count } else { 0 }
    }
    #expect(sizes == [2, 1])
    if case .list(let first)? = joined.first { #expect(!first.isTight) }
  }

  @Test(arguments: [
    "javascript:x", "JavaScript:x", " java\nscript:x", "vbscript:x", "file:///etc/passwd",
    "data:text/html,x", "data:,x", "data:image/svg+xml2,x".replacing("svg+xml2", with: "tiff"),
  ])
  func `an address that could do harm is refused`(_ url: String) {
    #expect(LinkScheme.isRefused(url))
  }

  @Test(arguments: [
    "https://x", "mailto:a@b", "#a", "a/b:c", "data:image/png;base64,AA", "?a=javascript:x", "",
    "a",
  ])
  func `other addresses pass`(_ url: String) { #expect(!LinkScheme.isRefused(url)) }

  @Test func `front matter keeps what it was given`() {
    let front = parse(
      """
      ---
      title: A {{ params.x }}
      authors: [B, C]
      lang: ko
      theme: dark
      toc: false
      number-sections: true
      appendix: false
      params: {x: 1}
      ---
      """
    ).template.frontMatter
    #expect(front.language == .korean)
    #expect(front.theme == .dark)
    #expect(front.hasContents == false)
    #expect(front.numbersSections)
    #expect(!front.hasAppendix)
    #expect(front.authors.count == 2)
    #expect(front.references.map(\.value) == ["params"])
    #expect(front.span.map(place) == "2:1+125")
  }

  @Test func `headings are listed whatever surrounds them`() {
    let template = parse("# A\n\n{% if x %}\n## B\n{% endif %}\n\n> ## C\n").template
    #expect(template.headings.map(\.id) == ["a", "b", "c"])
  }
}
