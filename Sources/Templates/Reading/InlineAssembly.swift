import Diagnostics
import Expressions

/// An inline, a tag, or the two tildes that may begin or end struck-out text.
private enum InlineItem {
  case node(InlineNode)
  case tag(Tag)
  case tildes
}

extension BlockAssembly {
  /// The inlines of a paragraph, heading or table cell.
  mutating func inlines(ofBlock node: Int) -> [InlineNode] {
    enter(node)
    let nodes = inlines(of: node, depth: 1)
    // A comment that begins the block leaves its blank.
    guard case .text(let text)? = nodes.first, text.first == " " else { return nodes }
    let rest = String(text.drop { $0 == " " })
    return (rest.isEmpty ? [] : [.text(rest)]) + nodes.dropFirst()
  }

  /// Makes a block the one whose inlines are being read.
  mutating func enter(_ node: Int) {
    let start = offset(of: node)
    let end = buffer.lineRange(max(tree.nodes[node].line, tree.nodes[node].endLine)).upperBound
    block = start..<max(start, end)
    cursor = start
  }

  mutating func inlines(of parent: Int, depth: Int) -> [InlineNode] {
    guard depth <= Self.deepest else {
      reportDepth(at: blockSpan)
      return []
    }
    var items: [InlineItem] = []
    var text = ""
    func flush(_ items: inout [InlineItem], _ assembly: inout BlockAssembly) {
      if !text.isEmpty { assembly.append(text, to: &items) }
      text = ""
    }
    var child = tree.nodes[parent].firstChild
    while child >= 0 {
      let facts = tree.nodes[child]
      if facts.kind == .text {
        text += facts.literal
      } else {
        flush(&items, &self)
        switch facts.kind {
        case .softBreak: items.append(.node(.softBreak))
        case .lineBreak: items.append(.node(.lineBreak))
        case .codeSpan: items.append(.node(.code(restored(facts.literal))))
        case .emphasis: items.append(.node(.emphasis(inlines(of: child, depth: depth + 1))))
        case .strong: items.append(.node(.strong(inlines(of: child, depth: depth + 1))))
        case .html:
          for item in htmlItems(facts.literal) {
            switch item {
            case .element(let node): items.append(.node(node))
            case .tag(let tag): items.append(.tag(tag))
            }
          }
        case .link: items.append(.node(link(child, depth)))
        case .image: items.append(.node(image(child, depth)))
        default: break
        }
      }
      child = facts.nextSibling
    }
    flush(&items, &self)
    return grouped(strikingOut(items))
  }

  // MARK: Text

  /// Appends a text that may hold tokens.
  private mutating func append(_ text: String, to items: inout [InlineItem]) {
    guard text.utf8.contains(where: { $0 < 6 }) else {
      items.append(.node(.text(text)))
      return
    }
    let bytes = Array(text.utf8)
    var at = 0
    var start = 0
    func flush(_ items: inout [InlineItem]) {
      guard start < at else { return }
      items.append(.node(.text(String(decoding: bytes[start..<at], as: UTF8.self))))
    }
    while at < bytes.count {
      switch bytes[at] {
      case TokenTable.lead, TokenTable.shortLead:
        guard let token = tokens.token(at: at, in: bytes) else {
          at += 1
          continue
        }
        flush(&items)
        append(token, to: &items)
        at += token.span.range.count
        start = at
      case TokenTable.tilde where at + 1 < bytes.count && bytes[at + 1] == TokenTable.tilde:
        flush(&items)
        items.append(.tildes)
        at += 2
        start = at
      case TokenTable.cell:
        flush(&items)
        at += at + 1 < bytes.count && bytes[at + 1] == 0x20 ? 2 : 1
        start = at
      case TokenTable.nothing:
        flush(&items)
        at += 1
        start = at
      default: at += 1
      }
    }
    flush(&items)
  }

  private mutating func append(_ token: Token, to items: inout [InlineItem]) {
    switch token.meaning {
    case .expression(let expression):
      if let expression { items.append(.node(.expression(expression))) }
    case .tag(let tag): items.append(.tag(tag))
    case .comment: break
    case .reference(let reference): items.append(.node(.reference(reference)))
    case .footnote(let id):
      footnoteReferences.append(id)
      items.append(.node(.footnoteReference(id)))
    case .anchor: items.append(.node(.text(token.span.text)))
    }
  }

  /// A text with all tokens turned back into what the author wrote.
  func restored(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 6 }) else { return text }
    var out: [UInt8] = []
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case TokenTable.lead, TokenTable.shortLead:
        if let token = tokens.token(at: at, in: bytes) {
          out += file.bytes[token.span.range]
          at += token.span.range.count
          continue
        }
      case TokenTable.tilde: out.append(0x7E)
      case TokenTable.nothing: out.append(0x5C)
      case TokenTable.cell: break
      default: out.append(bytes[at])
      }
      at += 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Pairs of `~~` around struck-out text; one without its like is text.
  private mutating func strikingOut(_ items: [InlineItem]) -> [TagItem<InlineNode>] {
    var out: [TagItem<InlineNode>] = []
    var open: Int?
    for (index, item) in items.enumerated() {
      switch item {
      case .node(let node): out.append(.element(node))
      case .tag(let tag): out.append(.tag(tag))
      case .tildes:
        let before = index > 0 ? items[index - 1] : nil
        let after = index + 1 < items.count ? items[index + 1] : nil
        if let start = open, !Self.isBlank(before, atEnd: true) {
          let inner = Array(out[(start + 1)...])
          out.removeSubrange(start...)
          out.append(.element(.strikethrough(grouped(inner))))
          open = nil
        } else {
          if open == nil, !Self.isBlank(after, atEnd: false) { open = out.count }
          out.append(.element(.text("~~")))
        }
      }
    }
    return out
  }

  private static func isBlank(_ item: InlineItem?, atEnd: Bool) -> Bool {
    switch item {
    case nil, .node(.softBreak), .node(.lineBreak): true
    case .node(.text(let text)): (atEnd ? text.last : text.first)?.isWhitespace ?? true
    default: false
    }
  }

  /// Tags grouped; neighbouring texts joined.
  mutating func grouped(_ items: [TagItem<InlineNode>]) -> [InlineNode] {
    let tree = TagTree<InlineNode>(
      conditional: InlineNode.conditional,
      loop: InlineNode.loop,
      finish: Self.joiningTexts,
      isInline: true
    )
    return tree.group(items, into: &diagnostics)
  }

  private static func joiningTexts(_ nodes: [InlineNode]) -> [InlineNode] {
    if nodes.count < 2 { return nodes }
    var out: [InlineNode] = []
    out.reserveCapacity(nodes.count)
    for node in nodes {
      if case .text(let text) = node, case .text(let before)? = out.last {
        out[out.count - 1] = .text(before + text)
      } else {
        out.append(node)
      }
    }
    return out
  }
}
