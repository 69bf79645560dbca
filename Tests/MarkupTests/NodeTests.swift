import Markup
import Testing

@Suite struct NodeTests {
  @Test func `text and attribute values are escaped`() {
    let node = Node.tag("p", ["title": "\"a\" & <b>"], ["x < y & \"z\" > 'q'"])
    #expect(
      node.html
        == #"<p title="&quot;a&quot; &amp; &lt;b&gt;">x &lt; y &amp; "z" &gt; 'q'</p>"#
    )
  }

  @Test(arguments: [
    "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<!--", "]]>", "&amp;",
  ])
  func `no text can open a tag or leave an attribute`(_ hostile: String) {
    let html = Node.tag("a", ["href": hostile], [.text(hostile)]).html
    #expect(html.filter { $0 == "<" }.count == 2)
    #expect(html.filter { $0 == ">" }.count == 2)
    #expect(html.filter { $0 == "\"" }.count == (hostile.contains("\"") ? 3 : 2))
    #expect(
      !html.replacing("&amp;", with: "").replacing("&lt;", with: "")
        .replacing("&gt;", with: "").replacing("&quot;", with: "").contains("&")
    )
  }

  @Test func `control characters are shown as pictures, blanks are kept`() {
    #expect(Node.text("a\0b\u{1B}c\u{7F}\td\ne\r\n").html == "a␀b␛c␡\td\ne\r\n")
    #expect(Node.tag("p", ["title": "a\0\u{1}"]).html == "<p title=\"a␀␁\"></p>")
  }

  @Test func `noncharacters, which XML forbids, are replaced`() {
    #expect(
      Node.text("a\u{FFFE}b\u{FFFF}\u{FFFD}\u{FEFF}").html == "a\u{FFFD}b\u{FFFD}\u{FFFD}\u{FEFF}"
    )
  }

  @Test func `all else of Unicode passes unchanged`() {
    let text = "학생 👩‍🎓 \u{202E}right to left\u{202C} e\u{301} \u{A0}"
    #expect(Node.text(text).html == text)
  }

  @Test func `trusted markup passes unchanged`() {
    #expect(Node.tag("p", [:], [.trusted("<b>1 & 2</b>"), "<"]).html == "<p><b>1 & 2</b>&lt;</p>")
  }

  @Test func `empty elements of HTML have no end tag`() {
    let node = Node.fragment([.tag("br"), .tag("img", ["src": "x"]), .tag("p")])
    #expect(node.html == #"<br><img src="x"><p></p>"#)
    #expect(node.xml == #"<br/><img src="x"/><p/>"#)
  }

  @Test func `an attribute without a value is written bare, in XML as empty`() {
    let node = Node.tag("details", ["open": nil, "id": ""], ["x"])
    #expect(node.html == #"<details open id="">x</details>"#)
    #expect(node.xml == #"<details open="" id="">x</details>"#)
  }

  @Test func `attributes keep their order`() {
    #expect(
      Node.tag("g", ["z": "1", "a": "2", "m": "3"]).html == #"<g z="1" a="2" m="3"></g>"#
    )
  }

  @Test func `a fragment writes only its children`() {
    #expect(Node.empty.html == "")
    #expect(Node.fragment(["a", .fragment(["b", .empty]), "c"]).html == "abc")
  }

  @Test func `plain text is what a screen reader finds`() {
    let node = Node.tag("p", ["title": "no"], ["a", .tag("b", [:], ["b"]), .trusted("<i>"), "c"])
    #expect(node.plainText == "abc")
  }

  @Test func `writing appends to what is there`() {
    var out = Array("<!doctype html>".utf8)
    Node.tag("p", [:], ["x"]).write(to: &out)
    #expect(String(decoding: out, as: UTF8.self) == "<!doctype html><p>x</p>")
  }

  @Test func `deep nesting and long texts are written whole`() {
    let long = String(repeating: "가<", count: 50_000)
    #expect(Node.text(long).html.count == 50_000 * 5)
    let deep = (0..<1_000).reduce(Node.text("x")) { node, _ in .tag("b", [:], [node]) }
    #expect(deep.html.count == 1 + 1_000 * 7)
  }
}
