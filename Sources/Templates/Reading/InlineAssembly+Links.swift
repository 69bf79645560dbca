import Diagnostics
import Expressions

extension BlockAssembly {
  /// The block whose inlines are being read, for what has no place of its own.
  var blockSpan: SourceSpan {
    let low = buffer.source(of: block.lowerBound)
    let line = file.lineRange(file.line(at: low))
    return file.span(low..<max(low, line.upperBound))
  }

  /// An address or title: text, with the expressions its tokens stand for.
  func interpolation(_ text: String, at span: SourceSpan) -> Interpolation {
    guard text.utf8.contains(where: { $0 < 6 }) else {
      return Interpolation(parts: [.text(Spanned(text, at: span))], span: span)
    }
    var parts: [Interpolation.Part] = []
    let bytes = Array(text.utf8)
    var at = 0
    var start = 0
    func flush() {
      guard start < at else { return }
      let piece = restored(String(decoding: bytes[start..<at], as: UTF8.self))
      parts.append(.text(Spanned(piece, at: span)))
    }
    while at < bytes.count {
      if let token = tokens.token(at: at, in: bytes),
        case .expression(let expression) = token.meaning
      {
        flush()
        if let expression { parts.append(.expression(expression)) }
        at += token.span.range.count
        start = at
      } else {
        at += 1
      }
    }
    flush()
    return Interpolation(parts: parts, span: span)
  }

  mutating func link(_ node: Int, _ depth: Int) -> InlineNode {
    let facts = tree.nodes[node]
    let isAutolink = self.isAutolink(node)
    let content: [InlineNode] =
      isAutolink
      ? [.text(restored(tree.nodes[facts.firstChild].literal))]
      : inlines(of: node, depth: depth + 1)
    let span = place(of: facts.literal)
    let url = interpolation(facts.literal, at: span)
    refuse(url)
    let title = facts.title.isEmpty ? nil : interpolation(facts.title, at: span)
    return .link(Link(url: url, title: title, content: content, span: span))
  }

  mutating func image(_ node: Int, _ depth: Int) -> InlineNode {
    let facts = tree.nodes[node]
    let alt = inlines(of: node, depth: depth + 1)
    let span = place(of: facts.literal)
    let url = interpolation(facts.literal, at: span)
    refuse(url)
    let title = facts.title.isEmpty ? nil : interpolation(facts.title, at: span)
    return .image(Image(url: url, title: title, alt: alt, span: span))
  }

  /// An address written out, which libcmark gives as a link whose only text is itself.
  private func isAutolink(_ node: Int) -> Bool {
    let facts = tree.nodes[node]
    guard facts.firstChild >= 0 else { return false }
    let child = tree.nodes[facts.firstChild]
    guard child.kind == .text, child.nextSibling < 0 else { return false }
    return facts.literal == child.literal || facts.literal == "mailto:" + child.literal
  }

  /// Finds an address in its block, going on from the one before; the block when it stands
  /// elsewhere, as in a link definition.
  private mutating func place(of address: String) -> SourceSpan {
    let wanted = Array(address.utf8)
    guard !wanted.isEmpty,
      let end = TokenScanner.find(wanted, from: cursor, to: block.upperBound, in: buffer.bytes)
    else { return blockSpan }
    cursor = end
    let low = buffer.source(of: end - wanted.count)
    return file.span(low..<low + wanted.count)
  }

  /// Reports an address that begins with a scheme that could run a script.
  ///
  /// One whose beginning is an expression is checked when its value is known.
  private mutating func refuse(_ url: Interpolation) {
    guard case .text(let start)? = url.parts.first, LinkScheme.isRefused(start.value) else {
      return
    }
    diagnostics.append(.refusedLink(start))
  }

  // MARK: HTML

  /// The author's markup without comments; empty when nothing but blanks is left.
  mutating func html(_ literal: String, isBlock: Bool) -> [InlineNode] {
    let items = htmlItems(literal)
    let isBlank = items.allSatisfy { item in
      if case .element(.html(let text)) = item { text.allSatisfy(\.isWhitespace) } else { false }
    }
    return isBlank ? [] : grouped(items)
  }

  func htmlItems(_ literal: String) -> [TagItem<InlineNode>] {
    var items: [TagItem<InlineNode>] = []
    let bytes = Self.withoutComments(Array(literal.utf8))
    var at = 0
    var start = 0
    func flush() {
      guard start < at else { return }
      items.append(.element(.html(String(decoding: bytes[start..<at], as: UTF8.self))))
    }
    while at < bytes.count {
      switch bytes[at] {
      case TokenTable.lead, TokenTable.shortLead:
        guard let token = tokens.token(at: at, in: bytes) else {
          at += 1
          continue
        }
        flush()
        switch token.meaning {
        case .expression(let expression):
          if let expression { items.append(.element(.expression(expression))) }
        case .tag(let tag): items.append(.tag(tag))
        case .comment: break
        case .reference, .footnote, .anchor: items.append(.element(.html(token.span.text)))
        }
        at += token.span.range.count
        start = at
      case TokenTable.tilde, TokenTable.nothing, TokenTable.cell:
        flush()
        if bytes[at] == TokenTable.tilde { items.append(.element(.html("~"))) }
        at += 1
        start = at
      default: at += 1
      }
    }
    flush()
    return items
  }

  private static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == 0x3C, bytes[at...].starts(with: Array("<!--".utf8)) {
        at =
          TokenScanner.find(Array("-->".utf8), from: at + 4, to: bytes.count, in: bytes)
          ?? bytes.count
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return out
  }

  // MARK: Anchors

  /// `{#id}` at the very end of a heading.
  func trailingAnchor(of heading: Int) -> Spanned<String>? {
    var text = ""
    for child in tree.children(of: heading) {
      if tree.nodes[child].kind == .text { text += tree.nodes[child].literal } else { text = "" }
    }
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      guard let token = tokens.token(at: at, in: bytes) else {
        at += 1
        continue
      }
      at += token.span.range.count
      if at == bytes.count, case .anchor(let id) = token.meaning { return id }
    }
    return nil
  }
}
