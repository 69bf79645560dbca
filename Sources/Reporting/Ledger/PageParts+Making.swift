import Diagnostics
import Markup
import Plotting
import Templates

extension PageParts {
  /// The words and charts of a finished document.
  init(_ document: Document) {
    var writer = PagePartsWriter(document)
    for block in document.blocks {
      switch block {
      case .prose(let block): writer.add(block)
      case .shown(let shown, _): writer.add(shown)
      }
    }
    for note in document.footnotes { writer.add(note.blocks, as: .footnote) }
    self.init(
      language: document.language.rawValue,
      paragraphs: writer.paragraphs,
      charts: writer.charts
    )
  }
}

/// Takes a document apart into texts, one for each piece that a reader takes in at once.
private struct PagePartsWriter {
  private let document: Document
  private(set) var paragraphs: [PageParts.Paragraph] = []
  private(set) var charts: [PageParts.Chart] = []

  init(_ document: Document) {
    self.document = document
    add(document.title, .heading, level: 1)
    for text in [document.subtitle, document.description].compactMap(\.self) {
      add(text, .paragraph)
    }
  }

  private mutating func add(_ text: String, _ kind: PageParts.Kind, level: Int? = nil) {
    let text = String(text.trimmingPrefix(while: \.isWhitespace))
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    paragraphs.append(PageParts.Paragraph(kind: kind, level: level, text: text))
  }

  mutating func add(_ blocks: [BlockNode], as kind: PageParts.Kind) {
    for block in blocks { add(block, as: kind) }
  }

  /// `kind`: what the block stands in; its paragraphs are told as that.
  mutating func add(_ block: BlockNode, as kind: PageParts.Kind = .paragraph) {
    switch block {
    case .heading(let heading): add(words(heading.content), .heading, level: heading.level)
    case .paragraph(let content, _): add(words(content), kind)
    case .list(let list): for item in list.items { add(item.blocks, as: .item) }
    case .quote(let blocks, _): add(blocks, as: .quote)
    case .callout(let callout):
      if let title = callout.title { add(words(title), .callout) }
      add(callout.blocks, as: .callout)
    case .code(let code): add(code.text, .code)
    case .html(let content, _): add(markup(content), .code)
    case .table(let table):
      add(row(table.header), .row)
      for case .cells(let cells) in table.rows { add(row(cells), .row) }
    case .rule, .conditional, .loop: break
    }
  }

  mutating func add(_ shown: Shown) {
    switch shown {
    case .chart(let chart):
      charts.append(
        PageParts.Chart(
          anchor: chart.anchor,
          isNamed: chart.hasLabel,
          caption: chart.caption,
          digest: SVGMarkup(chart.drawing.svg.html).digest,
          narrowDigest: chart.drawing.narrowSVG.map { SVGMarkup($0.html).digest }
        )
      )
    // Cards, checks and the rows of tables are compared by the run's record.
    case .table(let table): if let caption = table.caption { add(caption, .caption) }
    case .metrics(let shown): if let caption = shown.caption { add(caption, .caption) }
    case .check(let report): if let caption = report.caption { add(caption, .caption) }
    case .nothing, .group, .prose, .changes, .failure: break
    }
  }

  private func row(_ cells: [[InlineNode]]) -> String {
    cells.map(words).joined(separator: " | ")
  }

  /// The words as the page has them, references with their numbers.
  private func words(_ nodes: [InlineNode]) -> String {
    nodes.map { node in
      switch node {
      case .reference(let reference):
        document.target(of: reference).map { $0.text + $0.rest } ?? reference.span.text
      case .emphasis(let nodes), .strong(let nodes), .strikethrough(let nodes): words(nodes)
      case .link(let link): words(link.content)
      case .lineBreak: "\n"
      default: [node].words
      }
    }.joined()
  }

  /// The author's own markup as it is written, with the values in it.
  private func markup(_ nodes: [InlineNode]) -> String {
    nodes.map { node in if case .html(let markup) = node { markup } else { words([node]) } }
      .joined()
  }
}
