import Diagnostics
import Expressions
import Options

/// Finds our own marks in the text of one block and overwrites them with tokens.
///
/// Code spans, HTML comments and what a backslash escapes are stepped over; within the angle
/// brackets of HTML only expressions and tags count.
struct TokenScanner {
  /// How much of our syntax holds.
  enum Extent { case prose, heading, html }

  /// Where the search for an end stops; longer ones are taken for unclosed.
  static let longestMark = 1 << 13

  let file: SourceFile
  /// The template's bytes, overwritten bit by bit; positions are the file's.
  var work: [UInt8]
  private(set) var tokens = TokenTable()
  var diagnostics: [Diagnostic] = []
  /// The end of the block that `backticks` is about.
  var backtickEnd = -1
  var backticks: [Int: [Int]] = [:]
  /// Ends of blocks without a further closing pair, by what the pair begins with.
  private var unclosed: [Unicode.Scalar: Int] = [:]

  init(file: SourceFile, work: [UInt8]) {
    self.file = file
    self.work = work
  }

  /// Scans one block's text, which begins and ends with it.
  mutating func scan(_ block: Range<Int>, as extent: Extent) {
    var at = block.lowerBound
    let end = block.upperBound
    while at < end {
      switch work[at] {
      case UInt8(ascii: "\\"):
        let isBrace =
          at + 2 < end && work[at + 1] == 0x7B && (work[at + 2] == 0x7B || work[at + 2] == 0x25)
        if extent == .html, isBrace { work[at] = TokenTable.nothing }
        at += isBrace ? 3 : 2
      case UInt8(ascii: "{"): at = brace(at, end, extent)
      case UInt8(ascii: "<"): at = angle(at, end, extent)
      case UInt8(ascii: "`") where extent != .html: at = codeSpan(at, end)
      case UInt8(ascii: "[") where extent != .html: at = footnote(at, end)
      case UInt8(ascii: "@") where extent != .html: at = reference(at, block)
      case UInt8(ascii: "~") where extent != .html: at = tildes(at, end)
      default: at += 1
      }
    }
  }

  /// Overwrites `range` with the form of a token.
  mutating func write(_ meaning: Token.Meaning, _ range: Range<Int>) {
    if let form = tokens.add(Token(meaning: meaning, span: file.span(range))) {
      work.replaceSubrange(range, with: form)
    } else {
      diagnostics.append(.tooManyTokens(at: file.span(range)))
    }
  }

  private mutating func brace(_ at: Int, _ end: Int, _ extent: Extent) -> Int {
    guard at + 1 < end else { return at + 1 }
    switch work[at + 1] {
    case UInt8(ascii: "{"): return expression(at, end)
    case UInt8(ascii: "%"):
      guard let close = markEnd(at, closing: "%", end) else {
        diagnostics.append(.unclosedMark("{%", "%}", at: file.span(at..<at + 2)))
        return at + 2
      }
      if let tag = Tag.read(file.span(at..<close), into: &diagnostics) {
        write(.tag(tag), at..<close)
      } else {
        write(.comment, at..<close)
      }
      return close
    case UInt8(ascii: "#"):
      if let close = anchorEnd(at, end) {
        let id = file.span(at + 2..<close - 1)
        if close - at >= 4 { write(.anchor(Spanned(id.text, at: id)), at..<close) }
        return close
      }
      guard let close = Self.find([0x23, 0x7D], from: at + 2, to: end, in: work) else {
        diagnostics.append(.unclosedMark("{#", "#}", at: file.span(at..<at + 2)))
        return at + 2
      }
      write(.comment, at..<close)
      return close
    default: return at + 1
    }
  }

  private mutating func expression(_ at: Int, _ end: Int) -> Int {
    guard let close = markEnd(at, closing: "}", end) else {
      diagnostics.append(.unclosedMark("{{", "}}", at: file.span(at..<at + 2)))
      return at + 2
    }
    let span = file.span(ExpressionBraces.trimmed(at + 2..<close - 2, in: work))
    write(.expression(Expression.parse(span, into: &diagnostics)), at..<close)
    return close
  }

  /// The end of `{#id}`; nil when the brace begins a comment.
  private func anchorEnd(_ at: Int, _ end: Int) -> Int? {
    var index = at + 2
    while index < end {
      switch work[index] {
      case UInt8(ascii: "}"): return index > at + 2 ? index + 1 : nil
      case 0...0x20, UInt8(ascii: "#"), UInt8(ascii: "{"): return nil
      default: index += 1
      }
    }
    return nil
  }

  /// The end of `{{ … }}` or `{% … %}`; nil when the block has none.
  ///
  /// Once a block is known to have no closing pair behind some place, it is not searched again.
  private mutating func markEnd(_ at: Int, closing mark: Unicode.Scalar, _ end: Int) -> Int? {
    if unclosed[mark] == end { return nil }
    let pair = [UInt8(ascii: mark), UInt8(ascii: "}")]
    if Self.find(pair, from: at + 2, to: end, in: work) == nil {
      unclosed[mark] = end
      return nil
    }
    return ExpressionBraces.end(
      from: at + 2,
      closing: mark,
      in: work,
      limit: min(end, at + Self.longestMark)
    )
  }

  func run(of byte: UInt8, _ at: Int, _ end: Int) -> Int {
    var index = at
    while index < end, work[index] == byte { index += 1 }
    return index - at
  }

  private mutating func tildes(_ at: Int, _ end: Int) -> Int {
    let width = run(of: 0x7E, at, end)
    if width == 2 {
      work[at] = TokenTable.tilde
      work[at + 1] = TokenTable.tilde
    }
    return at + width
  }

  /// The offset just past the first `pattern` in a range.
  static func find(_ pattern: [UInt8], from: Int, to end: Int, in bytes: [UInt8]) -> Int? {
    guard from + pattern.count <= end else { return nil }
    var at = from
    while at + pattern.count <= end {
      if bytes[at] == pattern[0], bytes[at..<at + pattern.count].elementsEqual(pattern) {
        return at + pattern.count
      }
      at += 1
    }
    return nil
  }
}
