/// Where libcmark sees paragraphs, code and HTML, before anything within them is looked at.
struct Outline {
  struct Leaf {
    enum Kind { case paragraph, heading, fencedCode, indentedCode, html }

    let kind: Kind
    /// Lines of the buffer.
    let lines: ClosedRange<Int>
    /// The buffer offset of its first byte.
    let start: Int
    /// Whether it stands in a list, a quote or a footnote.
    let isNested: Bool
  }

  private(set) var leaves: [Leaf] = []

  init(_ layout: BufferBuilding.Layout) {
    let buffer = layout.buffer
    let tree = CMarkReading.tree(of: buffer.bytes, blocksOnly: true)
    for node in tree.nodes {
      var start = buffer.offset(line: node.line, column: node.column)
      let kind: Leaf.Kind
      var last = max(node.line, node.endLine)
      switch node.kind {
      case .paragraph: kind = .paragraph
      case .heading: kind = .heading
      case .htmlBlock:
        kind = .html
        // The blanks that indent one count as its own.
        start = buffer.bytes.firstInk(in: start..<buffer.lineRange(node.line).upperBound)
        // libcmark forgets to close these: its end line is that of the block before.
        last = node.line + max(0, Self.lineCount(node.literal) - 1)
      case .code:
        let firstLine = Array(node.literal.utf8.prefix { $0 != 0x0A })
        let line = buffer.lineRange(node.line)
        let isIndented =
          !Self.isFence(buffer.bytes, start)
          || (!firstLine.isEmpty && buffer.bytes[start..<line.upperBound].elementsEqual(firstLine))
        kind = isIndented ? .indentedCode : .fencedCode
        let body = Self.lineCount(node.literal)
        last =
          isIndented
          ? node.line + max(0, body - 1) : max(node.line, min(node.endLine, node.line + body + 1))
      default: continue
      }
      leaves.append(
        Leaf(
          kind: kind,
          lines: node.line...max(node.line, min(last, buffer.lineCount)),
          start: start,
          isNested: node.parent != 0 || start < layout.bodyStart
        )
      )
    }
  }

  /// Lines of a literal, whose last one has an end.
  private static func lineCount(_ literal: String) -> Int {
    literal.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  private static func isFence(_ bytes: [UInt8], _ at: Int) -> Bool {
    guard at + 2 < bytes.count, bytes[at] == 0x60 || bytes[at] == 0x7E else { return false }
    return bytes[at + 1] == bytes[at] && bytes[at + 2] == bytes[at]
  }
}
