import Diagnostics
import Testing

@testable import LogParsing

/// Expressions of PCRE2 in the syntax of RE2.
struct RE2TranslationTests {
  private func match(_ pattern: String) throws -> (SQLMatch?, [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let text = PatternText(pattern, name: "p")
    let expression = try #require(
      RegularExpression(text, diagnostics: &diagnostics),
      "\(diagnostics.map(\.message))"
    )
    let span = text.span(0..<text.bytes.count)
    return (expression.sqlMatch(for: .duckDB, at: span, diagnostics: &diagnostics), diagnostics)
  }

  @Test(arguments: [
    (#"(?<a>\d+)-(?P<b>\w*)"#, #"(?s)(([0-9]+)-([0-9A-Za-z_]*))"#),
    (#"(x)(?:y)(?<a>z)"#, "(?s)((?:x)(?:y)(z))"),
    (#"(?<a>[\s\-x-z\]])\Q.*\E+"#, #"(?s)(([\t-\r \-x-z\]])\.\*+)"#),
    (#"(?i:(?<a>k))\/\"\x41\e\x{AC00}\t"#, #"(?s)((?i:(k))/"A\x{1b}가\x{9})"#),
    (#"(?# note )^(?<a>.{2,3}?)\Z"#, #"(?s)(^(.{2,3}?)\z)"#),
    (#"a{,2}(?<a>x{2}|{)"#, #"(?s)(a\{,2\}(x{2}|\{))"#),
    (#"(?<a>\p{L}\pN[\P{Lu}])"#, #"(?s)((\p{L}\pN[\P{Lu}]))"#),
  ])
  func `An expression is said in RE2's words`(pattern: String, expected: String) throws {
    #expect(try match(pattern).0?.expression == expected)
  }

  @Test(arguments: [
    (#"(?<a>x)y?"#, ["m.g0"]),
    (#"(?<a>x)?y"#, ["nullif(m.g0, '')"]),
    (#"(?:-|(?<a>\d+))"#, ["nullif(m.g0, '')"]),
    (#"(?:=(?<a>.*))?"#, ["CASE WHEN m.g0 <> '' THEN m.g1 END"]),
    (#"(?:-|(?<a>\w*)):"#, ["CASE WHEN m.p0_0 = '' THEN m.g1 END"]),
    (#"(?:(?<a>x)|(?<a>y))"#, ["coalesce(nullif(m.g0, ''), nullif(m.g1, ''))"]),
  ])
  func `A group that may take no part is null when it takes none`(
    pattern: String,
    fields: [String]
  ) throws {
    #expect(try match(pattern).0?.fields == fields)
  }

  @Test(arguments: [
    (
      #"(?<a>x)(?=y)"#,
      "p:1:8: databases run expressions of RE2, which has no counterpart of a look-ahead [no-counterpart]"
    ),
    (
      #"(?<!y)(?<a>x)"#,
      "p:1:1: databases run expressions of RE2, which has no counterpart of a look-behind [no-counterpart]"
    ),
    (
      #"(?<a>x++)"#,
      "p:1:7: databases run expressions of RE2, which has no counterpart of a possessive quantifier [no-counterpart]"
    ),
    (
      #"(?<a>(?>x))"#,
      "p:1:6: databases run expressions of RE2, which has no counterpart of an atomic group [no-counterpart]"
    ),
    (
      #"(?<a>x)\k<a>"#,
      "p:1:8: databases run expressions of RE2, which has no counterpart of a back reference [no-counterpart]"
    ),
    (
      #"(?<a>x)\K"#,
      "p:1:8: databases run expressions of RE2, which has no counterpart of \\K [no-counterpart]"
    ),
    (
      #"(?x) (?<a>x)"#,
      "p:1:1: databases run expressions of RE2, which has no counterpart of this setting [no-counterpart]"
    ),
    (
      #"(?<a>(?:x{40}){40})"#,
      "p:1:15: databases run expressions of RE2, which has no counterpart of more than 1,000 repetitions [no-counterpart]"
    ),
    (
      #"(?<a>x(?&a)?)"#,
      "p:1:7: databases run expressions of RE2, which has no counterpart of a recursion [no-counterpart]"
    ),
    (
      "(?<a>(?:x*|y)+)",
      "p:1:14: databases run expressions of RE2, which has no counterpart of a repetition of what may be empty [no-counterpart]"
    ),
    (
      #"x(?<a>y*)?z"#,
      "p:1:1: a database cannot tell whether the field 'a' is empty or absent [no-counterpart]"
    ),
  ])
  func `What a database has no counterpart of is told at its place`(
    pattern: String,
    message: String
  ) throws {
    let (found, diagnostics) = try match(pattern)
    #expect(found == nil)
    #expect(diagnostics.map(\.told) == [message])
  }

  @Test
  func `The whole library of grok patterns has counterparts`() throws {
    for name in GrokLibrary.patterns.keys {
      var diagnostics: [Diagnostic] = []
      let grok = try #require(
        RegularExpression(
          grok: PatternText("^%{\(name):whole}", name: name),
          diagnostics: &diagnostics
        )
      )
      _ = grok.sqlMatch(for: .duckDB, at: nil, diagnostics: &diagnostics)
      #expect(diagnostics.map(\.message) == [], "\(name)")
    }
  }

  @Test
  func `Types and formats that SQL has no words for are told`() throws {
    var diagnostics: [Diagnostic] = []
    let dissect = try #require(
      Dissect(PatternText("%{a:duration} %{b:url}", name: "p"), diagnostics: &diagnostics)
    )
    let format = LogFormat(name: "x", matcher: dissect)
    let parser = LogParser(
      formats: [format],
      columns: format.columns,
      recordStart: .unindented
    )
    #expect(LogSQL(parser, at: nil, diagnostics: &diagnostics) == nil)
    #expect(
      diagnostics.map(\.message) == [
        "a record of several lines cannot be parsed by a database",
        "the type duration of column 'a' cannot be parsed by a database",
        "the type URL of column 'b' cannot be parsed by a database",
      ]
    )
  }
}
