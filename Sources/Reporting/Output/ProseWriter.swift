import Diagnostics
import Markup
import Templates

/// Writes finished prose as HTML nodes.
struct ProseWriter {
  private let document: Document
  private let words: Words
  private let noteNumbers: [String: Int]
  /// How often each footnote has been mentioned so far.
  private(set) var mentions: [String: Int] = [:]
  private(set) var contents: [ContentsEntry] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The language of the paragraph being written, where that is not the document's.
  private var spoken: Language?
  /// The numbers of the sections around, the outermost first.
  private var sections: [Int] = []

  init(_ document: Document) {
    self.document = document
    words = Words(document.language)
    noteNumbers = Dictionary(
      document.footnotes.map { ($0.id, $0.number) }
    ) { first, _ in first }
  }

  mutating func nodes(_ blocks: [BlockNode]) -> [Node] {
    var out: [Node] = []
    for block in blocks { out.append(node(block)) }
    return out
  }

  mutating func node(_ block: BlockNode) -> Node {
    switch block {
    case .heading(let heading): return node(heading)
    case .paragraph(let content, _):
      if let figure = figure(content) { return figure }
      spoken = foreignLanguage(of: content)
      let inner = inlines(content)
      defer { spoken = nil }
      guard let spoken else { return .tag("p", [:], inner) }
      return .tag("p", ["lang": spoken.rawValue], inner)
    case .list(let list): return node(list)
    case .quote(let blocks, _): return .tag("blockquote", [:], nodes(blocks))
    case .callout(let callout):
      var title: [Node]?
      if let written = callout.title { title = inlines(written) }
      let kind = CalloutView.Kind(rawValue: callout.kind.rawValue) ?? .note
      return CalloutView(kind: kind, title: title, body: nodes(callout.blocks), words: words).node()
    case .code(let code): return CodeView(text: code.text, language: code.language).node()
    case .rule: return .tag("hr")
    case .html(let content, _): return .fragment(inlines(content))
    case .table(let table): return node(table)
    case .conditional, .loop: return .empty
    }
  }

  private mutating func node(_ heading: Heading) -> Node {
    let number = number(of: heading)
    contents.append(
      ContentsEntry(
        level: heading.level,
        id: heading.id,
        text: .text(number + heading.content.words)
      )
    )
    let content = (number.isEmpty ? [] : [.text(number)]) + inlines(heading.content)
    return HeadingView(level: heading.level, id: heading.id, content: content).node()
  }

  /// `2.1 ` with `number-sections`, counted from the headings of level 2; else nothing.
  private mutating func number(of heading: Heading) -> String {
    guard document.plan.template.frontMatter.numbersSections, heading.level >= 2 else { return "" }
    let depth = heading.level - 1
    sections = Array(sections.prefix(depth))
    while sections.count < depth { sections.append(0) }
    sections[depth - 1] += 1
    return sections.map(String.init).joined(separator: ".") + "\u{A0} "
  }

  private mutating func node(_ list: List) -> Node {
    var items: [Node] = []
    for item in list.items {
      var inner = list.isTight ? tight(item.blocks) : nodes(item.blocks)
      if let isDone = item.isDone {
        inner.insert(TaskMark.node(isDone: isDone, words: words), at: 0)
        items.append(.tag("li", ["class": "task"], inner))
      } else {
        items.append(.tag("li", [:], inner))
      }
    }
    let hasTasks = list.items.contains { $0.isDone != nil }
    guard list.isOrdered else {
      return hasTasks ? .tag("ul", ["class": "tasks"], items) : .tag("ul", [:], items)
    }
    return list.start == 1 ? .tag("ol", [:], items) : .tag("ol", ["start": "\(list.start)"], items)
  }

  /// The blocks of a tight item: its paragraphs are not set apart.
  private mutating func tight(_ blocks: [BlockNode]) -> [Node] {
    var out: [Node] = []
    for block in blocks {
      if case .paragraph(let content, _) = block {
        out += inlines(content)
      } else {
        out.append(node(block))
      }
    }
    return out
  }

  private mutating func node(_ table: PipeTable) -> Node {
    func cell(_ name: String, _ column: Int, _ content: [Node]) -> Node {
      var element = Element(name, [], content)
      if name == "th" { element.attributes.append(Attribute("scope", "col")) }
      let alignment = column < table.alignments.count ? table.alignments[column] : .none
      switch alignment {
      case .right: element.attributes.append(Attribute("class", "right"))
      case .center: element.attributes.append(Attribute("class", "center"))
      case .left, .none: break
      }
      return .element(element)
    }
    var header: [Node] = []
    for (column, content) in table.header.enumerated() {
      header.append(cell("th", column, inlines(content)))
    }
    var lines: [Node] = []
    for case .cells(let cells) in table.rows {
      var line: [Node] = []
      for (column, content) in cells.enumerated() {
        line.append(cell("td", column, inlines(content)))
      }
      lines.append(.tag("tr", [:], line))
    }
    let name = table.header.map(\.words).joined(separator: ", ")
    let grid = Node.tag(
      "table",
      ["aria-label": name],
      [.tag("thead", [:], [.tag("tr", [:], header)]), .tag("tbody", [:], lines)]
    )
    let region = Node.tag(
      "div",
      ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": name],
      [grid]
    )
    return .tag("figure", ["class": "pipes"], [region])
  }

  /// A paragraph of one image is a figure, with the image's title under it.
  private mutating func figure(_ content: [InlineNode]) -> Node? {
    guard content.count == 1, case .image(let image) = content[0], let title = image.title?.plain
    else { return nil }
    return .tag(
      "figure",
      ["class": "picture"],
      [picture(image), .tag("figcaption", [:], [.text(title)])]
    )
  }

  mutating func inlines(_ nodes: [InlineNode]) -> [Node] {
    var out: [Node] = []
    for node in nodes { out.append(inline(node)) }
    return out
  }

  private mutating func inline(_ run: InlineNode) -> Node {
    switch run {
    case .text(let text): return .text(text)
    case .emphasis(let nodes): return .tag("em", [:], inlines(nodes))
    case .strong(let nodes): return .tag("strong", [:], inlines(nodes))
    case .strikethrough(let nodes): return .tag("del", [:], inlines(nodes))
    case .code(let text): return .tag("code", [:], [.text(text)])
    case .softBreak: return "\n"
    case .lineBreak: return .tag("br")
    case .html(let markup): return .trusted(markup)
    case .link(let link):
      var element = Element("a", [Attribute("href", link.url.plain)], inlines(link.content))
      if let title = link.title?.plain { element.attributes.append(Attribute("title", title)) }
      return .element(element)
    case .image(let image): return picture(image)
    case .reference(let reference): return node(reference)
    case .footnoteReference(let id):
      guard let number = noteNumbers[id.value] else { return .empty }
      mentions[id.value, default: 0] += 1
      return FootnotesView.mark(number, occurrence: mentions[id.value] ?? 1)
    case .expression, .conditional, .loop: return .empty
    }
  }

  private func node(_ reference: CrossReference) -> Node {
    guard let target = document.target(of: reference, in: spoken) else {
      return .text(reference.span.text)
    }
    return .fragment([
      .tag("a", ["class": "ref", "href": "#" + target.anchor], [.text(target.text)]),
      .text(target.rest),
    ])
  }

  private mutating func picture(_ image: Image) -> Node {
    do throws(Diagnostic) {
      let source = try EmbeddedImage(image).dataAddress
      return .tag("img", ["src": source, "alt": image.alt.words])
    } catch {
      diagnostics.append(error)
      return .text("[\(image.alt.words)]")
    }
  }

  /// English for a paragraph without a Korean letter in a Korean report, so that it is read aloud and
  /// broken into lines as English is.
  private func foreignLanguage(of content: [InlineNode]) -> Language? {
    guard document.language == .korean else { return nil }
    let scalars = content.words.unicodeScalars
    let isKorean = scalars.contains {
      (0xAC00...0xD7A3).contains($0.value) || (0x1100...0x11FF).contains($0.value)
        || (0x3130...0x318F).contains($0.value)
    }
    let latin = scalars.count { (65...90).contains($0.value) || (97...122).contains($0.value) }
    return !isKorean && latin >= 12 ? .english : nil
  }
}
