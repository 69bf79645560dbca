import Diagnostics
import Testing

@testable import LogParsing

/// Grok patterns: fields, types, definitions of one's own, and what is wrong with them.
struct GrokTests {
  private func compiled(
    _ pattern: String,
    _ definitions: [String: String] = [:]
  ) throws -> RegularExpression {
    var diagnostics: [Diagnostic] = []
    let grok = RegularExpression(
      grok: PatternText(pattern, name: "pattern"),
      definitions: definitions.reduce(into: [:]) {
        $0[$1.key] = PatternText($1.value, name: $1.key)
      },
      diagnostics: &diagnostics
    )
    return try #require(grok, "\(diagnostics.map(\.told))")
  }

  @Test
  func `The first example of the grok filter's documentation`() throws {
    let grok = try compiled(
      "%{IP:client} %{WORD:method} %{URIPATHPARAM:request} %{NUMBER:bytes:int} %{NUMBER:duration:float}"
    )
    #expect(
      MatchedLine("55.3.244.1 GET /index.html 15824 0.043", by: grok).taken == [
        "client": "55.3.244.1", "method": "GET", "request": "/index.html", "bytes": "15824",
        "duration": "0.043",
      ]
    )
    #expect(grok.fields.map(\.type) == [nil, nil, nil, .int, .float])
  }

  /// The example of the filter's documentation for patterns of one's own.
  @Test
  func `One's own patterns and named groups are fields like others`() throws {
    let line =
      "Jan  1 06:25:43 mailserver14 postfix/cleanup[21403]: BEF25A72965: message-id=<20130101142543.5828399CCAF@mailserver14.example.com>"
    let expected = [
      "timestamp": "Jan  1 06:25:43", "logsource": "mailserver14", "program": "postfix/cleanup",
      "pid": "21403", "queue_id": "BEF25A72965",
      "syslog_message": "message-id=<20130101142543.5828399CCAF@mailserver14.example.com>",
    ]
    let named = try compiled(
      "%{SYSLOGBASE} %{POSTFIX_QUEUE:queue_id}: %{GREEDYDATA:syslog_message}",
      ["POSTFIX_QUEUE": "[0-9A-F]{10,11}"]
    )
    #expect(MatchedLine(line, by: named).taken == expected)
    let inline = try compiled(
      "%{SYSLOGBASE} (?<queue_id>[0-9A-F]{10,11}): %{GREEDYDATA:syslog_message}"
    )
    #expect(MatchedLine(line, by: inline).taken == expected)
  }

  @Test(arguments: [
    (
      "%{WORD:[http][request][method]} %{INT:[http][response][status_code]:int}",
      ["http.request.method", "http.response.status_code"]
    ),
    ("%{WORD:http.request.method}", ["http.request.method"]),
    ("%{WORD:이름} %{WORD:@metadata}", ["이름", "@metadata"]),
    ("(?:%{INT:a}|%{WORD:a}) %{WORD:b}", ["a", "b"]),
    ("(%{INT:a})(?:x)(y)", ["a"]),
  ])
  func `Fields have names of several kinds, each once`(pattern: String, names: [String]) throws {
    #expect(try compiled(pattern).fields.map(\.name) == names)
  }

  @Test
  func `A field in two branches is that of the branch taken`() throws {
    let grok = try compiled("^(?:id %{INT:who:int}|user %{WORD:who})$")
    #expect(MatchedLine("id 12", by: grok).taken == ["who": "12"])
    #expect(MatchedLine("user ann", by: grok).taken == ["who": "ann"])
    #expect(grok.fields == [MatchedField(name: "who", type: .int)])
  }

  @Test
  func `A definition of one's own goes before the library's`() throws {
    let grok = try compiled("%{WORD:a}", ["WORD": "[a-c]+|[x-z]+"])
    #expect(MatchedLine("hello xyz", by: grok).taken == ["a": "xyz"])
  }

  @Test(arguments: [
    (
      "%{WRD:a}", "p:1:3: the pattern 'WRD' is not defined [unknown-pattern] (did you mean 'WORD'?)"
    ),
    (
      "x %{INT:n} %{HTTPDAET:time}",
      "p:1:14: the pattern 'HTTPDAET' is not defined [unknown-pattern] (did you mean 'HTTPDATE'?)"
    ),
    ("%{WORD:a", "p:1:1: '%{' has no '}' [bad-pattern] (close the reference: %{WORD:name})"),
    (
      "%{WORD}",
      "p:1:1: the pattern has no field [bad-pattern] (name the parts of a line: %{TIMESTAMP_ISO8601:time} %{LOGLEVEL:level})"
    ),
    (
      "%{WORD:}",
      "p:1:8: the field has no name [bad-pattern] (leave out the ':' for a part to skip)"
    ),
    (
      "%{WORD:[a][b}",
      "p:1:8: '[a][b' is not a name of a field [bad-pattern] (write verb, http.request.method or [http][request][method])"
    ),
    ("%{WORD:a:itn}", "p:1:10: 'itn' is not a type of fields [unknown-type] (did you mean 'int'?)"),
    (
      "%{WORD:a} (%{INT:b}",
      "p:1:20: the expression does not compile: missing closing parenthesis [bad-expression]"
    ),
    (
      "%{WORD:a} *+? %{INT:b}",
      "p:1:13: the expression does not compile: quantifier does not follow a repeatable item [bad-expression]"
    ),
  ])
  func `What is wrong with a pattern is told at its place`(pattern: String, message: String) {
    var diagnostics: [Diagnostic] = []
    let grok = RegularExpression(grok: PatternText(pattern, name: "p"), diagnostics: &diagnostics)
    #expect(grok == nil)
    #expect(diagnostics.map(\.toldWithHint) == [message])
  }

  @Test(arguments: [
    (
      "%{A:a}", ["A": "x%{B}", "B": "%{C}|y", "C": "%{A}"],
      "C:1:3: a pattern cannot hold itself: 'A' within 'B' within 'C' within 'A' [bad-pattern]"
    ),
    ("%{A:a}", ["A": "%{A}"], "A:1:3: a pattern cannot hold itself: 'A' within 'A' [bad-pattern]"),
    (
      "%{A:a}", ["A": "x(y"],
      "A:1:4: the expression does not compile: missing closing parenthesis [bad-expression]"
    ),
    ("%{A:a}", ["A": "ab %{NUMBR}"], "A:1:6: the pattern 'NUMBR' is not defined [unknown-pattern]"),
  ])
  func `What is wrong with a definition is told in the definition`(
    pattern: String,
    definitions: [String: String],
    message: String
  ) {
    var diagnostics: [Diagnostic] = []
    let grok = RegularExpression(
      grok: PatternText(pattern, name: "p"),
      definitions: definitions.reduce(into: [:]) {
        $0[$1.key] = PatternText($1.value, name: $1.key)
      },
      diagnostics: &diagnostics
    )
    #expect(grok == nil)
    #expect(diagnostics.map(\.told) == [message])
  }

  @Test
  func `Definitions that double at each step are stopped`() {
    var definitions = ["A0": PatternText("xxxxxxxxxx", name: "A0")]
    for step in 1...40 {
      definitions["A\(step)"] = PatternText("%{A\(step - 1)}%{A\(step - 1)}", name: "A\(step)")
    }
    var diagnostics: [Diagnostic] = []
    let grok = RegularExpression(
      grok: PatternText("%{A40:a}", name: "p"),
      definitions: definitions,
      diagnostics: &diagnostics
    )
    #expect(grok == nil)
    #expect(
      diagnostics.map(\.told) == [
        "p:1:3: with 'A40' written out the pattern is longer than 60,000 bytes [bad-pattern]"
      ]
    )
  }
}
