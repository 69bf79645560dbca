import Diagnostics

/// Turns libcmark's tree into the template's own nodes.
struct BlockAssembly {
  /// How deep lists, quotes and emphasis may nest; what is deeper is left out and reported.
  static let deepest = 64

  let file: SourceFile
  let tree: MarkdownTree
  let buffer: MarkdownBuffer
  let tokens: TokenTable
  let tables: [TableSource]
  let markers: [Int: DocumentReading.Marker]
  var diagnostics: [Diagnostic] = []
  private(set) var headings: [Heading] = []
  var footnoteReferences: [Spanned<String>] = []
  private var slugs = Slugs()
  private var cellNodes: [Int] = []
  private var hasReportedDepth = false
  /// The block whose inlines are being read, for finding addresses in it.
  var block = 0..<0
  var cursor = 0

  init(
    file: SourceFile,
    tree: MarkdownTree,
    buffer: MarkdownBuffer,
    tokens: TokenTable,
    tables: [TableSource],
    markers: [Int: DocumentReading.Marker]
  ) {
    self.file = file
    self.tree = tree
    self.buffer = buffer
    self.tokens = tokens
    self.tables = tables
    self.markers = markers
  }

  /// All of it: the first `cellCount` nodes are table cells, then come the footnotes, each behind
  /// its mark, then the body behind its own.
  mutating func assemble(
    cellCount: Int,
    footnotes: [LinePass.FootnoteSource],
    marks: [Int],
    bodyMark: Int?
  ) -> (body: [Piece], footnotes: [Footnote]) {
    let nodes = tree.children(of: 0)
    cellNodes = Array(nodes.prefix(cellCount))
    var groups: [[Int]] = [[]]
    var next = 0
    let boundaries = marks + (bodyMark.map { [$0] } ?? [])
    for node in nodes.dropFirst(cellCount) {
      if next < boundaries.count, offset(of: node) == boundaries[next] {
        next += 1
        groups.append([])
      } else {
        groups[groups.count - 1].append(node)
      }
    }
    let body = pieces(groups.popLast() ?? [])
    var read: [Footnote] = []
    for (source, group) in zip(footnotes, groups.dropFirst()) {
      read.append(
        Footnote(id: source.id, blocks: blocks(group, depth: 1), span: source.span)
      )
    }
    checkFootnotes(read)
    return (body, read)
  }

  private mutating func checkFootnotes(_ footnotes: [Footnote]) {
    var defined: Set<String> = []
    let used = Set(footnoteReferences.map(\.value))
    for footnote in footnotes {
      if !defined.insert(footnote.id.value).inserted {
        diagnostics.append(.doubledFootnote(footnote))
      } else if !used.contains(footnote.id.value) {
        diagnostics.append(.unusedFootnote(footnote))
      }
    }
    for reference in footnoteReferences where !defined.contains(reference.value) {
      diagnostics.append(.unknownFootnote(reference, known: defined.sorted()))
    }
  }

  // MARK: Places

  func offset(of node: Int) -> Int {
    buffer.offset(line: tree.nodes[node].line, column: tree.nodes[node].column)
  }

  /// The template bytes from a node's first byte to the end of its first line.
  func span(of node: Int) -> SourceSpan {
    let start = offset(of: node)
    let end = buffer.lineRange(tree.nodes[node].line).upperBound
    let low = buffer.source(of: start)
    return file.span(low..<max(low, min(low + max(0, end - start), file.bytes.count)))
  }

  private func marker(of node: Int) -> DocumentReading.Marker? {
    let facts = tree.nodes[node]
    guard facts.kind == .htmlBlock else { return nil }
    let line = buffer.lineRange(facts.line)
    let start = buffer.bytes.firstInk(in: offset(of: node)..<line.upperBound)
    return markers[buffer.source(of: start)]
  }

  // MARK: Blocks

  private mutating func pieces(_ nodes: [Int]) -> [Piece] {
    var items: [TagItem<Piece>] = []
    for node in nodes {
      switch marker(of: node) {
      case .tag(let tag): items.append(.tag(tag))
      case .directive(let directive): items.append(.element(.directive(directive)))
      case .nothing: continue
      case .table, nil:
        if let block = block(node, depth: 1) { items.append(.element(.prose([block]))) }
      }
    }
    let tree = TagTree<Piece>(
      conditional: Piece.conditional,
      loop: Piece.loop,
      finish: Self.joiningProse
    )
    return tree.group(items, into: &diagnostics)
  }

  private static func joiningProse(_ pieces: [Piece]) -> [Piece] {
    var out: [Piece] = []
    var run: [BlockNode] = []
    for piece in pieces {
      if case .prose(let blocks) = piece {
        run += blocks
      } else {
        if !run.isEmpty { out.append(.prose(run)) }
        run = []
        out.append(piece)
      }
    }
    if !run.isEmpty { out.append(.prose(run)) }
    return out
  }

  private mutating func blocks(_ nodes: [Int], depth: Int) -> [BlockNode] {
    guard depth <= Self.deepest else {
      if let first = nodes.first { reportDepth(at: span(of: first)) }
      return []
    }
    var items: [TagItem<BlockNode>] = []
    for node in nodes {
      switch marker(of: node) {
      case .tag(let tag): items.append(.tag(tag))
      case .directive, .nothing: continue
      case .table, nil:
        if let block = block(node, depth: depth) { items.append(.element(block)) }
      }
    }
    let tree = TagTree<BlockNode>(conditional: BlockNode.conditional, loop: BlockNode.loop)
    return tree.group(items, into: &diagnostics)
  }

  mutating func reportDepth(at span: SourceSpan) {
    if !hasReportedDepth { diagnostics.append(.nestedTooDeep(Self.deepest, at: span)) }
    hasReportedDepth = true
  }

  private mutating func block(_ node: Int, depth: Int) -> BlockNode? {
    let facts = tree.nodes[node]
    switch facts.kind {
    case .paragraph:
      let content = inlines(ofBlock: node)
      return content.isEmpty ? nil : .paragraph(content, span: span(of: node))
    case .heading: return .heading(heading(node))
    case .rule: return .rule(span: span(of: node))
    case .code:
      return .code(
        CodeBlock(language: language(of: node), text: restored(facts.literal), span: span(of: node))
      )
    case .htmlBlock:
      if case .table(let index)? = marker(of: node) { return .table(table(tables[index])) }
      enter(node)
      let content = html(facts.literal, isBlock: true)
      return content.isEmpty ? nil : .html(content, span: span(of: node))
    case .quote: return quote(node, depth: depth)
    case .list: return .list(list(node, depth: depth))
    default: return nil
    }
  }

  private mutating func heading(_ node: Int) -> Heading {
    var content = inlines(ofBlock: node)
    var explicit: Spanned<String>?
    if let found = trailingAnchor(of: node) {
      explicit = found
      content = content.droppingTrailingText(
        found.span.file.text(
          in: found.span.range.lowerBound - 2..<found.span.range.upperBound + 1
        )
      )
    }
    let id: String
    if let explicit {
      id = explicit.value
      if !slugs.take(id) { diagnostics.append(.doubledAnchor(explicit)) }
    } else {
      id = slugs.anchor(for: content.plainText)
    }
    let heading = Heading(
      level: tree.nodes[node].number,
      content: content,
      id: id,
      span: span(of: node)
    )
    headings.append(heading)
    return heading
  }

  private mutating func list(_ node: Int, depth: Int) -> List {
    let facts = tree.nodes[node]
    var items: [ListItem] = []
    for item in tree.children(of: node) {
      let children = tree.children(of: item)
      let isDone = children.first.flatMap(task)
      var blocks = blocks(children, depth: depth + 1)
      if isDone != nil { blocks = blocks.droppingFromFirstParagraph(4) }
      items.append(ListItem(isDone: isDone, blocks: blocks))
    }
    let start = offset(of: node)
    let mark = start < buffer.bytes.count ? buffer.bytes[start] : 0x2D
    return List(
      isOrdered: facts.isOrdered,
      start: facts.number,
      delimiter: facts.isOrdered
        ? Character(facts.title) : Character(Unicode.Scalar(mark)),
      isTight: facts.isTight,
      items: items,
      span: span(of: node)
    )
  }

  /// Whether a paragraph begins with `[ ]` or `[x]`, and which.
  private func task(_ node: Int) -> Bool? {
    guard tree.nodes[node].kind == .paragraph else { return nil }
    let start = offset(of: node)
    let bytes = buffer.bytes
    guard start + 3 < bytes.count, bytes[start] == 0x5B, bytes[start + 2] == 0x5D,
      bytes[start + 3] == 0x20 || bytes[start + 3] == 0x09
    else { return nil }
    switch bytes[start + 1] {
    case 0x20: return false
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return true
    default: return nil
    }
  }

  private mutating func quote(_ node: Int, depth: Int) -> BlockNode {
    let children = tree.children(of: node)
    let inner = blocks(children, depth: depth + 1)
    if let first = children.first, let mark = CalloutMark(self, paragraph: first),
      case .paragraph(let content, let span)? = inner.first
    {
      guard let kind = mark.kind else {
        diagnostics.append(.unknownCallout(mark.word))
        return .quote(inner, span: self.span(of: node))
      }
      let (title, rest) = content.splitAtLineEnd(dropping: mark.length)
      let body = rest.isEmpty ? [] : [BlockNode.paragraph(rest, span: span)]
      return .callout(
        Callout(
          kind: kind,
          title: title.isEmpty ? nil : title,
          blocks: body + inner.dropFirst(),
          span: self.span(of: node)
        )
      )
    }
    return .quote(inner, span: span(of: node))
  }

  /// The first word behind a fence; `{.name}` is read as other tools do.
  private func language(of node: Int) -> String? {
    let span = span(of: node)
    let text = span.text
    guard let fence = text.first, text.hasPrefix(String(repeating: fence, count: 3)),
      fence == "`" || fence == "~"
    else { return nil }
    let literal = tree.nodes[node].literal
    if literal.prefix(while: { $0 != "\n" }) == text { return nil }
    let info = text.drop { $0 == fence }.drop { $0.isWhitespace }
    let word = info.prefix { !$0.isWhitespace && $0 != "}" }.drop { $0 == "{" || $0 == "." }
    return word.isEmpty ? nil : String(word)
  }

  // MARK: Tables

  private mutating func table(_ source: TableSource) -> PipeTable {
    let header = source.header.map { cell($0) }
    var items: [TagItem<PipeTable.Row>] = []
    for row in source.rows {
      switch row {
      case .tag(let tag): items.append(.tag(tag))
      case .element(let range): items.append(.element(.cells(range.map { cell($0) })))
      }
    }
    let tree = TagTree<PipeTable.Row>(
      conditional: PipeTable.Row.conditional,
      loop: PipeTable.Row.loop
    )
    return PipeTable(
      alignments: source.alignments,
      header: header,
      rows: tree.group(items, into: &diagnostics),
      span: source.span
    )
  }

  private mutating func cell(_ index: Int) -> [InlineNode] {
    guard index < cellNodes.count else { return [] }
    return inlines(ofBlock: cellNodes[index])
  }
}
