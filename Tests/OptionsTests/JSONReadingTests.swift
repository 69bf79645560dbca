import Diagnostics
import Options
import Tables
import Testing

/// JSON read byte by byte: values, places and complaints.
@Suite struct JSONReadingTests {
  private func read(_ text: String) -> (OptionNode?, [String]) {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(name: "a.json", text: text)
    let node = OptionNode.parse(json: file, diagnostics: &diagnostics)
    let lines = diagnostics.map { diagnostic in
      let start = diagnostic.span?.start
      return "\(start?.line ?? 0):\(start?.column ?? 0) \(diagnostic.message)"
        + (diagnostic.hint.map { "; \($0)" } ?? "")
    }
    return (node, lines)
  }

  private func value(_ text: String) -> Value? {
    guard case .value(let value)? = read(text).0?.content else { return nil }
    return value
  }

  @Test func numbers() {
    #expect(value("12") == .int(12))
    #expect(value("-9223372036854775808") == .int(.min))
    #expect(value("9223372036854775808") == .double(9_223_372_036_854_775_808))
    #expect(value("-0") == .double(-0.0))
    #expect(value("0.1") == .double(0.1))
    #expect(value("1e3") == .double(1_000))
    #expect(value("-2.5E-3") == .double(-0.0025))
    #expect(value("1.7976931348623157e308") == .double(.greatestFiniteMagnitude))
    #expect(value("5e-324") == .double(.leastNonzeroMagnitude))
    #expect(value("123456789012345678901234567890") == .double(1.2345678901234568e29))
    #expect(value("0.30000000000000004") == .double(0.30000000000000004))
  }

  @Test func texts() {
    #expect(value(#""a\"\\\/\b\f\n\r\té\ud83d\ude00""#) == .string("a\"\\/\u{8}\u{c}\n\r\té😀"))
    #expect(value(#""\ud83d!""#) == .string("\u{FFFD}!"))
    #expect(value("\"학생\"") == .string("학생"))
    #expect(value("\"{{ a }}\"") == .string("{{ a }}"))
    #expect(value("true") == .bool(true))
    #expect(value(" null ") == .null)
  }

  @Test func places() {
    let (node, problems) = read("{\n  \"mark\": \"bar\",\n  \"xs\": [1, {\"a\": true}]\n}")
    #expect(problems.isEmpty)
    #expect(node?.entries.map(\.key.span.text) == ["mark", "xs"])
    #expect(node?["mark"]?.span.text == "bar")
    #expect(node?["mark"]?.span.start.line == 2)
    #expect(node?["xs"]?.span.text == "[1, {\"a\": true}]")
  }

  @Test func rowsAreOneValue() {
    let (node, _) = read(
      #"{"values": [{"a": 1, "b": 2}, {"a": 3, "b": 4}, {"b": 5}, {"a": 6, "c": 7, "a": 8}, 9]}"#
    )
    guard case .value(let rows)? = node?["values"]?.content else {
      Issue.record("no rows")
      return
    }
    let expected: [Value] = [
      .record(Record([("a", .int(1)), ("b", .int(2))])),
      .record(Record([("a", .int(3)), ("b", .int(4))])),
      .record(Record([("b", .int(5))])),
      .record(Record([("a", .int(8)), ("c", .int(7))])),
      .int(9),
    ]
    #expect(rows == .list(expected))
    #expect(node?["values"]?.kindName == "a list")
  }

  @Test func theLastOfDoubledKeysCounts() {
    let (node, problems) = read(#"{"a": 1, "b": 2, "a": 3}"#)
    #expect(problems == ["1:19 'a' is given twice; the last one counts"])
    #expect(node?.entries.map(\.key.value) == ["a", "b"])
    if case .value(let value)? = node?["a"]?.content { #expect(value == .int(3)) }
  }

  @Test(arguments: [
    ("", "1:1 the file ends where a value should be"),
    ("{", "1:2 the file ends where a key in double quotes should be"),
    ("[1, 2", "1:6 the file ends where ',' or ']' after an item of a list should be"),
    ("[1,]", "1:4 a comma stands before ']'; take the comma away"),
    ("{\"a\": 1,}", "1:9 a comma stands before '}'; take the comma away"),
    (
      "{a: 1}", "1:2 'a' stands where a key in double quotes should be"
    ),
    (
      "{'a': 1}",
      "1:2 ''' stands where a key in double quotes should be; JSON writes texts in double quotes"
    ),
    ("{\"a\" 1}", "1:6 '1' stands where ':' after the key 'a' should be"),
    ("{\"a\": 1 \"b\": 2}", "1:9 '\"' stands where ',' or '}' after the value of 'a' should be"),
    ("{} x", "1:4 the file goes on after its value"),
    ("// a\n{}", "1:1 '/' stands where a value should be; JSON has no comments"),
    ("[NaN]", "1:2 'NaN' is no value of JSON; write null"),
    ("[tru]", "1:2 'tru' is no value of JSON; a text stands in double quotes"),
    ("[01]", "1:2 '01' is no number of JSON; as in 12, -0.5 or 1e6"),
    ("[1.]", "1:2 '1.' is no number of JSON; as in 12, -0.5 or 1e6"),
    ("[-]", "1:2 '-' is no number of JSON; as in 12, -0.5 or 1e6"),
    ("\"a", "1:1 a text has no closing quote"),
    ("\"a\nb\"", "1:1 a text has no closing quote"),
    ("\"a\tb\"", "1:3 a control character stands in a text; write it as '\\u…'"),
    ("\"\\x\"", "1:2 '\\x' is no escape of JSON; a backslash is written '\\\\'"),
    ("\"\\u12g4\"", "1:2 '\\u' takes four hexadecimal digits"),
    ("{\"values\": [{\"a\": 1,}]}", "1:21 a comma stands before '}'; take the comma away"),
    (
      "{\"values\": [{\"a\": 1}, {\"a\" 1}]}",
      "1:28 '1' stands where ':' after the key 'a' should be"
    ),
  ])
  func complaints(_ text: String, _ expected: String) {
    let (node, problems) = read(text)
    #expect(node == nil)
    #expect(problems == [expected])
  }

  @Test func depthIsLimited() {
    let deep = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    #expect(read(deep).1 == ["1:257 lists and objects nest more than 256 deep"])
    #expect(read("{\"values\": \(deep)}").0 == nil)
  }

  @Test func filesOfJSON() {
    #expect(OptionNode.isJSON(SourceFile(name: "a.json", text: "")))
    #expect(OptionNode.isJSON(SourceFile(name: "a", text: "\n {\"a\": 1}")))
    #expect(!OptionNode.isJSON(SourceFile(name: "a.yaml", text: "a: {}")))
  }

  @Test func brokenUTF8() {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(name: "a.json", bytes: [0x22, 0x61, 0xFF, 0x22])
    #expect(OptionNode.parse(json: file, diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.message) == ["the text is not UTF-8"])
  }
}
