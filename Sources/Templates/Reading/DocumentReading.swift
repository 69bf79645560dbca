import Diagnostics
import Options

/// Reads the body of a template; the steps are in `read()`.
struct DocumentReading {
  /// What a hidden block of the buffer stands for.
  enum Marker {
    case directive(Directive)
    case tag(Tag)
    case table(Int)
    /// Something wrong that has been reported.
    case nothing
  }

  let file: SourceFile
  let pass: LinePass
  let directiveKinds: [String: BodyKind]
  var scanner: TokenScanner
  var tables = TableReading()
  /// By the template offset at which the hidden block begins.
  var markers: [Int: Marker] = [:]
  private var footnotes: [LinePass.FootnoteSource]
  var layout: BufferBuilding.Layout
  var outline: Outline

  init(_ pass: LinePass, directives: [String: BodyKind]) {
    file = pass.file
    self.pass = pass
    directiveKinds = directives
    var work = pass.work
    for range in pass.tagLines.values { work.hide(range) }
    scanner = TokenScanner(file: file, work: work)
    footnotes = pass.footnotes
    let building = BufferBuilding(work: work, pass: pass)
    layout = building.layout(cells: [], footnotes: footnotes)
    outline = Outline(layout)
    // A footnote with an HTML block that never ends swallows the marks behind it.
    if let mark = layout.bodyMark, !outline.leaves.contains(where: { $0.start == mark }) {
      for footnote in footnotes { scanner.diagnostics.append(.unclosedHTML(in: footnote)) }
      footnotes = []
      layout = building.layout(cells: [], footnotes: [])
      outline = Outline(layout)
    }
  }

  /// The blocks of the body and the footnotes, with all that is wrong in them.
  mutating func read() -> (
    body: [Piece], footnotes: [Footnote], headings: [Heading], diagnostics: [Diagnostic]
  ) {
    sortTagLines()
    readDirectives()
    scanProse()
    let building = BufferBuilding(work: scanner.work, pass: pass)
    let final = building.layout(cells: tables.cells, footnotes: footnotes)
    let tree = CMarkReading.tree(of: final.buffer.bytes, blocksOnly: false)
    var assembly = BlockAssembly(
      file: file,
      tree: tree,
      buffer: final.buffer,
      tokens: scanner.tokens,
      tables: tables.tables,
      markers: markers
    )
    let result = assembly.assemble(
      cellCount: tables.cells.count,
      footnotes: footnotes,
      marks: final.footnoteMarks,
      bodyMark: final.bodyMark
    )
    return (
      result.body, result.footnotes, assembly.headings, scanner.diagnostics + assembly.diagnostics
    )
  }

  /// Template bytes of a line of the buffer.
  func sourceRange(ofLine line: Int) -> Range<Int> {
    let range = layout.buffer.lineRange(line)
    let start = layout.buffer.source(of: range.lowerBound)
    return start..<start + range.count
  }

  /// Template bytes of a leaf, from its first byte to the end of its last line.
  func sourceRange(of leaf: Outline.Leaf) -> Range<Int> {
    let start = layout.buffer.source(of: leaf.start)
    return start..<max(start, sourceRange(ofLine: leaf.lines.upperBound).upperBound)
  }

  /// Tags alone on their line are block tags where libcmark sees a block of their own; elsewhere
  /// (in code, within HTML, in a line that goes on with a paragraph) they get their text back.
  private mutating func sortTagLines() {
    var blocks: Set<Int> = []
    for leaf in outline.leaves where leaf.kind == .html {
      let start = layout.buffer.source(of: leaf.start)
      if pass.tagLines[start] != nil { blocks.insert(start) }
    }
    for (start, range) in pass.tagLines.sorted(by: { $0.key < $1.key }) {
      if blocks.contains(start) {
        let tag = Tag.read(file.span(range), into: &scanner.diagnostics)
        markers[start] = tag.map(Marker.tag) ?? .nothing
      } else {
        scanner.work.replaceSubrange(range, with: pass.work[range])
      }
    }
  }

  private mutating func readDirectives() {
    for leaf in outline.leaves where leaf.kind == .fencedCode {
      let reading = DirectiveReading(
        file: file,
        lines: leaf.lines.map(sourceRange(ofLine:)),
        start: layout.buffer.source(of: leaf.start),
        kinds: directiveKinds
      )
      guard reading.isDirective else { continue }
      if leaf.isNested {
        scanner.diagnostics.append(.nestedDirective(at: reading.infoSpan))
        continue
      }
      let directive = reading.read(into: &scanner.diagnostics)
      let range = sourceRange(of: leaf)
      markers[range.lowerBound] = directive.map(Marker.directive) ?? .nothing
      scanner.work.hide(range)
    }
  }

  private mutating func scanProse() {
    var covered = [Bool](repeating: false, count: layout.buffer.lineCount + 2)
    for leaf in outline.leaves {
      for line in leaf.lines { covered[line] = true }
    }
    var lastTableLine = 0
    for leaf in outline.leaves where leaf.lines.lowerBound > lastTableLine {
      switch leaf.kind {
      case .fencedCode, .indentedCode: continue
      case .heading: scanner.scan(sourceRange(of: leaf), as: .heading)
      case .html:
        let range = sourceRange(of: leaf)
        if markers[range.lowerBound] == nil, leaf.start != layout.bodyMark,
          !layout.footnoteMarks.contains(leaf.start)
        {
          scanHTML(range)
          findDirectives(inHTML: leaf)
        }
      case .paragraph: lastTableLine = max(lastTableLine, scanParagraph(leaf))
      }
    }
    // Lines in no block hold link definitions, whose addresses may hold expressions.
    for line in 1..<(layout.buffer.lineCount + 1) where !covered[line] {
      scanner.scan(sourceRange(ofLine: line), as: .html)
    }
  }

  /// Style sheets and scripts have braces of their own.
  private mutating func scanHTML(_ range: Range<Int>) {
    let head = file.text(in: range.lowerBound..<min(range.upperBound, range.lowerBound + 7))
      .lowercased()
    if head.hasPrefix("<script") || head.hasPrefix("<style") { return }
    // HTML that is not closed goes on behind footnotes that were cut out of it.
    var start = range.lowerBound
    for cut in pass.cut where cut.lowerBound > start && cut.upperBound <= range.upperBound {
      scanner.scan(start..<cut.lowerBound, as: .html)
      start = cut.upperBound
    }
    if start < range.upperBound { scanner.scan(start..<range.upperBound, as: .html) }
  }

  /// A fence that HTML swallows would be shown as text: its author must hear of it.
  private mutating func findDirectives(inHTML leaf: Outline.Leaf) {
    let start = layout.buffer.source(of: leaf.start)
    let head = file.text(in: start..<start + 9).lowercased()
    if ["<!--", "<pre", "<script", "<style", "<textarea"].contains(where: head.hasPrefix) {
      return
    }
    for line in leaf.lines.dropFirst() {
      let range = sourceRange(ofLine: line)
      let content = scanner.work.firstContent(in: range)
      let rest = scanner.work[content..<range.upperBound]
      if rest.starts(with: Array("```{".utf8)) || rest.starts(with: Array("~~~{".utf8)) {
        scanner.diagnostics.append(.directiveInHTML(at: file.span(content + 3..<range.upperBound)))
      }
    }
  }

  /// Scans a paragraph, table or not; gives the last line of the buffer that was taken.
  private mutating func scanParagraph(_ leaf: Outline.Leaf) -> Int {
    let range = sourceRange(of: leaf)
    if scanner.work[range].starts(with: Array("```{".utf8)) {
      scanner.diagnostics.append(
        .backtickInFence(at: file.span(file.lineRange(file.line(at: range.lowerBound))))
      )
    }
    var found: [Diagnostic] = []
    let table = TableScan(leaf: leaf, document: self, into: &found)
    scanner.diagnostics += found
    guard let dashes = table.dashLine else {
      scanner.scan(range, as: .prose)
      return leaf.lines.upperBound
    }
    // Whatever the paragraph says before the header stays a paragraph.
    if dashes - 1 > leaf.lines.lowerBound {
      scanner.scan(
        range.lowerBound..<sourceRange(ofLine: dashes - 2).upperBound,
        as: .prose
      )
    }
    return table.read(into: &self, dashes: dashes)
  }
}
