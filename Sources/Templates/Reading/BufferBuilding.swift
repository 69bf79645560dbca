import Diagnostics

/// Lays out the bytes for libcmark: table cells, footnotes, the body.
struct BufferBuilding {
  let work: [UInt8]
  let pass: LinePass

  /// A laid-out buffer and the places of its parts.
  struct Layout {
    var buffer: MarkdownBuffer
    /// Buffer offsets of the mark in front of each footnote.
    var footnoteMarks: [Int] = []
    /// Buffer offset of the mark in front of the body, which is there when there are footnotes.
    var bodyMark: Int?
    var bodyStart = 0
  }

  /// The layout with `cells` (pieces of bytes with their offsets) in front.
  func layout(cells: [[(bytes: [UInt8], source: Int)]], footnotes: [LinePass.FootnoteSource])
    -> Layout
  {
    var layout = Layout(buffer: MarkdownBuffer(capacity: work.count + 1_024))
    for cell in cells {
      let source = cell.first?.source ?? 0
      layout.buffer.append([TokenTable.cell, 0x20], at: source)
      for piece in cell { layout.buffer.append(piece.bytes[...], at: piece.source) }
      layout.buffer.append([0x0A, 0x0A], at: source)
    }
    for footnote in footnotes {
      layout.footnoteMarks.append(layout.buffer.bytes.count)
      layout.buffer.append(Array("<?>\n\n".utf8)[...], at: footnote.span.range.lowerBound)
      for (index, line) in footnote.lines.enumerated() {
        layout.buffer.append(work[line], at: line.lowerBound)
        let next = index + 1 < footnote.lines.count ? footnote.lines[index + 1].lowerBound : nil
        if let next, line.upperBound < next, !work[line.upperBound..<next].contains(0x0A) {
          // An expression goes over the line end: its form must stay in one piece.
          layout.buffer.append(work[line.upperBound..<next], at: line.upperBound)
        } else {
          layout.buffer.append([0x0A], at: line.upperBound)
        }
      }
      if let fence = openFence(in: footnote) {
        layout.buffer.append(Array(fence.utf8)[...], at: footnote.span.range.lowerBound)
      }
      layout.buffer.append([0x0A], at: footnote.span.range.upperBound)
    }
    if !footnotes.isEmpty {
      layout.bodyMark = layout.buffer.bytes.count
      layout.buffer.append(Array("<?>\n\n".utf8)[...], at: pass.bodyStart)
    }
    layout.bodyStart = layout.buffer.bytes.count
    appendBody(to: &layout.buffer)
    layout.buffer.countLines()
    return layout
  }

  /// The body, with blanks where footnotes were cut out.
  private func appendBody(to buffer: inout MarkdownBuffer) {
    var at = pass.bodyStart
    for range in pass.cut {
      buffer.append(work[at..<range.lowerBound], at: at)
      let blanks = work[range].map { $0 == 0x0A || $0 == 0x0D ? $0 : 0x20 }
      buffer.append(blanks[...], at: range.lowerBound)
      at = range.upperBound
    }
    if at < work.count { buffer.append(work[at...], at: at) }
  }

  /// The line that closes a fence the footnote leaves open, which would swallow what follows.
  private func openFence(in footnote: LinePass.FootnoteSource) -> String? {
    var open: (byte: UInt8, width: Int)?
    for line in footnote.lines {
      let ink = work.firstInk(in: line)
      guard ink < line.upperBound, work[ink] == 0x60 || work[ink] == 0x7E else { continue }
      var end = ink
      while end < line.upperBound, work[end] == work[ink] { end += 1 }
      if let fence = open {
        let isBare = work.firstInk(in: end..<line.upperBound) == line.upperBound
        if work[ink] == fence.byte, end - ink >= fence.width, isBare { open = nil }
      } else if end - ink >= 3 {
        open = (work[ink], end - ink)
      }
    }
    return open.map {
      String(repeating: Character(Unicode.Scalar($0.byte)), count: $0.width) + "\n"
    }
  }
}
