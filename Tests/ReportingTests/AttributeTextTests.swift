import Templates
import Testing

@testable import Reporting

@Suite struct AttributeTextTests {
  @Test func `a value within a tag cannot end its attribute`() throws {
    let node = AttributeText.guarded(.text("a\" onclick=x y>\u{0}한"))
    guard case .html(let markup) = node else {
      Issue.record("not markup: \(node)")
      return
    }
    #expect(markup == "a&#34;&#32;onclick&#61;x&#32;y&#62;&#9216;한")
  }

  @Test(arguments: [
    ("<a title=\"", false, true), ("\">", true, false), ("<b>", false, false), ("", true, true),
    ("plain", false, false), ("<a><b ", false, true),
  ])
  func `a tag is open until its end`(markup: String, before: Bool, after: Bool) {
    #expect(AttributeText.isOpen(after: markup, before) == after)
  }
}
