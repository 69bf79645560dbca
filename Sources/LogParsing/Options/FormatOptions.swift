import Diagnostics
import Options

/// Which format lines have: one of `dissect`, `grok`, `regex` and `format`, or several in `formats`.
enum FormatOptions {
  /// The formats in the order in which they are tried; none, with a complaint, when there is no way
  /// to read a line.
  static func all(_ reader: inout OptionReader, wanted: [String]) -> [LogFormat] {
    let one = format(&reader, wanted)
    guard let several = reader.node("formats") else {
      if let one { return [one] }
      if reader.isMapping, reader.diagnostics.isEmpty {
        reader.complain(.noFormat(at: reader.node.span))
      }
      return []
    }
    guard case .sequence(let nodes) = several.content, !nodes.isEmpty else {
      reader.complain(.formatsNotAList(several))
      return []
    }
    let formats = nodes.compactMap { node -> LogFormat? in
      var inner = OptionReader(node, of: "a format")
      let format = format(&inner, wanted)
      if format == nil, inner.isMapping, inner.diagnostics.isEmpty {
        inner.complain(.noFormat(at: node.span))
      }
      inner.finish().forEach { reader.complain($0) }
      return format
    }
    return (one.map { [$0] } ?? []) + formats
  }

  /// The keys that say a pattern, and what compiles it.
  private static let patterns:
    [(key: String, compile: @Sendable (PatternText, inout [Diagnostic]) -> (any LineMatcher)?)] = [
      ("dissect", { Dissect($0, diagnostics: &$1) })
    ]

  private static func format(_ reader: inout OptionReader, _ wanted: [String]) -> LogFormat? {
    var found: LogFormat?
    var key: String?
    for pattern in patterns {
      guard let text = reader.text(pattern.key) else { continue }
      if let key {
        reader.complain(.twoFormats(key, pattern.key, at: text.span))
        continue
      }
      key = pattern.key
      var complaints: [Diagnostic] = []
      if let matcher = pattern.compile(PatternText(text), &complaints) {
        found = LogFormat(name: pattern.key, matcher: matcher)
      }
      complaints.forEach { reader.complain($0) }
    }
    return found
  }
}

extension Diagnostic {
  fileprivate static func noFormat(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "nothing says how a line is read",
      at: span,
      hint: "add 'format: NAME', or a pattern: 'dissect: …', 'grok: …', 'regex: …'"
    )
  }

  fileprivate static func twoFormats(_ one: String, _ other: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "'\(one)' and '\(other)' both say how a line is read",
      at: span,
      hint: "list them under 'formats' to try one after the other"
    )
  }

  fileprivate static func formatsNotAList(_ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'formats' must be a list of formats, not \(node.kindName)",
      at: node.span,
      hint: "formats: [{format: combined}, {dissect: '…'}]"
    )
  }
}
