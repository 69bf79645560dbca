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
  private var backtickEnd = -1
  private var backticks: [Int: [Int]] = [:]
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
  private mutating func write(_ meaning: Token.Meaning, _ range: Range<Int>) {
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
      guard
        let close = markEnd(at, closing: "%", end)
      else {
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
    guard
      let close = markEnd(at, closing: "}", end)
    else {
      diagnostics.append(.unclosedMark("{{", "}}", at: file.span(at..<at + 2)))
      return at + 2
    }
    let span = file.span(ExpressionBraces.trimmed(at + 2..<close - 2, in: work))
    var expression: Expression?
    do throws(Diagnostic) { expression = try Expression(span.text, at: span) } catch {
      diagnostics.append(error)
    }
    write(.expression(expression), at..<close)
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

  /// Steps over a code span; a run of backticks without its like is text.
  private mutating func codeSpan(_ at: Int, _ end: Int) -> Int {
    let width = run(of: 0x60, at, end)
    if backtickEnd != end { collectBackticks(from: at, to: end) }
    guard let starts = backticks[width] else { return at + width }
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < at + width { low = middle + 1 } else { high = middle }
    }
    return low < starts.count ? starts[low] + width : at + width
  }

  /// Where the runs of backticks in a block begin, by their width, so that each search is short.
  private mutating func collectBackticks(from start: Int, to end: Int) {
    backticks = [:]
    backtickEnd = end
    var at = start
    while at < end {
      guard work[at] == 0x60 else {
        at += 1
        continue
      }
      let width = run(of: 0x60, at, end)
      backticks[width, default: []].append(at)
      at += width
    }
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

  private func run(of byte: UInt8, _ at: Int, _ end: Int) -> Int {
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

  private mutating func footnote(_ at: Int, _ end: Int) -> Int {
    guard at + 3 < end, work[at + 1] == UInt8(ascii: "^") else { return at + 1 }
    var index = at + 2
    while index < end, work[index] > 0x20, work[index] != 0x5B, work[index] != 0x5D { index += 1 }
    guard index < end, index > at + 2, work[index] == 0x5D else { return at + 1 }
    let id = file.span(at + 2..<index)
    write(.footnote(Spanned(id.text, at: id)), at..<index + 1)
    return index + 1
  }

  private mutating func reference(_ at: Int, _ block: Range<Int>) -> Int {
    if at > block.lowerBound {
      let before = work[at - 1]
      let isWord = before >= 0x80 || Self.isWordByte(before)
      if isWord || [0x40, 0x2E, 0x2F, 0x2D, 0x2B].contains(before) { return at + 1 }
    }
    for kind in CrossReference.Kind.allCases {
      let start = at + 2 + kind.rawValue.utf8.count
      guard start < block.upperBound,
        work[at + 1..<start].elementsEqual(Array("\(kind.rawValue)-".utf8))
      else { continue }
      var end = start
      while end < block.upperBound,
        work[end] >= 0x80 || Self.isWordByte(work[end]) || work[end] == 0x2D
      { end += 1 }
      end = labelEnd(start..<end)
      guard end > start else { return at + 1 }
      let label = file.span(start..<end)
      let reference = CrossReference(
        kind: kind,
        label: Spanned(label.text, at: label),
        span: file.span(at..<end)
      )
      // `[@fig-a]` is `@fig-a`; the brackets keep what follows apart from the label.
      if isBracketed(at..<end, block) {
        write(.reference(reference), at - 1..<end + 1)
        return end + 1
      }
      write(.reference(reference), at..<end)
      return end
    }
    return at + 1
  }

  /// Whether brackets stand around a range that make neither a link nor its definition.
  private func isBracketed(_ range: Range<Int>, _ block: Range<Int>) -> Bool {
    guard range.lowerBound > block.lowerBound, work[range.lowerBound - 1] == 0x5B,
      range.upperBound < block.upperBound, work[range.upperBound] == 0x5D
    else { return false }
    guard range.upperBound + 1 < block.upperBound else { return true }
    return ![0x28, 0x5B, 0x3A].contains(work[range.upperBound + 1])
  }

  /// Where the letters of a label end within a run of bytes that may be of one.
  private func labelEnd(_ range: Range<Int>) -> Int {
    var end = range.lowerBound
    for character in file.text(in: range) {
      guard character == "_" || character == "-" || character.isLetter || character.isNumber else {
        break
      }
      end += String(character).utf8.count
    }
    while end > range.lowerBound, work[end - 1] == 0x2D { end -= 1 }
    return end
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x5F
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
