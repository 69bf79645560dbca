import Diagnostics

@testable import LogParsing

/// The kinds of formats, each made from the text of a pattern.
///
/// Keys and paths stand between `|`; what is left is kept, so that both ways of a line are taken.
enum FuzzedKind {
  static let all: [@Sendable (PatternText, inout [Diagnostic]) -> (any LineMatcher)?] = [
    { Dissect($0, diagnostics: &$1) },
    { JSONLines(paths: parts($0), rest: true, diagnostics: &$1) },
    { JSONLines(paths: parts($0), diagnostics: &$1) },
    { Logfmt(names: parts($0), rest: true, diagnostics: &$1) },
    { KeyValue(names: parts($0), options: trimmed, rest: true, diagnostics: &$1) },
    { KeyValue(names: parts($0), diagnostics: &$1) },
    { Delimited(header: $0, diagnostics: &$1) },
    { Delimited(names: parts($0), options: .tsv, diagnostics: &$1) },
    { RegularExpression($0, diagnostics: &$1) },
    { RegularExpression(grok: $0, diagnostics: &$1) },
  ]

  private static var trimmed: KeyValue.Options {
    KeyValue.Options(
      pairSeparator: Literal(Array("; ".utf8)),
      keySeparator: Literal(Array("==".utf8)),
      trimmedKeyBytes: Array(" \"".utf8),
      trimmedValueBytes: Array(" ;".utf8),
      quotes: Array("\"'".utf8)
    )
  }

  private static func parts(_ pattern: PatternText) -> [PatternText] {
    pattern.text.split(separator: "|").map { PatternText(String($0), name: "pattern") }
  }
}
