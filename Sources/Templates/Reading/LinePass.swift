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
  var footnotes: [FootnoteSource] = []
  /// Ranges of the body that are not body: the lines of footnotes.
  var cut: [Range<Int>] = []
  /// Tags alone on their line, by offset.
  private(set) var tagLines: [Int: Range<Int>] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  struct Fence {
    let byte: UInt8
    let width: Int
    let indentation: Int
    let isQuoted: Bool
    let isNested: Bool
  }

  var fence: Fence?
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
}
