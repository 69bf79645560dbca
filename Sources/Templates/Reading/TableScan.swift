import Diagnostics
import Options

/// Finds the lines of the pipe table that a paragraph holds, and of the rows behind it that tags
/// hold together with it.
struct TableScan {
  private let leaf: Outline.Leaf
  /// The buffer line of the dashes; nil when the paragraph holds no table.
  private(set) var dashLine: Int?
  private var alignments: [PipeTable.Alignment] = []

  /// Reads no cell yet; dashes of another width than the line above them are reported, as what
  /// was meant for a table would be shown as text.
  init(leaf: Outline.Leaf, document: DocumentReading, into diagnostics: inout [Diagnostic]) {
    self.leaf = leaf
    guard leaf.lines.count >= 2 else { return }
    let bytes = document.scanner.work
    guard bytes[document.sourceRange(of: leaf)].contains(0x7C) else { return }
    for line in (leaf.lines.lowerBound + 1)...leaf.lines.upperBound {
      let dashes = Self.content(line, leaf, document)
      guard let found = TableReading.alignments(dashes, in: bytes) else { continue }
      let header = Self.content(line - 1, leaf, document)
      guard header.count >= 3, bytes[header].contains(0x7C) || bytes[dashes].contains(0x7C) else {
        continue
      }
      // An expression in the header may hold pipes: count without.
      let bare = Self.withoutExpressions(Array(bytes[header]))
      let width = TableReading.split(0..<bare.count, in: bare).count
      guard width == found.count else {
        if bytes[header].contains(0x7C), bytes[dashes].contains(0x7C) {
          let span = document.file.span(ExpressionBraces.trimmed(dashes, in: bytes))
          diagnostics.append(.dashesUnlikeHeader(found.count, of: width, at: span))
        }
        continue
      }
      dashLine = line
      alignments = found
      return
    }
  }

  /// The line with all that stands in double braces overwritten.
  private static func withoutExpressions(_ line: [UInt8]) -> [UInt8] {
    var bytes = line
    var at = 0
    while at + 1 < bytes.count {
      if bytes[at] == 0x7B, bytes[at + 1] == 0x7B,
        let end = ExpressionBraces.end(from: at + 2, closing: "}", in: bytes, limit: bytes.count)
      {
        for index in at..<end { bytes[index] = UInt8(ascii: "x") }
        at = end
      } else {
        at += 1
      }
    }
    return bytes
  }

  /// Template bytes of a line without what leads it in a quote or list.
  private static func content(
    _ line: Int,
    _ leaf: Outline.Leaf,
    _ document: DocumentReading
  ) -> Range<Int> {
    let range = document.sourceRange(ofLine: line)
    if line == leaf.lines.lowerBound {
      let start = document.layout.buffer.source(of: leaf.start)
      return start..<max(start, range.upperBound)
    }
    return document.scanner.work.firstContent(in: range)..<range.upperBound
  }

  /// Reads the table, hides its lines and gives the last of them.
  func read(into document: inout DocumentReading, dashes: Int) -> Int {
    let header = Self.content(dashes - 1, leaf, document)
    document.scanner.scan(header, as: .prose)
    var rows: [TagItem<Range<Int>>] = []
    var last = dashes
    func addRows(_ lines: ClosedRange<Int>, _ document: inout DocumentReading) {
      for line in lines {
        let row = Self.content(line, leaf, document)
        document.scanner.scan(row, as: .prose)
        rows.append(.element(row))
        last = line
      }
    }
    if dashes < leaf.lines.upperBound {
      addRows((dashes + 1)...leaf.lines.upperBound, &document)
    }
    var next = last + 1
    while let tag = tag(atLine: next, document), !tag.isEmpty {
      guard let end = closingLine(from: next, document) else { break }
      for line in next...end {
        if let inner = self.tag(atLine: line, document) {
          if case .tag(let tag)? = document.markers[inner.lowerBound] { rows.append(.tag(tag)) }
          document.markers[inner.lowerBound] = nil
          last = line
        } else {
          addRows(line...line, &document)
        }
      }
      next = last + 1
      while next <= document.layout.buffer.lineCount, isRow(next, document) {
        addRows(next...next, &document)
        next = last + 1
      }
    }
    let end = document.sourceRange(ofLine: last).upperBound
    let range = header.lowerBound..<max(header.upperBound, end)
    let index = document.tables.add(
      header: header,
      alignments: alignments,
      rows: rows,
      span: document.file.span(range),
      in: document.scanner.work,
      into: &document.scanner.diagnostics
    )
    document.markers[header.lowerBound] = .table(index)
    document.scanner.work.hide(range)
    return last
  }

  /// The template range of the block tag that is all a line holds.
  private func tag(atLine line: Int, _ document: DocumentReading) -> Range<Int>? {
    guard line <= document.layout.buffer.lineCount else { return nil }
    let range = document.sourceRange(ofLine: line)
    let start = document.scanner.work.firstContent(in: range)
    guard case .tag? = document.markers[start] else { return nil }
    return document.pass.tagLines[start]
  }

  private func isRow(_ line: Int, _ document: DocumentReading) -> Bool {
    let range = document.sourceRange(ofLine: line)
    let start = document.scanner.work.firstContent(in: range)
    return start < range.upperBound && document.scanner.work[start] == 0x7C
      && document.markers[start] == nil
  }

  /// The line whose tag closes the one at `line`, with nothing but rows and tags between.
  private func closingLine(from line: Int, _ document: DocumentReading) -> Int? {
    var depth = 0
    var at = line
    while at <= document.layout.buffer.lineCount {
      let range = document.sourceRange(ofLine: at)
      let start = document.scanner.work.firstContent(in: range)
      guard start < range.upperBound else { return nil }
      if case .tag(let tag)? = document.markers[start] {
        if tag.isOpener { depth += 1 }
        if tag.isCloser { depth -= 1 }
        if depth < 0 || (depth == 0 && !tag.isCloser) { return nil }
        if depth == 0 { return at }
      }
      at += 1
    }
    return nil
  }
}
