import Diagnostics
import Testing

@Suite struct SourceFileTests {
  @Test func `lines and columns count from one, columns in characters`() {
    let file = SourceFile(name: "a.md", text: "첫 줄\nab\n")
    #expect(file.lineCount == 3)
    #expect(file.position(at: 0) == (1, 1))
    #expect(file.position(at: 3) == (1, 2))
    #expect(file.position(at: 7) == (1, 4))
    #expect(file.position(at: 8) == (2, 1))
    #expect(file.position(at: 10) == (2, 3))
    #expect(file.position(at: 11) == (3, 1))
  }

  @Test func `a place past the end is the end`() {
    let file = SourceFile(name: "a.md", text: "ab\ncd")
    #expect(file.position(at: 5) == (2, 3))
    #expect(file.position(at: 99) == (2, 3))
    #expect(file.lineRange(3) == 5..<5)
    #expect(file.offset(ofLine: 7) == 5)
  }

  @Test func `an empty file has one empty line`() {
    let file = SourceFile(name: "a.md", text: "")
    #expect(file.lineCount == 1)
    #expect(file.lineRange(1) == 0..<0)
    #expect(file.position(at: 0) == (1, 1))
    #expect(file.text(in: 0..<10) == "")
  }

  @Test func `a line does not include its end, whichever it is`() {
    let file = SourceFile(name: "a.md", text: "ab\r\ncd\n\r\n")
    #expect(file.lineRange(1) == 0..<2)
    #expect(file.lineRange(2) == 4..<6)
    #expect(file.lineRange(3) == 7..<7)
    #expect(file.lineRange(4) == 9..<9)
    #expect(file.position(at: 4) == (2, 1))
    #expect(file.line(at: 2) == 1)
    #expect(file.line(at: 3) == 1)
  }

  @Test func `a byte order mark is no column`() {
    let file = SourceFile(name: "a.md", bytes: [0xEF, 0xBB, 0xBF] + Array("ab".utf8))
    #expect(file.position(at: 0) == (1, 1))
    #expect(file.position(at: 3) == (1, 1))
    #expect(file.position(at: 4) == (1, 2))
  }

  @Test func `broken UTF-8 is replaced and still counted`() {
    let file = SourceFile(name: "a.md", bytes: [0x61, 0xFF, 0x62])
    #expect(file.text(in: 0..<3) == "a\u{FFFD}b")
    #expect(file.position(at: 2) == (1, 3))
  }

  @Test func `a part of a span stays inside it`() {
    let file = SourceFile(name: "a.md", text: "0123456789")
    let span = file.span(2..<8)
    #expect(span.text == "234567")
    #expect(span.sub(1, 3).range == 3..<5)
    #expect(span.sub(4, 99).range == 6..<8)
    #expect(span.sub(99, 100).range == 8..<8)
    #expect(span.sub(3, 1).range == 5..<5)
    #expect(span.sub(-5, .max).range == 2..<8)
    #expect(span.sub(.max, .max).range == 8..<8)
  }

  @Test func `spans of different files differ`() {
    let a = SourceFile(name: "a.md", text: "x")
    let b = SourceFile(name: "a.md", text: "x")
    #expect(a.span(0..<1) == a.span(0..<1))
    #expect(a.span(0..<1) != b.span(0..<1))
    #expect(Set([a.span(0..<1), a.span(0..<1), b.span(0..<1)]).count == 2)
  }
}
