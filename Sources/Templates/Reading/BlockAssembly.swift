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
  var headings: [Heading] = []
  var footnoteReferences: [Spanned<String>] = []
  var slugs = Slugs()
  var cellNodes: [Int] = []
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

  func marker(of node: Int) -> DocumentReading.Marker? {
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

  mutating func blocks(_ nodes: [Int], depth: Int) -> [BlockNode] {
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
}
