import Diagnostics
import Testing

@Suite struct DiagnosticPrinterTests {
  /// The message for the part of `text` that `part` marks.
  private func printed(
    _ text: String,
    marking part: String,
    hint: String? = nil,
    isColoured: Bool = false
  ) throws -> String {
    let file = SourceFile(name: "t.md", text: text)
    let bytes = Array(part.utf8)
    let start = try #require(
      (0...file.bytes.count).first { file.bytes[$0...].starts(with: bytes) }
    )
    return DiagnosticPrinter(isColoured: isColoured).text(
      Diagnostic(.error, "code", "wrong", at: file.span(start..<start + bytes.count), hint: hint)
    )
  }

  @Test func `the place, the line, a caret and the hint are printed`() throws {
    #expect(
      try printed("one\nFROM montly\n", marking: "montly", hint: "did you mean 'monthly'?") == """
        t.md:2:6: error: wrong [code]
            2 | FROM montly
              |      ^~~~~~ did you mean 'monthly'?
        """
    )
  }

  @Test func `a problem without a place is one line and its hint`() {
    let printer = DiagnosticPrinter()
    #expect(
      printer.text(Diagnostic(.warning, "no-file", "no file 'x'", at: nil))
        == "warning: no file 'x' [no-file]"
    )
    #expect(
      printer.text(Diagnostic(.note, "n", "m", at: nil, hint: "do")) == "note: m [n]\n  hint: do"
    )
  }

  @Test func `a tab takes one column, so the caret stands right`() throws {
    #expect(
      try printed("\tab\tcd", marking: "cd") == """
        t.md:1:5: error: wrong [code]
            1 |  ab cd
              |     ^~
        """
    )
  }

  @Test func `Korean and emoji take two columns each`() throws {
    #expect(
      try printed("학생 👩‍🎓 수: 이름", marking: "이름") == """
        t.md:1:9: error: wrong [code]
            1 | 학생 👩‍🎓 수: 이름
              |             ^~~~
        """
    )
  }

  @Test func `a decomposed accent is one column`() throws {
    #expect(
      try printed("cafe\u{301} x", marking: "x") == """
        t.md:1:6: error: wrong [code]
            1 | cafe\u{301} x
              |      ^
        """
    )
  }

  @Test func `Windows line ends are not shown`() throws {
    #expect(
      try printed("a\r\nbad\r\nc", marking: "bad") == """
        t.md:2:1: error: wrong [code]
            2 | bad
              | ^~~
        """
    )
  }

  @Test func `a span over several lines is underlined to the end of its first`() throws {
    #expect(
      try printed("see {{ a\nb }} end", marking: "{{ a\nb }}") == """
        t.md:1:5: error: wrong [code]
            1 | see {{ a
              |     ^~~~
        """
    )
  }

  @Test func `the end of a file can be pointed at`() throws {
    let file = SourceFile(name: "t.md", text: "ab\n")
    let printer = DiagnosticPrinter()
    #expect(
      printer.text(Diagnostic(.error, "c", "m", at: file.span(3..<3)))
        == "t.md:2:1: error: m [c]\n    2 | \n      | ^"
    )
    #expect(
      printer.text(Diagnostic(.error, "c", "m", at: file.span(2..<3)))
        == "t.md:1:3: error: m [c]\n    1 | ab\n      |   ^"
    )
  }

  @Test func `a span that cuts a character shows what is there`() {
    let file = SourceFile(name: "t.md", bytes: Array("가x".utf8))
    #expect(
      DiagnosticPrinter().text(Diagnostic(.error, "c", "m", at: file.span(3..<4)))
        == "t.md:1:2: error: m [c]\n    1 | 가x\n      |   ^"
    )
    #expect(
      DiagnosticPrinter().text(Diagnostic(.error, "c", "m", at: file.span(1..<4)))
        .hasPrefix("t.md:1:2: error: m [c]\n    1 | \u{FFFD}")
    )
  }

  @Test func `control characters and turned writing do not reach the terminal`() throws {
    let text = try printed("a\u{1B}[31m\u{202E}b\0 bad", marking: "bad", hint: "no \u{7}")
    #expect(
      text == """
        t.md:1:11: error: wrong [code]
            1 | a␛[31m\u{FFFD}b␀ bad
              |           ^~~ no ␇
        """
    )
  }

  @Test func `a long line is cut around the place`() throws {
    let text = String(repeating: "x", count: 500) + "BAD" + String(repeating: "y", count: 500)
    let lines = try printed(text, marking: "BAD").split(separator: "\n")
    #expect(lines[0] == "t.md:1:501: error: wrong [code]")
    let before = String(repeating: "x", count: 60)
    let after = String(repeating: "y", count: 116)
    #expect(lines[1] == "    1 | …\(before)BAD\(after)…")
    #expect(lines[2] == "      | " + String(repeating: " ", count: 61) + "^~~")
  }

  @Test func `a long Korean line is cut by columns`() throws {
    let text = String(repeating: "가", count: 300) + "BAD" + String(repeating: "나", count: 300)
    let lines = try printed(text, marking: "BAD").split(separator: "\n")
    let before = String(repeating: "가", count: 30)
    let after = String(repeating: "나", count: 58)
    #expect(lines[1] == "    1 | …\(before)BAD\(after)…")
    #expect(lines[2] == "      | " + String(repeating: " ", count: 61) + "^~~")
  }

  @Test func `underlining ends with the line that is shown`() throws {
    let long = String(repeating: "z", count: 400)
    let lines = try printed("a \(long)", marking: long).split(separator: "\n")
    #expect(lines[2] == "      |   ^" + String(repeating: "~", count: 119))
  }

  @Test func `colours are only for a terminal`() throws {
    #expect(
      try printed("bad", marking: "bad", isColoured: true) == """
        \u{1B}[1mt.md:1:1:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m wrong [code]
            1 | bad
              | \u{1B}[1;32m^~~\u{1B}[0m
        """
    )
  }

  @Test func `wide line numbers widen the gutter`() throws {
    let text = String(repeating: "\n", count: 123_455) + "bad"
    #expect(
      try printed(text, marking: "bad") == """
        t.md:123456:1: error: wrong [code]
        123456 | bad
               | ^~~
        """
    )
  }

  @Test func `diagnostics are shown in the order of the text`() {
    let file = SourceFile(name: "a.md", text: "0123456789")
    let other = SourceFile(name: "b.md", text: "0123456789")
    func at(_ span: SourceSpan?, _ code: String) -> Diagnostic {
      Diagnostic(.error, code, "m", at: span)
    }
    let sorted = Diagnostic.inReadingOrder([
      at(other.span(0..<1), "1"), at(file.span(5..<6), "2"), at(file.span(1..<2), "z"),
      at(file.span(1..<9), "a"), at(nil, "0"),
    ])
    #expect(sorted.map(\.code) == ["0", "a", "z", "2", "1"])
  }
}
