import Diagnostics
import Options

/// The first look at a template, line by line: what must be known before Markdown can be read.
///
/// It finds the front matter, drops `{# … #}` that begins a line (it may hide whole parts of the
/// file), cuts out footnotes and marks lines that are one tag alone. Fences and HTML comments are
/// followed well enough to leave their insides alone; libcmark decides later what is code.
struct LinePass {
  struct FootnoteSource {
    let id: Spanned<String>
    /// The label with its colon.
    let span: SourceSpan
    /// Ranges of the file, one a line, without the indentation that belongs to the footnote.
    var lines: [Range<Int>]
  }

  let file: SourceFile
  private(set) var work: [UInt8]
  /// The lines between the `---`s.
  private(set) var frontMatter: SourceSpan?
  private(set) var bodyStart = 0
  private(set) var footnotes: [FootnoteSource] = []
  /// Ranges of the body that are not body: the lines of footnotes.
  private(set) var cut: [Range<Int>] = []
  /// Tags alone on their line, by offset.
  private(set) var tagLines: [Int: Range<Int>] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  private struct Fence {
    let byte: UInt8
    let width: Int
    let indentation: Int
    let isQuoted: Bool
    let isNested: Bool
  }

  private var fence: Fence?
  private var isInComment = false

  init(_ file: SourceFile, _ bytes: [UInt8]) {
    self.file = file
    work = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bodyStart = 3 }
    readFrontMatter()
    var line = file.line(at: min(bodyStart, max(0, bytes.count - 1)))
    if bodyStart >= bytes.count { line = file.lineCount + 1 }
    while line <= file.lineCount { line = read(line) }
  }

  private mutating func readFrontMatter() {
    let first = file.lineRange(1)
    guard isMarker(bodyStart..<first.upperBound, "---"), file.lineCount > 1 else { return }
    for line in 2..<(file.lineCount + 1) {
      let range = file.lineRange(line)
      guard isMarker(range, "---") || isMarker(range, "...") else { continue }
      frontMatter = file.span(file.offset(ofLine: 2)..<range.lowerBound)
      bodyStart = line < file.lineCount ? file.offset(ofLine: line + 1) : work.count
      return
    }
    // A lone rule at the top of a page is just that; `key:` under it says what was meant.
    let second = file.text(in: file.lineRange(2))
    if let colon = second.firstIndex(of: ":"), colon > second.startIndex,
      second[..<colon].allSatisfy({ $0.isLetter || $0 == "-" || $0 == "_" })
    {
      diagnostics.append(.unclosedFrontMatter(at: file.span(first)))
      bodyStart = work.count
    }
  }

  private func isMarker(_ range: Range<Int>, _ marker: String) -> Bool {
    guard range.lowerBound <= range.upperBound else { return false }
    let end = ExpressionBraces.trimmed(range, in: work).upperBound
    return range.lowerBound <= end && work[range.lowerBound..<end].elementsEqual(Array(marker.utf8))
  }

  /// Reads a line and gives the next one to read.
  private mutating func read(_ number: Int) -> Int {
    let full = file.lineRange(number)
    let line = max(full.lowerBound, bodyStart)..<max(full.upperBound, bodyStart)
    let content = work.firstContent(in: line)
    if let open = fence {
      if isClosing(open, line, content) {
        fence = nil
        return number + 1
      }
      if !hasLeft(open, line, content) { return number + 1 }
      fence = nil
    }
    if isInComment {
      if TokenScanner.find(Array("-->".utf8), from: line.lowerBound, to: line.upperBound, in: work)
        != nil
      {
        isInComment = false
      }
      return number + 1
    }
    guard content < line.upperBound else { return number + 1 }
    let isAtMargin = work.firstInk(in: line) == content && content - line.lowerBound <= 3
    switch work[content] {
    case UInt8(ascii: "{"):
      if isAtMargin, let next = readComment(at: content, line: number) { return next }
      readTagLine(content..<line.upperBound)
    case UInt8(ascii: "[") where isAtMargin:
      if let next = readFootnote(at: content, line: number) { return next }
    case UInt8(ascii: "<") where isAtMargin:
      openComment(content..<line.upperBound)
    default:
      let inner = afterListMarkers(content, line)
      if inner < line.upperBound, work[inner] == UInt8(ascii: "{") {
        readTagLine(inner..<line.upperBound)
      } else {
        openFence(line, content)
      }
    }
    return number + 1
  }

  private mutating func readComment(at start: Int, line: Int) -> Int? {
    guard start + 2 < work.count, work[start + 1] == UInt8(ascii: "#"),
      let end = TokenScanner.find([0x23, 0x7D], from: start + 2, to: work.count, in: work)
    else { return nil }
    let endLine = file.line(at: end - 1)
    let last = file.lineRange(endLine)
    let rest = end..<max(end, last.upperBound)
    let hasRest = work.firstInk(in: rest) < rest.upperBound
    // Text behind a comment of one line makes it a mark within a paragraph.
    if hasRest, endLine == line { return nil }
    for index in start..<end where work[index] != 0x0A && work[index] != 0x0D {
      // Blanks before what follows on the last line would make that indented code.
      work[index] = hasRest && index >= last.lowerBound ? TokenTable.nothing : 0x20
    }
    return endLine + 1
  }

  private mutating func readTagLine(_ rest: Range<Int>) {
    guard rest.count >= 4, work[rest.lowerBound + 1] == UInt8(ascii: "%"),
      let end = ExpressionBraces.end(
        from: rest.lowerBound + 2,
        closing: "%",
        in: work,
        limit: rest.upperBound
      ), work.firstInk(in: end..<rest.upperBound) == rest.upperBound
    else { return }
    tagLines[rest.lowerBound] = rest.lowerBound..<end
  }

  private mutating func openComment(_ rest: Range<Int>) {
    guard rest.count >= 4, work[rest].starts(with: Array("<!--".utf8)) else { return }
    isInComment =
      TokenScanner.find(
        Array("-->".utf8),
        from: rest.lowerBound + 4,
        to: rest.upperBound,
        in: work
      ) == nil
  }

  // MARK: Fences

  private mutating func openFence(_ line: Range<Int>, _ content: Int) {
    let at = afterListMarkers(content, line)
    guard at < line.upperBound, work[at] == 0x60 || work[at] == 0x7E else { return }
    var end = at
    while end < line.upperBound, work[end] == work[at] { end += 1 }
    guard end - at >= 3 else { return }
    if work[at] == 0x60, work[end..<line.upperBound].contains(0x60) { return }
    let indentation = work.firstInk(in: line) - line.lowerBound
    fence = Fence(
      byte: work[at],
      width: end - at,
      indentation: at - line.lowerBound,
      isQuoted: work[line.lowerBound..<at].contains(0x3E),
      isNested: at > content || indentation >= 2
    )
  }

  /// Past the list markers that may lead a line's content.
  private func afterListMarkers(_ content: Int, _ line: Range<Int>) -> Int {
    var at = content
    while let next = afterListMarker(at, line) {
      at = work.firstContent(in: next..<line.upperBound)
    }
    return at
  }

  private func afterListMarker(_ at: Int, _ line: Range<Int>) -> Int? {
    var end = at
    while end < line.upperBound, (0x30...0x39).contains(work[end]) { end += 1 }
    guard end < line.upperBound else { return nil }
    let marker = work[end]
    let isBullet = end == at && (marker == 0x2D || marker == 0x2A || marker == 0x2B)
    let isNumber = end > at && end - at <= 9 && (marker == 0x2E || marker == 0x29)
    guard isBullet || isNumber, end + 1 < line.upperBound, work[end + 1] == 0x20 else { return nil }
    return end + 1
  }

  private func isClosing(_ open: Fence, _ line: Range<Int>, _ content: Int) -> Bool {
    var end = content
    while end < line.upperBound, work[end] == open.byte { end += 1 }
    return end - content >= open.width
      && work.firstInk(in: end..<line.upperBound) == line.upperBound
  }

  /// Whether a line has left the quote or list item that the fence stands in.
  private func hasLeft(_ open: Fence, _ line: Range<Int>, _ content: Int) -> Bool {
    let ink = work.firstInk(in: line)
    if open.isQuoted { return ink == line.upperBound || work[ink] != 0x3E }
    guard open.isNested, ink < line.upperBound else { return false }
    return ink - line.lowerBound < min(open.indentation, 2)
  }

  // MARK: Footnotes

  private mutating func readFootnote(at start: Int, line: Int) -> Int? {
    let range = file.lineRange(line)
    guard start + 3 < range.upperBound, work[start + 1] == UInt8(ascii: "^") else { return nil }
    var end = start + 2
    while end < range.upperBound, work[end] > 0x20, work[end] != 0x5B, work[end] != 0x5D {
      end += 1
    }
    guard end + 1 < range.upperBound || (end + 1 == range.upperBound && end > start + 2),
      end < range.upperBound, work[end] == 0x5D, end + 1 < range.upperBound,
      work[end + 1] == UInt8(ascii: ":")
    else { return nil }
    let id = file.span(start + 2..<end)
    var source = FootnoteSource(
      id: Spanned(id.text, at: id),
      span: file.span(start..<end + 2),
      lines: [work.firstInk(in: end + 2..<range.upperBound)..<range.upperBound]
    )
    var last = line
    var next = line + 1
    var isAfterBlank = false
    while next <= file.lineCount {
      let candidate = file.lineRange(next)
      let ink = work.firstInk(in: candidate)
      if ink == candidate.upperBound {
        isAfterBlank = true
      } else {
        let isIndented = ink - candidate.lowerBound >= 4 || work[candidate.lowerBound] == 0x09
        guard isIndented || (!isAfterBlank && !beginsBlock(ink, candidate)) else { break }
        while last + 1 < next {
          last += 1
          let blank = file.lineRange(last)
          source.lines.append(blank.upperBound..<blank.upperBound)
        }
        let drop =
          !isIndented ? 0 : work[candidate.lowerBound] == 0x09 ? 1 : 4
        source.lines.append(candidate.lowerBound + drop..<candidate.upperBound)
        last = next
        if isIndented, isAfterBlank { isAfterBlank = false }
      }
      next += 1
    }
    footnotes.append(source)
    cut.append(max(range.lowerBound, bodyStart)..<file.lineRange(last).upperBound)
    return last + 1
  }

  /// Whether a line that is not indented begins something new rather than going on with the text.
  private func beginsBlock(_ ink: Int, _ line: Range<Int>) -> Bool {
    let rest = work[ink..<line.upperBound]
    if afterListMarker(ink, line) != nil { return true }
    for marker in ["```", "~~~", "#", ">", "{%", "{#", "<", "|", "[^", "---", "***", "___"]
    where rest.starts(with: Array(marker.utf8)) { return true }
    return false
  }
}
