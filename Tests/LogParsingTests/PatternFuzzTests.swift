import Diagnostics
import Testing

@testable import LogParsing

/// Patterns and lines of any bytes: none stops the program.
struct PatternFuzzTests {
  private static let pieces = [
    "(", ")", "(?:", "(?<a>", "(?<b>", "(?P<c>", "[", "[^", "]", "|", "*", "+", "?", "{2}", "{1,3}",
    "{,",
    "\\", "\\d", "\\S", "\\s", "\\w", "\\b", "\\Q", "\\E", "\\x{41}", "\\x4", "\\p{L}", "\\h",
    "\\K",
    "\\1", "^", "$", ".", "-", "a", "b", "가", "%{", "}", "%{WORD", "%{INT:n", ":int}", "%{DATA:d}",
    "[[:alpha:]]", "(?i)", "(?=", "(?>", "(?#", "&", ":", " ", "=",
  ]

  @Test
  func `Any text is a pattern or is told what is wrong with it`() {
    var random = SeededRandom(seed: 3)
    var compiled = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        Self.pieces.randomElement(using: &random) ?? ""
      }.joined()
      let pattern = PatternText(text, name: "p")
      let line = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      for isGrok in [false, true] {
        var diagnostics: [Diagnostic] = []
        let expression =
          isGrok
          ? RegularExpression(grok: pattern, diagnostics: &diagnostics)
          : RegularExpression(pattern, diagnostics: &diagnostics)
        guard let expression else {
          #expect(!diagnostics.isEmpty, "\(text)")
          continue
        }
        compiled += 1
        _ = MatchedLine(line, by: expression)
        _ = MatchedLine("ab = 가12 a", by: expression)
        let match = expression.sqlMatch(for: .duckDB, at: nil, diagnostics: &diagnostics)
        #expect((match == nil) == !diagnostics.isEmpty, "\(text)")
      }
    }
    #expect(compiled > 500)
  }
}
