import Templates

extension BlockNode {
  /// All runs of text in the block, at any depth and in every branch, in reading order.
  var allInlines: [InlineNode] {
    switch self {
    case .heading(let heading): heading.content.allInlines
    case .paragraph(let content, _), .html(let content, _): content.allInlines
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.allInlines)
    case .quote(let blocks, _): blocks.flatMap(\.allInlines)
    case .callout(let callout):
      (callout.title?.allInlines ?? []) + callout.blocks.flatMap(\.allInlines)
    case .table(let table):
      table.header.flatMap(\.allInlines) + table.rows.flatMap(\.allInlines)
    case .conditional(let conditional):
      conditional.branches.flatMap(\.body).flatMap(\.allInlines)
    case .loop(let loop): loop.body.flatMap(\.allInlines)
    case .code, .rule: []
    }
  }
}

extension PipeTable.Row {
  var allInlines: [InlineNode] {
    switch self {
    case .cells(let cells): cells.flatMap(\.allInlines)
    case .conditional(let conditional):
      conditional.branches.flatMap(\.body).flatMap(\.allInlines)
    case .loop(let loop): loop.body.flatMap(\.allInlines)
    }
  }
}

extension [InlineNode] {
  /// The nodes and all nodes within them.
  var allInlines: [InlineNode] {
    flatMap { node -> [InlineNode] in
      switch node {
      case .emphasis(let nodes), .strong(let nodes), .strikethrough(let nodes):
        [node] + nodes.allInlines
      case .link(let link): [node] + link.content.allInlines
      case .conditional(let conditional):
        [node] + conditional.branches.flatMap(\.body).allInlines
      case .loop(let loop): [node] + loop.body.allInlines
      case .text, .code, .image, .softBreak, .lineBreak, .html, .expression, .footnoteReference,
        .reference:
        [node]
      }
    }
  }
}
