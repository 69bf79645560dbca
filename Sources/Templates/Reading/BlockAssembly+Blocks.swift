import Diagnostics

extension BlockAssembly {
  mutating func heading(_ node: Int) -> Heading {
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

  mutating func list(_ node: Int, depth: Int) -> List {
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
  func task(_ node: Int) -> Bool? {
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

  mutating func quote(_ node: Int, depth: Int) -> BlockNode {
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
  func language(of node: Int) -> String? {
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

  mutating func table(_ source: TableSource) -> PipeTable {
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

  mutating func cell(_ index: Int) -> [InlineNode] {
    guard index < cellNodes.count else { return [] }
    return inlines(ofBlock: cellNodes[index])
  }
}
