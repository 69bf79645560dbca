import Diagnostics
import Markup
import Pipeline
import Plotting
import Tables
import Templates

/// Writes a document as one self-contained HTML page.
struct HTMLWriter {
  private let document: Document
  private let words: Words

  init(_ document: Document) {
    self.document = document
    words = Words(document.language)
  }

  /// The page's bytes; what could not be embedded is added to `diagnostics`.
  func bytes(_ diagnostics: inout [Diagnostic]) -> [UInt8] {
    var prose = ProseWriter(document)
    var body: [Node] = []
    for block in document.blocks {
      switch block {
      case .prose(let block): body.append(prose.node(block))
      case .shown(let shown, let echo):
        if let echo {
          body.append(CodeView(text: echo.text, language: echo.language).echoed(words: words))
        }
        body.append(node(shown))
      }
    }
    if let notes = footnotes(&prose) { body.append(notes) }
    diagnostics += prose.diagnostics
    return PageShell(
      title: document.title,
      subtitle: document.subtitle,
      authors: document.authors,
      date: document.date,
      language: document.language,
      theme: document.plan.template.frontMatter.theme,
      description: document.description,
      contents: document.hasContents ? prose.contents : [],
      body: body,
      appendix: document.hasAppendix ? Provenance(document).node() : nil,
      extraStyles: document.hasCharts ? Stylesheet.text : ""
    ).html()
  }

  private func footnotes(_ prose: inout ProseWriter) -> Node? {
    guard !document.footnotes.isEmpty else { return nil }
    var bodies: [[Node]] = []
    for note in document.footnotes { bodies.append(prose.nodes(note.blocks)) }
    let notes = zip(document.footnotes, bodies).map { note, body in
      FootnotesView.Note(body: body, references: prose.mentions[note.id] ?? 1)
    }
    return FootnotesView(notes: notes, words: words).node()
  }

  private func node(_ shown: Shown) -> Node {
    switch shown {
    // The document has no groups: they were taken apart, and their prose stands among the blocks.
    case .nothing, .group, .prose: return .empty
    case .table(let table):
      return TableView(
        table: table.table,
        options: table.options,
        id: table.anchor,
        name: table.name,
        number: document.numbers[table.anchor],
        caption: table.caption.map { [.text($0)] } ?? [],
        words: words
      ).node()
    case .chart(let chart):
      let caption = FigureCaption(
        label: document.numbers[chart.anchor].map { words.figure($0) },
        content: chart.caption.map { [.text($0)] } ?? []
      )
      return ChartFigure(
        id: chart.anchor,
        caption: caption,
        drawing: chart.drawing.svg,
        narrowDrawing: chart.drawing.narrowSVG,
        width: chart.drawing.width,
        name: chart.id,
        tables: chart.drawing.tables,
        notes: chart.drawing.hasTooManyMarks ? [words.manyMarks(chart.drawing.pointCount)] : [],
        words: words
      ).node()
    case .metrics(let shown):
      let metrics = shown.cards.map { Metric($0, language: document.language) }
      return captioned(MetricsView(metrics: metrics, words: words).node(), shown.caption)
    case .check(let report): return captioned(node(report), report.caption)
    case .changes(let changes):
      return ChangesView(table: changes.table, id: changes.id, words: words).node()
    case .failure(let failure):
      return FailureBox(
        label: failure.id,
        diagnostics: failure.diagnostics,
        because: failure.because,
        affected: failure.affected,
        words: words
      ).node()
    }
  }

  /// Cards and checks are no figures of their own; a caption makes them one.
  private func captioned(_ node: Node, _ caption: String?) -> Node {
    guard let caption else { return node }
    return .tag(
      "figure",
      ["class": "captioned"],
      [node, .tag("figcaption", [:], [.text(caption)])]
    )
  }

  private func node(_ report: CheckReport) -> Node {
    let rules = report.outcomes.map { outcome in
      let state: CheckView.Rule.State =
        switch outcome.state {
        case .passed: .passed
        case .failed(let rows, isWarning: false): .failed(rows: rows)
        case .failed(let rows, isWarning: true): .warned(rows: rows)
        case .notRun: .notRun
        }
      return CheckView.Rule(
        title: outcome.rule,
        state: state,
        offending: outcome.rows,
        detail: outcome.detail
      )
    }
    return CheckView(id: report.id, rules: rules, words: words).node()
  }
}

extension Document {
  var hasCharts: Bool {
    blocks.contains { block in
      if case .shown(.chart, _) = block { true } else { false }
    }
  }
}

/// The appendix: what the report was made with and from.
private struct Provenance {
  private let document: Document
  private let words: Words

  init(_ document: Document) {
    self.document = document
    words = Words(document.language)
  }

  func node() -> Node {
    let parameters = document.plan.parameters.record
    let told = document.results.steps.flatMap(\.facts)
    var engines = [document.results.engine]
    for case .text(let server) in told.filter({ $0.name == "server" }).map(\.value)
    where !engines.contains(server) {
      engines.append(server)
    }
    var facts = [
      (name: "Quire", value: quireVersion),
      (name: words.engine, value: engines.joined(separator: ", ")),
    ]
    let scanned = told.compactMap { fact -> Int64? in
      if case .count(let bytes) = fact.value, fact.name == "bytes scanned" { bytes } else { nil }
    }
    if !scanned.isEmpty {
      facts.append((name: words.bytesScanned, value: words.count(Int(scanned.reduce(0, +)))))
    }
    facts += zip(parameters.names, parameters.values).map { (name: $0, value: $1.displayText) }
    // What an evaluation makes follows from its model, as what a chart does from its data.
    let own = document.plan.directives.filter(\.isOfEvaluation).flatMap(\.directive.steps)
    let ownSteps = Set(own.map(\.id))
    let steps = document.results.steps.filter {
      ![CheckDirective.name, ChartDirective.name].contains($0.kind) && !ownSteps.contains($0.id)
    }
    return ProvenanceView(
      facts: facts,
      columns: [
        .init(title: words.step), .init(title: words.directive),
        .init(title: words.rowCount, style: .number), .init(title: words.fingerprint, style: .code),
      ],
      rows: steps.map { step in
        [
          step.id, step.kind,
          step.outputs.count > 6
            ? words.tables(step.outputs.count)
            : step.outputs.map { words.count($0.rowCount) }.joined(separator: " + "),
          String((step.fingerprint?.hex ?? "–").prefix(12)),
        ]
      },
      words: words
    ).node()
  }
}
