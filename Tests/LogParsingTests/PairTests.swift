import Diagnostics
import Testing

@testable import LogParsing

/// Logfmt, and pairs with separators of one's own.
struct PairTests {
  private func logfmt(_ names: [String], rest: Bool = false) throws -> Logfmt {
    var diagnostics: [Diagnostic] = []
    let patterns = names.map { PatternText($0, name: "p") }
    return try #require(Logfmt(names: patterns, rest: rest, diagnostics: &diagnostics))
  }

  private func pairs(
    _ names: [String],
    _ options: KeyValue.Options = .init(),
    rest: Bool = false
  ) throws -> KeyValue {
    var diagnostics: [Diagnostic] = []
    let patterns = names.map { PatternText($0, name: "p") }
    return try #require(
      KeyValue(names: patterns, options: options, rest: rest, diagnostics: &diagnostics)
    )
  }

  @Test
  func `A line of Heroku's router is read`() throws {
    // From Heroku's documentation of its router's log.
    let line = MatchedLine(
      #"at=info method=GET path="/" host=example-app-1234567890ab.heroku.com "#
        + #"request_id=8601b555-6a83-4c12-8269-97c8e32cdb22 fwd="204.204.204.204" dyno=web.1 "#
        + #"connect=1ms service=18ms status=200 bytes=13 tls_version=tls1.1 protocol=http"#,
      by: try logfmt(["path", "fwd", "service", "status", "protocol", "code"])
    )
    #expect(
      line.fields == [
        "path": "/", "fwd": "204.204.204.204", "service": "18ms", "status": "200",
        "protocol": "http",
      ]
    )
  }

  @Test(arguments: [
    // The example of kr/logfmt's documentation.
    (#"foo=bar a=14 baz="hello kitty" cool%story=bro f %^asdf"#, ["foo": "bar", "a": "14"]),
    (#"a= foo="""#, ["a": "", "foo": ""]), ("a foo=1", ["a": "true", "foo": "1"]),
    (#"a="x \"y\" \\ \u00e9\n" foo=="#, ["a": "x \"y\" \\ é\n", "foo": "="]),
    (#"a="C:\dir""#, ["a": #"C:\dir"#]), ("\t a=1\u{1} foo=2  ", ["a": "1", "foo": "2"]),
    ("a=1 a=2", ["a": "2"]), ("a=/x?y=z&b=c", ["a": "/x?y=z&b=c"]),
    ("foo=가 a=\"나 다\"", ["foo": "가", "a": "나 다"]),
    ("b=1", [:]),
  ])
  func `Words of key and value are fields`(line: String, fields: [String: String]) throws {
    let found = MatchedLine(line, by: try logfmt(["a", "foo"]))
    #expect(found.mismatch == nil)
    #expect(found.fields == fields)
  }

  @Test(arguments: [
    ("just some words", "no key=value", 0), ("a=1 =2", "no key before '='", 4),
    (#"a="x"#, "a quoted value does not end", 2), (#"a="x\""#, "a quoted value does not end", 2),
    (#"a="x\"#, "a quoted value does not end", 2),
    (#"a="x"y"#, "text after a quoted value", 5), (#"a"b=1"#, "a quote in a key", 1),
    (#"a=b"c""#, "a quote in a value that begins without one", 3),
  ])
  func `What is no logfmt is told with its byte`(line: String, what: String, at: Int) throws {
    #expect(MatchedLine(line, by: try logfmt(["a"])).mismatch == .malformed(what, at: at))
  }

  @Test
  func `Pairs without a field are the rest`() throws {
    let found = MatchedLine(
      #"a=1 msg="say \"hi\"\n" a=2 path=C:\x flag"#,
      by: try logfmt(["a"], rest: true)
    )
    #expect(
      found.fields == [
        "a": "2", "rest": #"{"msg":"say \"hi\"\n","path":"C:\\x","flag":"true"}"#,
      ]
    )
    #expect(MatchedLine("a=1", by: try logfmt(["a"], rest: true)).fields == ["a": "1"])
  }

  @Test
  func `The rest of the shortest and the oddest pairs has room`() throws {
    for pair in ["k ", "\u{1}\u{2}=\" \" ", "k=\"\u{1}\u{1}\u{1}\" "] {
      let line = "a=\"\\n\" " + String(repeating: pair, count: 5_000)
      let found = MatchedLine(line, by: try logfmt(["a"], rest: true))
      #expect(found.fields["a"] == "\n" || found.mismatch != nil)
    }
  }

  @Test
  func `Separators, trimming and quotes of pairs are chosen`() throws {
    let fix = KeyValue.Options(pairSeparator: Literal([1]), quotes: [])
    #expect(
      MatchedLine("8=FIX.4.4\u{1}35=A\u{1}58=\"x\u{1}", by: try pairs(["35", "58"], fix)).fields
        == ["35": "A", "58": "\"x"]
    )
    let spaced = KeyValue.Options(
      pairSeparator: Literal(Array(";".utf8)),
      keySeparator: Literal(Array("=>".utf8)),
      trimmedKeyBytes: Array(" ".utf8),
      trimmedValueBytes: Array(" \t".utf8),
      quotes: Array("\"'".utf8)
    )
    let line = MatchedLine(
      #" user => 'O\'Brien; "x\"' ;; ip =>\#t10.0.0.1\#t; empty=>; q => "a\\b\c" ; e=>''"#,
      by: try pairs(["user", "ip", "empty", "q", "e"], spaced)
    )
    #expect(
      line.fields == [
        "user": #"O'Brien; "x\""#, "ip": "10.0.0.1", "empty": "", "q": #"a\b\c"#, "e": "",
      ]
    )
  }

  @Test
  func `A firewall's line is read with its rest`() throws {
    // The shape of FortiGate's documentation.
    let line = MatchedLine(
      #"date=2019-05-10 time=11:37:47 logid="0000000013" type="traffic" srcip=10.1.100.11 "#
        + #"msg="policy \"a b\" = c" duration=9"#,
      by: try pairs(["date", "srcip", "duration"], rest: true)
    )
    #expect(
      line.fields == [
        "date": "2019-05-10", "srcip": "10.1.100.11", "duration": "9",
        "rest":
          #"{"time":"11:37:47","logid":"0000000013","type":"traffic","msg":"policy \"a b\" = c"}"#,
      ]
    )
  }

  @Test(arguments: [
    ("a=1 b c=2", "a piece without its key separator", 4),
    ("b", "a piece without its key separator", 0),
    (#"a="x y"#, "a quoted value does not end", 2),
    (#"a="x"y b=1"#, "text after a quoted value", 5),
  ])
  func `What are no pairs is told with its byte`(line: String, what: String, at: Int) throws {
    #expect(MatchedLine(line, by: try pairs(["a"])).mismatch == .malformed(what, at: at))
  }

  @Test
  func `A key that is named twice is told at its place`() {
    var diagnostics: [Diagnostic] = []
    let names = ["a", "rest", "a"].map { PatternText($0, name: $0) }
    #expect(Logfmt(names: names, rest: true, diagnostics: &diagnostics) == nil)
    #expect(
      diagnostics.map(\.told) == [
        "rest:1:1: the field 'rest' stands twice [bad-pattern]",
        "a:1:1: the field 'a' stands twice [bad-pattern]",
      ]
    )
  }
}
