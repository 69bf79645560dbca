import Diagnostics
import Expressions
import Tables
import Testing

@Suite struct SmokeTests {
  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("'a' + 1", "a1"), ("format(1234.5, ',.2f')", "1,234.50"),
    ("params.x[1]", "20"), ("if(true, 1, nope2)", "1"), ("replace('a-b-c', /-/g, '+')", "a+b+c"),
    ("timeFormat(datetime(2022, 2, 1), '%Y-%m-%d')", "2022-03-01"), ("10 % 4", "2"),
    ("1/4", "0.25"),
    ("timeFormat(0)", "1970"), ("split('a1b2c', /\\d/)", "[a, b, c]"),
    ("round(quantileNormal(0.975) * 1e6)", "1959964"),
  ])
  func basic(_ source: String, _ expected: String) throws {
    let file = SourceFile(name: "t", text: source)
    let scope = NamedValues(["params": .record(Record([("x", .list([.int(10), .int(20)]))]))])
    do {
      let value = try Expression(source, at: file.span(0..<file.bytes.count)).evaluate(in: scope)
      #expect(value.displayText == expected)
    } catch { print(DiagnosticPrinter().text(error)) }
  }
}
