import Diagnostics
import Testing

@testable import LogParsing

/// Regular expressions: what they take, and what is wrong with them.
struct RegularExpressionTests {
  private func compiled(_ pattern: String) throws -> RegularExpression {
    var diagnostics: [Diagnostic] = []
    let expression = RegularExpression(
      PatternText(pattern, name: "pattern"),
      diagnostics: &diagnostics
    )
    return try #require(expression, "\(diagnostics.map(\.told))")
  }

  /// Expected values from Python: `re.search(pattern, line).groupdict()` without the None values.
  @Test(arguments: [
    (#"(?<k>\w+)=(?<v>\d+)"#, "- port=8080;", ["k": "port", "v": "8080"]),
    (#"(?P<a>x)?(?P<b>y)"#, "y", ["b": "y"]),
    (#"(?<a>x?)(?<b>y)"#, "y", ["a": "", "b": "y"]),
    (#"^(?<first>.)(?<rest>.*)$"#, "가나다", ["first": "가", "rest": "나다"]),
    (#"^(?<first>.)(?<rest>.*)$"#, "abc", ["first": "a", "rest": "bc"]),
    (#"이름: (?<name>[가-힣]+)"#, "이름: 홍길동.", ["name": "홍길동"]),
    (#"(?<q>['"])(?<text>.*?)\k<q>"#, #"say "it's" now"#, ["q": "\"", "text": "it's"]),
    (#"(.)(?<twice>\1+)"#, "abccc", ["twice": "cc"]),
    (#"(?<!\d)(?<n>\d{2})(?!\d)"#, "123 45 6", ["n": "45"]),
  ])
  func `A field is a named group that takes part in the match`(
    pattern: String,
    line: String,
    expected: [String: String]
  ) throws {
    #expect(try MatchedLine(line, by: compiled(pattern)).taken == expected)
  }

  @Test
  func `Of groups with one name the first that takes part counts`() throws {
    let expression = try compiled(#"^(?:id=(?<id>\d+)|(?<id>[a-z]+):) (?<rest>.*)"#)
    #expect(expression.fields.map(\.name) == ["id", "rest"])
    #expect(MatchedLine("id=7 x", by: expression).taken == ["id": "7", "rest": "x"])
    #expect(MatchedLine("abc: y", by: expression).taken == ["id": "abc", "rest": "y"])
  }

  @Test
  func `Bytes that are no UTF-8 are characters of an expression in ASCII`() throws {
    let expression = try compiled(#"^(?<all>.*) (?<word>\w+)$"#)
    let slots = expression.makeSlots()
    ([0x61, 0xFF, 0xC3, 0x20, 0x62] as [UInt8]).withUnsafeBytes { line in
      #expect(expression.match(line, slots) == nil)
      #expect(slots[0].map(Array.init) == [0x61, 0xFF, 0xC3])
    }
  }

  @Test
  func `Bytes that are no UTF-8 match nothing of an expression beyond ASCII`() throws {
    let expression = try compiled("가(?<rest>.*)")
    #expect(MatchedLine(Array("x가".utf8) + [0x62, 0xFF], by: expression).taken == ["rest": "b"])
    let whole = try compiled("^(?<all>.*)가?$")
    #expect(MatchedLine([0x61, 0xFF, 0x62], by: whole).mismatch == .noMatch)
  }

  /// PCRE2's issue 224: machine code for text that may be broken gets these wrong before 10.43.
  @Test(arguments: [#"\S"#, #"\D"#, #"\W"#, "[^a]", "."])
  func `Characters beyond ASCII are of the negated kinds`(kind: String) throws {
    #expect(MatchedLine("a 가", by: try compiled(" (?<c>\(kind)+)$")).taken == ["c": "가"])
    #expect(MatchedLine("가 가", by: try compiled("^가 (?<c>\(kind)+)$")).taken == ["c": "가"])
  }

  @Test
  func `An empty line is matched as one`() throws {
    #expect(try MatchedLine("", by: compiled("^(?<all>.*)$")).taken == ["all": ""])
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("^(?<a>(a+)+)$", String(repeating: "a", count: 40) + "b"),
      ("^(?<a>(?:a|aa)+)+$", String(repeating: "a", count: 64) + "b"),
      (#"(?<a>(\w+\s?)+)\."#, String(repeating: "word ", count: 60) + "! ."),
      ("(?<a>(?:.*,){12}P)", "P" + String(repeating: "1,2,3,4,5,6,7,8,9,10,", count: 8)),
      (#"(?<a>\((?:[^()]|(?&a))*\))"#, String(repeating: "(", count: 200_000) + ")"),
      ("^(?<a>(?:가+)+)$", String(repeating: "가", count: 40) + "b"),
    ]
  )
  func `No expression can hang: a line that costs too many steps is a reject`(
    pattern: String,
    line: String
  ) throws {
    let start = ContinuousClock.now
    let isLimited =
      try MatchedLine(line, by: compiled(pattern)).mismatch == .matchLimit
    #expect(isLimited, "\(pattern)")
    // Without the limit these take years.
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test
  func `A line of many megabytes is matched`() throws {
    let line = String(repeating: "abc ", count: 2_000_000) + "end=1"
    let expression = try compiled(#"^(?<text>.*) end=(?<n>\d)$"#)
    #expect(MatchedLine(line, by: expression).taken?["n"] == "1")
    let lazy = try compiled(#"(?<text>\w+)=(?<n>\d)$"#)
    #expect(MatchedLine(line, by: lazy).taken?["text"] == "end")
  }

  /// The words are PCRE2's own.
  @Test(arguments: [
    (
      "(?<a>x",
      "p:1:7: the expression does not compile: missing closing parenthesis [bad-expression]"
    ),
    (
      "(?<a>x)[b",
      "p:1:10: the expression does not compile: missing terminating ] for character class [bad-expression]"
    ),
    (
      "ab(?<a>*)",
      "p:1:8: the expression does not compile: quantifier does not follow a repeatable item [bad-expression]"
    ),
    (
      "(?<1>x)",
      "p:1:4: the expression does not compile: subpattern name must start with a non-digit [bad-expression]"
    ),
    (
      "(?<a>x)\\k<b>",
      "p:1:11: the expression does not compile: reference to non-existent subpattern [bad-expression]"
    ),
    ("(a)(b)", "p:1:1: the expression has no named group [bad-expression]"),
    ("", "p:1:1: the expression has no named group [bad-expression]"),
  ])
  func `What is wrong with an expression is told at its place`(pattern: String, message: String) {
    var diagnostics: [Diagnostic] = []
    let expression = RegularExpression(PatternText(pattern, name: "p"), diagnostics: &diagnostics)
    #expect(expression == nil)
    #expect(diagnostics.map(\.told) == [message])
  }
}
