import Templates

extension Document {
  /// The report's prose by heading: what a search finds.
  ///
  /// Captions and number cards are part of it, rows of data are not.
  var searchSections: [ReportSummary.Section] {
    var sections = [ReportSummary.Section(anchor: "", heading: "")]
    func add(_ text: String) {
      let text = text.collapsed
      if !text.isEmpty { sections[sections.count - 1].texts.append(text) }
    }
    for text in [subtitle, description] { add(text ?? "") }
    for block in blocks {
      switch block {
      case .prose(.heading(let heading)):
        sections.append(
          ReportSummary.Section(anchor: heading.id, heading: heading.content.words.collapsed)
        )
      case .prose(let block): for text in block.texts { add(text) }
      case .shown(let shown, _): for text in shown.texts(language) { add(text) }
      }
    }
    for note in footnotes { for text in note.blocks.flatMap(\.texts) { add(text) } }
    return sections.filter { !$0.heading.isEmpty || !$0.texts.isEmpty }
  }
}

extension BlockNode {
  /// The words of the block, a text for each paragraph, item or row.
  fileprivate var texts: [String] {
    switch self {
    case .heading(let heading): [heading.content.words]
    case .paragraph(let content, _): [content.words]
    case .list(let list): list.items.flatMap { $0.blocks.flatMap(\.texts) }
    case .quote(let blocks, _): blocks.flatMap(\.texts)
    case .callout(let callout): [callout.title?.words ?? ""] + callout.blocks.flatMap(\.texts)
    case .table(let table):
      [table.header.map(\.words).joined(separator: " ")]
        + table.rows.map { row in
          if case .cells(let cells) = row { cells.map(\.words).joined(separator: " ") } else { "" }
        }
    case .code(let code): [code.text]
    // A document's conditionals and loops are resolved; markup is no prose.
    case .rule, .html, .conditional, .loop: []
    }
  }
}

extension Shown {
  fileprivate func texts(_ language: Language) -> [String] {
    switch self {
    case .table(let table): [table.caption ?? ""]
    case .chart(let chart): [chart.caption ?? ""]
    case .metrics(let shown):
      [shown.caption ?? ""]
        + shown.cards.map { card in
          let metric = Metric(card, language: language)
          return [metric.label, metric.value, metric.unit, metric.note].compactMap { $0 }
            .joined(separator: " ")
        }
    case .check(let report): [report.caption ?? ""] + report.outcomes.map(\.rule)
    case .prose(let blocks): blocks.flatMap(\.texts)
    case .group(let shown): shown.flatMap { $0.texts(language) }
    case .nothing, .changes, .failure: []
    }
  }
}

extension String {
  /// Blanks and line ends as single blanks, none at the ends.
  fileprivate var collapsed: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
