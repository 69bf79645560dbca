public import Diagnostics

/// A block of prose.
public indirect enum BlockNode: Sendable {
  case heading(Heading)
  case paragraph([InlineNode], span: SourceSpan)
  case list(List)
  case quote([BlockNode], span: SourceSpan)
  case callout(Callout)
  case code(CodeBlock)
  case rule(span: SourceSpan)
  /// The author's own markup, as `.html`, `.expression`, `.conditional` and `.loop` nodes.
  case html([InlineNode], span: SourceSpan)
  case table(PipeTable)
  /// Tags that stand on lines of their own within a list item or a quote.
  case conditional(Conditional<BlockNode>)
  case loop(Loop<BlockNode>)
}

public struct Heading: Sendable {
  public let level: Int
  public let content: [InlineNode]
  /// The anchor: `{#id}` at the end of the line, else made of the words as GitHub does.
  ///
  /// Unique within the file. A heading repeated by `{% for %}` repeats it.
  public let id: String
  public let span: SourceSpan

  public init(level: Int, content: [InlineNode], id: String, span: SourceSpan) {
    self.level = level
    self.content = content
    self.id = id
    self.span = span
  }
}

public struct List: Sendable {
  public let isOrdered: Bool
  /// The number of the first item of an ordered list.
  public let start: Int
  /// `-`, `*`, `+`, `.` or `)`: neighbouring lists with different ones are different lists.
  public let delimiter: Character
  /// Whether items stand close together, their paragraphs without space around.
  public let isTight: Bool
  public let items: [ListItem]
  public let span: SourceSpan

  public init(
    isOrdered: Bool,
    start: Int,
    delimiter: Character,
    isTight: Bool,
    items: [ListItem],
    span: SourceSpan
  ) {
    self.isOrdered = isOrdered
    self.start = start
    self.delimiter = delimiter
    self.isTight = isTight
    self.items = items
    self.span = span
  }
}

public struct ListItem: Sendable {
  /// `[x]` or `[ ]` at the beginning; nil for an ordinary item.
  public let isDone: Bool?
  public let blocks: [BlockNode]
}

/// `> [!note] Title` and the rest of the quote.
public struct Callout: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case note, tip, important, warning, caution
  }

  public let kind: Kind
  /// Nil when nothing follows the mark: the page then shows the kind's own name.
  public let title: [InlineNode]?
  public let blocks: [BlockNode]
  public let span: SourceSpan
}

/// Code that is shown, never run; `{{` in it is literal.
public struct CodeBlock: Sendable {
  /// The first word behind the fence; nil for none and for indented code.
  public let language: String?
  public let text: String
  public let span: SourceSpan
}

/// A table drawn with pipes.
public struct PipeTable: Sendable {
  public enum Alignment: Sendable { case none, left, center, right }

  public enum Row: Sendable {
    /// As many as there are columns.
    case cells([[InlineNode]])
    case conditional(Conditional<Row>)
    case loop(Loop<Row>)
  }

  public let alignments: [Alignment]
  public let header: [[InlineNode]]
  public let rows: [Row]
  public let span: SourceSpan
}

/// `[^id]: text`.
public struct Footnote: Sendable {
  public let id: Spanned<String>
  public let blocks: [BlockNode]
  public let span: SourceSpan
}

extension BlockNode {
  /// Neighbouring lists of the same kind made one.
  ///
  /// `{% for %}` around a list item yields a list a turn; call this on what a loop yields so that
  /// readers see one list. In a Markdown file such neighbours cannot occur otherwise.
  public static func joiningLists(_ blocks: [BlockNode]) -> [BlockNode] {
    var out: [BlockNode] = []
    for block in blocks {
      guard case .list(let next) = block, case .list(let last)? = out.last,
        next.isOrdered == last.isOrdered, next.delimiter == last.delimiter
      else {
        out.append(block)
        continue
      }
      out[out.count - 1] = .list(
        List(
          isOrdered: last.isOrdered,
          start: last.start,
          delimiter: last.delimiter,
          isTight: last.isTight && next.isTight,
          items: last.items + next.items,
          span: last.span
        )
      )
    }
    return out
  }
}

extension Heading {
  /// The same heading with other content.
  public func with(_ content: [InlineNode]) -> Heading {
    Heading(level: level, content: content, id: id, span: span)
  }
}

extension ListItem {
  /// The same item with other blocks.
  public func with(_ blocks: [BlockNode]) -> ListItem { ListItem(isDone: isDone, blocks: blocks) }
}

extension Callout {
  /// The same callout with other content.
  public func with(title: [InlineNode]?, blocks: [BlockNode]) -> Callout {
    Callout(kind: kind, title: title, blocks: blocks, span: span)
  }
}

extension PipeTable {
  /// The same table with other cells.
  public func with(header: [[InlineNode]], rows: [Row]) -> PipeTable {
    PipeTable(alignments: alignments, header: header, rows: rows, span: span)
  }
}
