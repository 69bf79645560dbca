import Diagnostics
import Expressions
import Tables
import Testing

@Suite struct InterpolationTests {
  private let scope = NamedValues([
    "n": .int(1_234), "day": .date(19_052), "none": .null, "s": .string("<b>{{ n }}"),
    "t": .table(Table(schema: Schema([]), batches: [])),
  ])

  private func parse(_ text: String) -> (Interpolation, [Diagnostic]) {
    let file = SourceFile(name: "t.md", text: text)
    var diagnostics: [Diagnostic] = []
    let span = file.span(0..<file.bytes.count)
    return (Interpolation.parse(span, into: &diagnostics), diagnostics)
  }

  @Test(arguments: [
    ("no expression", "no expression"), ("", ""), ("{{ n }}", "1234"), ("a{{n}}b", "a1234b"),
    ("{{ n }}{{ n + 1 }}", "12341235"), ("{{ format(n, ',d') }} students", "1,234 students"),
    ("since {{ day }}", "since 2022-03-01"), ("[{{ none }}]", "[]"), ("{{ s }}", "<b>{{ n }}"),
    ("\\{{ n }}", "{{ n }}"), ("\\{{ {{ n }} }}", "{{ 1234 }}"), ("{{ '}}' }}", "}}"),
    ("{{ \"}}\" + '\\'}}' }}", "}}'}}"), ("{{ {a: {b: 1}}.a.b }}", "1"), ("{{{a: 1}.a}}", "1"),
    ("{ n }", "{ n }"), ("}} {{ n }}", "}} 1234"), ("a \\ b", "a \\ b"), ("{{\nn\n}}", "1234"),
    ("학생 {{ n }}명", "학생 1234명"), ("{ {{ n }} }", "{ 1234 }"), ("{%{{n}}%}", "{%1234%}"),
  ])
  func `expressions in a text are filled in`(_ source: String, _ expected: String) throws {
    let (interpolation, diagnostics) = parse(source)
    #expect(diagnostics.isEmpty)
    #expect(try interpolation.text(in: scope) == expected)
  }

  @Test func `a lone expression keeps its type`() throws {
    #expect(try parse("{{ n }}").0.value(in: scope) == .int(1_234))
    #expect(try parse(" {{ day }}\n").0.value(in: scope) == .date(19_052))
    #expect(try parse("{{ none }}").0.value(in: scope) == .null)
    #expect(try parse("{{ n }}{{ n }}").0.value(in: scope) == .string("12341234"))
    #expect(try parse("{{ n }} x").0.value(in: scope) == .string("1234 x"))
    #expect(try parse("x").0.value(in: scope) == .string("x"))
    #expect(try parse(" ").0.value(in: scope) == .string(" "))
    #expect(try parse("\\{{").0.value(in: scope) == .string("{{"))
  }

  @Test func `every mistake is collected with its place`() throws {
    let (interpolation, diagnostics) = parse("가 {{ 1 + }} and {{ uper(n) }} then {{ n }} {{ open")
    let found = diagnostics.map { "\($0.span?.range ?? 0..<0) \($0.message)" }
    #expect(
      found == [
        "11..<11 expected a value, found the end", "21..<25 no function 'uper'",
        "45..<47 '{{' is not closed",
      ]
    )
    #expect(diagnostics.last?.hint == "close it with '}}', or write \\{{ for two braces")
    #expect(interpolation.references.map(\.value) == ["n"])
    #expect(interpolation.references.map(\.span.range) == [40..<41])
    #expect(interpolation.expressions.count == 1)
  }

  @Test func `an unclosed quote does not swallow the page`() {
    let (interpolation, diagnostics) = parse("{{ it's }} and {{ n }}")
    #expect(diagnostics.map(\.message) == ["the text that begins here is not closed"])
    #expect(interpolation.references.map(\.value) == ["n"])
  }

  @Test func `a table in a text is a mistake`() {
    do throws(Diagnostic) {
      _ = try parse("all: {{ t }}").0.text(in: scope)
      Issue.record("no error")
    } catch {
      #expect(error.code == "table-in-text")
      #expect(error.message == "'t' is a table, not a value")
      #expect(error.hint == "take a cell, as in t[0].column, or show it with a table directive")
    }
  }

  @Test func `ranges are found in a part of a file`() {
    let file = SourceFile(name: "t.md", text: "{{ a }} {{ b }} \\{{ {{ '}}' }} {{ c")
    let all = Interpolation.ranges(in: file, 0..<file.bytes.count)
    #expect(all.map(\.outer) == [0..<7, 8..<15, 20..<30, 31..<35])
    #expect(all.map(\.inner) == [2..<5, 10..<13, 22..<28, nil])
    #expect(Interpolation.ranges(in: file, 8..<15).map(\.outer) == [8..<15])
    #expect(Interpolation.ranges(in: file, 8..<14).map(\.inner) == [nil])
    #expect(Interpolation.ranges(in: file, 3..<3).isEmpty)
    #expect(Interpolation.ranges(in: file, 0..<999).count == 4)
  }

  @Test func `the parts cover the text in order`() throws {
    let (interpolation, _) = parse("a {{ n }} b")
    let texts = interpolation.parts.map { part in
      switch part {
      case .text(let text): text.span.text
      case .expression(let expression): expression.span.text
      }
    }
    #expect(texts == ["a ", " n ", " b"])
  }
}
