import Diagnostics
import Options

/// The inside of `{name label key=value …}`.
struct DirectiveInfo {
  let name: Spanned<String>
  private(set) var label: Spanned<String>?
  private(set) var options: [OptionNode.Entry] = []
  /// Whether something in it could not be read.
  private(set) var isBroken = false

  /// Reads the braces at `span`; nil when no name stands in them.
  init?(_ span: SourceSpan, into diagnostics: inout [Diagnostic]) {
    let file = span.file
    let bytes = file.bytes
    var words: [Range<Int>] = []
    var at = span.range.lowerBound + 1
    var end: Int?
    while at < span.range.upperBound {
      if bytes[at] == 0x20 || bytes[at] == 0x09 {
        at += 1
      } else if bytes[at] == UInt8(ascii: "}") {
        end = at + 1
        break
      } else {
        let next = Self.wordEnd(from: at, in: bytes, limit: span.range.upperBound)
        words.append(at..<next)
        at = next
      }
    }
    if let end {
      if end < span.range.upperBound {
        diagnostics.append(.textBehindBraces(at: file.span(end..<span.range.upperBound)))
      }
    } else if words.last.flatMap({ Self.unclosedQuote(ofWord: file.span($0)) }) == nil {
      // A quote that is not closed swallows the brace, and is reported with its word.
      diagnostics.append(.unclosedBraces(at: span))
    }
    guard let first = words.first, !bytes[first].contains(UInt8(ascii: "=")) else {
      diagnostics.append(.directiveWithoutName(at: span))
      return nil
    }
    name = Spanned(file.text(in: first), at: file.span(first))
    for word in words.dropFirst() { read(file.span(word), into: &diagnostics) }
  }

  /// The end of a word: quotes and `{{ … }}` within it may hold blanks and braces.
  private static func wordEnd(from start: Int, in bytes: [UInt8], limit: Int) -> Int {
    var at = start
    while at < limit {
      switch bytes[at] {
      case 0x20, 0x09, UInt8(ascii: "}"): return max(at, start + 1)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let quote = bytes[at]
        var close = at + 1
        while close < limit, bytes[close] != quote {
          close += bytes[close] == 0x5C && quote == UInt8(ascii: "\"") ? 2 : 1
        }
        guard close < limit else { return limit }
        at = close + 1
      case UInt8(ascii: "{"):
        if at + 1 < limit, bytes[at + 1] == UInt8(ascii: "{"),
          let close = ExpressionBraces.end(from: at + 2, closing: "}", in: bytes, limit: limit)
        {
          at = close
        } else {
          at += 1
        }
      default: at += 1
      }
    }
    return limit
  }

  private mutating func read(_ word: SourceSpan, into diagnostics: inout [Diagnostic]) {
    let bytes = word.file.bytes
    guard let equals = word.range.first(where: { bytes[$0] == UInt8(ascii: "=") }) else {
      readLabel(word, into: &diagnostics)
      return
    }
    let key = word.file.span(word.range.lowerBound..<equals)
    let value = word.file.span(equals + 1..<word.range.upperBound)
    if key.range.isEmpty || value.range.isEmpty {
      diagnostics.append(.malformedAttribute(at: word))
      isBroken = true
    } else if options.contains(where: { $0.key.value == key.text }) {
      diagnostics.append(.doubledKey(Spanned(key.text, at: key)))
    } else if let open = Self.unclosedQuote(value) {
      diagnostics.append(.unclosedQuote(at: open))
      isBroken = true
    } else {
      let node = OptionNode.parse(scalar: value, into: &diagnostics)
      options.append(OptionNode.Entry(key: Spanned(key.text, at: key), node: node))
    }
  }

  private static func unclosedQuote(ofWord word: SourceSpan) -> SourceSpan? {
    let equals = word.range.first { word.file.bytes[$0] == UInt8(ascii: "=") }
    guard let equals, equals + 1 < word.range.upperBound else { return nil }
    return unclosedQuote(word.file.span(equals + 1..<word.range.upperBound))
  }

  private static func unclosedQuote(_ value: SourceSpan) -> SourceSpan? {
    let bytes = value.file.bytes
    let first = bytes[value.range.lowerBound]
    guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else { return nil }
    let isClosed = value.range.count >= 2 && bytes[value.range.upperBound - 1] == first
    return isClosed ? nil : value
  }

  private mutating func readLabel(_ word: SourceSpan, into diagnostics: inout [Diagnostic]) {
    if let label {
      diagnostics.append(.secondLabel(word, after: label.value))
    } else if Label.isValid(word.text) {
      label = Spanned(word.text, at: word)
    } else {
      diagnostics.append(.badLabel(word))
      isBroken = true
    }
  }
}
