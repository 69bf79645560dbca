import CCmark

/// A node of libcmark's tree, copied out of it.
struct MarkdownNode {
  enum Kind {
    case document, quote, list, item, code, htmlBlock, paragraph, heading, rule
    case text, softBreak, lineBreak, codeSpan, html, emphasis, strong, link, image
  }

  var kind: Kind
  var line: Int
  var column: Int
  var endLine: Int
  /// Text, code, markup, or a link's address.
  var literal = ""
  /// A link's title.
  var title = ""
  /// A heading's level or an ordered list's first number.
  var number = 0
  var isTight = false
  var isOrdered = false
  var firstChild = -1
  var nextSibling = -1
  var parent = -1
}

/// A whole tree in one array, so that depth costs no stack; the root is node 0.
struct MarkdownTree {
  var nodes: [MarkdownNode]

  func children(of index: Int) -> [Int] {
    var children: [Int] = []
    var child = nodes[index].firstChild
    while child >= 0 {
      children.append(child)
      child = nodes[child].nextSibling
    }
    return children
  }
}

/// All that is asked of libcmark: a document's tree.
enum CMarkReading {
  /// Reads Markdown as CommonMark; `blocksOnly` leaves out what stands within paragraphs.
  static func tree(of bytes: [UInt8], blocksOnly: Bool) -> MarkdownTree {
    let root = bytes.withUnsafeBufferPointer { pointer in
      pointer.baseAddress.map { start in
        start.withMemoryRebound(to: CChar.self, capacity: pointer.count) {
          cmark_parse_document($0, pointer.count, CMARK_OPT_DEFAULT)
        }
      } ?? nil
    }
    guard let root else {
      return MarkdownTree(nodes: [MarkdownNode(kind: .document, line: 1, column: 1, endLine: 1)])
    }
    defer { cmark_node_free(root) }
    return copy(root, blocksOnly)
  }

  private static func copy(_ root: OpaquePointer, _ blocksOnly: Bool) -> MarkdownTree {
    var nodes: [MarkdownNode] = []
    // One entry for each open node: its index here, and that of its last child so far.
    var open: [(index: Int, lastChild: Int)] = []
    var next: OpaquePointer? = root
    while let current = next {
      var node = facts(of: current)
      let index = nodes.count
      if let top = open.last {
        node.parent = top.index
        if top.lastChild >= 0 {
          nodes[top.lastChild].nextSibling = index
        } else {
          nodes[top.index].firstChild = index
        }
        open[open.count - 1].lastChild = index
      }
      nodes.append(node)
      let isLeaf = blocksOnly && (node.kind == .paragraph || node.kind == .heading)
      if !isLeaf, let child = cmark_node_first_child(current) {
        open.append((index, -1))
        next = child
        continue
      }
      var place: OpaquePointer? = current
      next = nil
      while let here = place, here != root {
        if let sibling = cmark_node_next(here) {
          next = sibling
          break
        }
        place = cmark_node_parent(here)
        open.removeLast()
      }
    }
    return MarkdownTree(nodes: nodes)
  }

  private static func facts(of pointer: OpaquePointer) -> MarkdownNode {
    var node = MarkdownNode(
      kind: .text,
      line: Int(cmark_node_get_start_line(pointer)),
      column: Int(cmark_node_get_start_column(pointer)),
      endLine: Int(cmark_node_get_end_line(pointer))
    )
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_DOCUMENT: node.kind = .document
    case CMARK_NODE_BLOCK_QUOTE: node.kind = .quote
    case CMARK_NODE_LIST:
      node.kind = .list
      node.isOrdered = cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
      node.isTight = cmark_node_get_list_tight(pointer) != 0
      node.number = Int(cmark_node_get_list_start(pointer))
      node.title = cmark_node_get_list_delim(pointer) == CMARK_PAREN_DELIM ? ")" : "."
    case CMARK_NODE_ITEM: node.kind = .item
    case CMARK_NODE_CODE_BLOCK:
      node.kind = .code
      node.literal = string(cmark_node_get_literal(pointer))
    case CMARK_NODE_HTML_BLOCK:
      node.kind = .htmlBlock
      node.literal = string(cmark_node_get_literal(pointer))
    case CMARK_NODE_PARAGRAPH: node.kind = .paragraph
    case CMARK_NODE_HEADING:
      node.kind = .heading
      node.number = Int(cmark_node_get_heading_level(pointer))
    case CMARK_NODE_THEMATIC_BREAK: node.kind = .rule
    case CMARK_NODE_SOFTBREAK: node.kind = .softBreak
    case CMARK_NODE_LINEBREAK: node.kind = .lineBreak
    case CMARK_NODE_CODE:
      node.kind = .codeSpan
      node.literal = string(cmark_node_get_literal(pointer))
    case CMARK_NODE_HTML_INLINE:
      node.kind = .html
      node.literal = string(cmark_node_get_literal(pointer))
    case CMARK_NODE_EMPH: node.kind = .emphasis
    case CMARK_NODE_STRONG: node.kind = .strong
    case CMARK_NODE_LINK: node.kind = .link
    case CMARK_NODE_IMAGE: node.kind = .image
    default: node.literal = string(cmark_node_get_literal(pointer))
    }
    if node.kind == .link || node.kind == .image {
      node.literal = string(cmark_node_get_url(pointer))
      node.title = string(cmark_node_get_title(pointer))
    }
    return node
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
