import Diagnostics
import Expressions
import Tables
import Testing

/// A small linear generator, so that every run tries the same texts.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}

@Suite struct FuzzTests {
  private static let words = [
    "1", "2.5", "'a'", "\"b\"", "/a+/g", "x", "가", "(", ")", "[", "]", "{", "}", "a:", ",", ".",
    "?",
    ":", "+", "-", "*", "/", "%", "!", "~", "&&", "||", "&", "|", "^", "==", "===", "!=", "<", ">",
    "<=", ">>>", "=", "null", "true", "NaN", "if(", "format(", "length(", "sequence(", "replace(",
    "split(", "slice(", "max(", "datetime(", "timeFormat(", "pad(", "test(", "join(", "sort(", "' ",
    "\\", "0x", "1e", "'%Y'", "',d'", "1e309", "9223372036854775807", "-9223372036854775808", "}}",
    "merge(", "substring(", "truncate(", "parseInt(", "extent(", "utcOffset('month',", "\0", "🎓",
  ]

  @Test func `no row of words crashes the parser or the evaluation`() {
    var random = Seeded(state: 42)
    let scope = NamedValues(
      ["x": .list([.int(1), .null, .string("가")]), "가": .record(Record([("a", .double(.nan))]))],
      isLenient: true
    )
    var parsed = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...14, using: &random)
      let source = (0..<count)
        .map { _ in Self.words[Int.random(in: 0..<Self.words.count, using: &random)] }
        .joined(separator: Bool.random(using: &random) ? " " : "")
      if !complaint(source, in: scope).contains("[expression-syntax]") { parsed += 1 }
    }
    #expect(parsed > 200)
  }

  @Test func `no bytes crash the parser or the search for braces`() {
    var random = Seeded(state: 7)
    let alphabet = Array("{}'\"\\ /[]().?:az09\n\u{C3}\u{FF}".utf8) + [0xFF, 0xE2, 0x80]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...24, using: &random)
      let bytes = (0..<count).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let file = SourceFile(name: "t", bytes: bytes)
      var diagnostics: [Diagnostic] = []
      let interpolation = Interpolation.parse(file.span(0..<count), into: &diagnostics)
      for diagnostic in diagnostics { _ = DiagnosticPrinter().text(diagnostic) }
      _ = try? interpolation.text(in: NamedValues(isLenient: true))
    }
  }

  @Test func `no pattern crashes`() {
    var random = Seeded(state: 11)
    let pieces = [
      "a", "b", "(", ")", "(?:", "(?=", "(?!", "|", "*", "+", "?", "{2}", "{1,3}", "[", "]", "^",
      "$", ".", "\\1", "\\d", "\\b", "-", "\\", "(?<n>", "\\k<n>", "가",
    ]
    for _ in 0..<5_000 {
      let count = Int.random(in: 1...9, using: &random)
      let pattern = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      let scope = NamedValues(["p": .string(pattern), "t": .string("aabab가a-b")])
      _ = complaint("test(p, t)", in: scope)
      _ = complaint("replace(t, regexp(p, 'gi'), '[$1]')", in: scope)
      _ = complaint("split(t, regexp(p))", in: scope)
    }
  }
}
