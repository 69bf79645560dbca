import Diagnostics
import Expressions
import Options
import Plotting
import Pipeline
import Tables
import Templates

/// Puts values in the place of expressions, chooses branches and takes the turns of loops.
struct DocumentBuilder {
  let plan: Plan
  let results: PageResults
  private(set) var blocks: [DocumentBlock] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var headings: [String] = []
  /// Footnotes in the order of their first mention.
  private var mentioned: [String] = []
  private var anchors: [String: Int] = [:]
  private let cache = DataCache()
  private let runs: PageRuns
  private let memory: PageMemory?
  /// Directives that wait for the rest of the page, with the number of blocks before them.
  private var waiting: [(place: Int, planned: PlannedDirective, scope: PageScope)] = []

  init(_ plan: Plan, _ results: PageResults, _ runs: PageRuns, _ memory: PageMemory?) {
    self.plan = plan
    self.results = results
    self.runs = runs
    self.memory = memory
  }

  /// Shows the directives that tell of the rest of the page.
  mutating func finish() {
    let made = blocks.compactMap { block in
      if case .shown(let shown, _) = block { shown } else { nil }
    }
    // The last one first, so that the places of the others stay right.
    for (place, planned, scope) in waiting.reversed() {
      let tail = Array(blocks[place...])
      blocks.removeSubrange(place...)
      show(planned, in: scope, made)
      blocks += tail
    }
    waiting = []
  }

  /// Adds pieces of the template.
  mutating func add(_ pieces: [PlannedPiece], in scope: PageScope) {
    for piece in pieces {
      switch piece {
      case .prose(let prose):
        blocks += self.prose(prose, in: scope).map { .prose($0) }
      case .directive(let planned):
        if type(of: planned.directive).isShownLast, !plan.isPretending {
          waiting.append((blocks.count, planned, scope))
        } else {
          show(planned, in: scope)
        }
      case .conditional(let conditional):
        add(branch(of: conditional, in: scope), in: scope)
      case .loop(let loop):
        for turn in turns(of: loop.sequence, as: loop.variable, in: scope) {
          add(loop.body, in: turn)
        }
      case .evaluation(let pieces, let model):
        // One box says it all when there is no model to speak of.
        if let model, let failed = results.failure(of: "\(model).info") {
          var cause = failed.id
          if case .skipped(let because) = failed.state { cause = because }
          let failure = ShownFailure(diagnostics: [], because: cause, id: "evaluation")
          blocks.append(.shown(.failure(failure), echo: nil))
        } else {
          add(pieces, in: scope)
        }
      }
    }
  }

  /// `made`: the rest of the page, for a directive that is shown last.
  private mutating func show(
    _ planned: PlannedDirective,
    in scope: PageScope,
    _ made: [Shown] = []
  ) {
    let context = PageContext(
      results: results,
      scope: scope,
      language: plan.template.frontMatter.language,
      isPretending: plan.isPretending,
      cache: cache,
      runs: runs,
      made: made,
      memory: memory
    )
    guard !plan.isPretending else {
      diagnostics += planned.trial(in: context)
      return
    }
    let shown: Shown
    if let failure = failure(of: planned) {
      // The step has told what is wrong: its missing table is no second mistake.
      shown = .failure(failure)
    } else {
      do throws(Diagnostic) {
        shown = try planned.directive.shown(in: context)
      } catch {
        diagnostics.append(error)
        shown = .failure(ShownFailure(diagnostics: [error], because: nil, id: planned.source.id))
      }
    }
    var echo = planned.echo
    for part in shown.parts {
      if case .chart(let chart) = part { diagnostics += chart.drawing.warnings }
      if case .prose(let prose) = part {
        if echo != nil { blocks.append(.shown(.nothing, echo: echo)) }
        blocks += prose.map { .prose(withUniqueAnchor($0)) }
      } else {
        blocks.append(.shown(withUniqueAnchor(captioned(part, in: scope)), echo: echo))
      }
      echo = nil
    }
    if echo != nil { blocks.append(.shown(.nothing, echo: echo)) }
  }

  /// A heading that a directive writes gets an anchor that no other heading has.
  private mutating func withUniqueAnchor(_ block: BlockNode) -> BlockNode {
    guard case .heading(let heading) = block else { return block }
    var id = heading.id
    var count = 1
    while headings.contains(id) {
      count += 1
      id = "\(heading.id)-\(count)"
    }
    headings.append(id)
    return .heading(
      Heading(level: heading.level, content: heading.content, id: id, span: heading.span)
    )
  }

  /// What stands in the place of a directive whose step, or a step it shows, gave no table.
  private func failure(of planned: PlannedDirective) -> ShownFailure? {
    let directive = planned.directive
    let read = directive.expressions.flatMap(\.references) + planned.source.options.references
    let names = directive.steps.flatMap(\.provides) + (directive.tablesShown + read).map(\.value)
    for name in names {
      guard let step = results.failure(of: name) else { continue }
      switch step.state {
      case .failed(let diagnostics):
        let isOwn = planned.directive.steps.contains { $0.id == step.id }
        return ShownFailure(
          diagnostics: isOwn ? diagnostics : [],
          because: isOwn ? nil : step.id,
          id: planned.source.id,
          affected: isOwn ? plan.graph.steps(downstreamOf: step.id).map(\.id) : []
        )
      case .skipped(let cause):
        return ShownFailure(diagnostics: [], because: cause, id: planned.source.id)
      case .ran, .cached, .cancelled: continue
      }
    }
    return nil
  }

  private mutating func captioned(_ shown: Shown, in scope: PageScope) -> Shown {
    guard let node = shown.captionNode else { return shown }
    return shown.captioned(text(node, in: scope))
  }

  /// Two tables of the same name get anchors of their own.
  private mutating func withUniqueAnchor(_ shown: Shown) -> Shown {
    guard let anchor = shown.anchor else { return shown }
    anchors[anchor, default: 0] += 1
    let count = anchors[anchor] ?? 1
    return count == 1 ? shown : shown.renamed(suffix: "-\(count)")
  }
}

extension DocumentBuilder {
  /// The text of a scalar that may hold expressions; nil when there is none.
  mutating func text(_ node: OptionNode?, in scope: PageScope) -> String? {
    guard let node else { return nil }
    let results = results
    let resolved = node.resolved(in: scope, diagnostics: &diagnostics) { interpolation in
      !interpolation.references.contains { results.isMissing($0.value) }
    }
    switch resolved.content {
    case .value(let value): return value.displayText
    case .interpolation: return "–"
    case .sequence, .mapping: return nil
    }
  }

  /// Whether names stand for tables that were not made: their absence is told once, elsewhere.
  private func waits(_ references: [Spanned<String>]) -> Bool {
    references.contains { results.isMissing($0.value) }
  }

  /// The value of an expression; nil, after a complaint, when it has none.
  private mutating func value(_ expression: Expression, in scope: PageScope) -> Value? {
    guard !waits(expression.references) else { return nil }
    do throws(Diagnostic) {
      return try expression.evaluate(in: scope)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// The body of the first branch whose condition holds.
  private mutating func branch<Body>(
    of conditional: Conditional<Body>,
    in scope: PageScope
  ) -> [Body] {
    if plan.isPretending {
      for condition in conditional.branches.compactMap(\.condition) {
        _ = value(condition, in: scope)
      }
      return conditional.branches.flatMap(\.body)
    }
    for branch in conditional.branches {
      guard let condition = branch.condition else { return branch.body }
      if value(condition, in: scope)?.isTruthy == true { return branch.body }
    }
    return []
  }

  /// The scopes of a loop's turns.
  private mutating func turns(
    of sequence: Expression,
    as variable: Spanned<String>,
    in scope: PageScope
  ) -> [PageScope] {
    guard let value = value(sequence, in: scope) else { return [] }
    switch value {
    case .list(let values): return values.map { scope.with(variable.value, $0) }
    case .table(let table):
      return (0..<table.rowCount).map { scope.with(variable.value, .record(table.row($0))) }
    case .null: return []
    default:
      diagnostics.append(.notASequence(sequence))
      return []
    }
  }

  mutating func prose(_ blocks: [BlockNode], in scope: PageScope) -> [BlockNode] {
    BlockNode.joiningLists(blocks.flatMap { block(of: $0, in: scope) })
  }

  private mutating func block(of block: BlockNode, in scope: PageScope) -> [BlockNode] {
    switch block {
    case .heading(let heading):
      headings.append(heading.id)
      let content = inlines(heading.content, in: scope)
      return [.heading(heading.with(content))]
    case .paragraph(let content, let span):
      return [.paragraph(inlines(content, in: scope), span: span)]
    case .list(let list):
      var items: [ListItem] = []
      for item in list.items {
        items.append(item.with(prose(item.blocks, in: scope)))
      }
      return [
        .list(
          List(
            isOrdered: list.isOrdered,
            start: list.start,
            delimiter: list.delimiter,
            isTight: list.isTight,
            items: items,
            span: list.span
          )
        )
      ]
    case .quote(let blocks, let span): return [.quote(prose(blocks, in: scope), span: span)]
    case .callout(let callout):
      var title: [InlineNode]?
      if let written = callout.title { title = inlines(written, in: scope) }
      let blocks = prose(callout.blocks, in: scope)
      return [.callout(callout.with(title: title, blocks: blocks))]
    case .html(let content, let span): return [.html(inlines(content, in: scope), span: span)]
    case .table(let table): return [.table(pipeTable(table, in: scope))]
    case .conditional(let conditional): return prose(branch(of: conditional, in: scope), in: scope)
    case .loop(let loop):
      return turns(of: loop.sequence, as: loop.variable, in: scope)
        .flatMap { prose(loop.body, in: $0) }
    case .code, .rule: return [block]
    }
  }

  private mutating func pipeTable(_ table: PipeTable, in scope: PageScope) -> PipeTable {
    var header: [[InlineNode]] = []
    for cell in table.header { header.append(inlines(cell, in: scope)) }
    return table.with(header: header, rows: rows(table.rows, in: scope))
  }

  private mutating func rows(_ rows: [PipeTable.Row], in scope: PageScope) -> [PipeTable.Row] {
    var out: [PipeTable.Row] = []
    for row in rows {
      switch row {
      case .cells(let cells): out.append(.cells(cells.map { inlines($0, in: scope) }))
      case .conditional(let conditional):
        out += self.rows(branch(of: conditional, in: scope), in: scope)
      case .loop(let loop):
        for turn in turns(of: loop.sequence, as: loop.variable, in: scope) {
          out += self.rows(loop.body, in: turn)
        }
      }
    }
    return out
  }

  mutating func inlines(_ nodes: [InlineNode], in scope: PageScope) -> [InlineNode] {
    var out: [InlineNode] = []
    var isInTag = false
    for node in nodes {
      let values = inline(node, in: scope)
      if case .html(let markup) = node { isInTag = AttributeText.isOpen(after: markup, isInTag) }
      // Within `<a title="{{ … }}">` a value must not end the attribute it stands in.
      out += isInTag ? values.map(AttributeText.guarded) : values
    }
    return out
  }

  private mutating func inline(_ node: InlineNode, in scope: PageScope) -> [InlineNode] {
    switch node {
    case .text, .code, .softBreak, .lineBreak, .html, .reference: return [node]
    case .emphasis(let nodes): return [.emphasis(inlines(nodes, in: scope))]
    case .strong(let nodes): return [.strong(inlines(nodes, in: scope))]
    case .strikethrough(let nodes): return [.strikethrough(inlines(nodes, in: scope))]
    case .expression(let expression):
      guard let value = value(expression, in: scope) else { return [.text("⚠")] }
      if case .table = value {
        diagnostics.append(.tableInProse(expression))
        return [.text("⚠")]
      }
      return [.text(value.displayText)]
    case .link(let link):
      let url = fixed(link.url, in: scope)
      if let text = try? url.text(in: scope), LinkScheme.isRefused(text) {
        diagnostics.append(.refusedLink(text, at: link.span))
        return inlines(link.content, in: scope)
      }
      let content = inlines(link.content, in: scope)
      let title = link.title.map { fixed($0, in: scope) }
      return [.link(link.with(url: url, title: title, content: content))]
    case .image(let image):
      let alt = inlines(image.alt, in: scope)
      let title = image.title.map { fixed($0, in: scope) }
      return [.image(image.with(url: fixed(image.url, in: scope), title: title, alt: alt))]
    case .footnoteReference(let id):
      if !mentioned.contains(id.value) { mentioned.append(id.value) }
      return [node]
    case .conditional(let conditional):
      return inlines(branch(of: conditional, in: scope), in: scope)
    case .loop(let loop):
      return turns(of: loop.sequence, as: loop.variable, in: scope)
        .flatMap { inlines(loop.body, in: $0) }
    }
  }

  /// An interpolation with its values put in.
  private mutating func fixed(_ text: Interpolation, in scope: PageScope) -> Interpolation {
    var out = ""
    for part in text.parts {
      switch part {
      case .text(let text): out += text.value
      case .expression(let expression): out += value(expression, in: scope)?.displayText ?? ""
      }
    }
    return Interpolation(parts: [.text(Spanned(out, at: text.span))], span: text.span)
  }

  /// The footnotes that were mentioned, also those that only other footnotes mention.
  mutating func footnotes(_ notes: [Footnote], in scope: PageScope) -> [DocumentFootnote] {
    var out: [DocumentFootnote] = []
    while out.count < mentioned.count {
      let id = mentioned[out.count]
      let blocks = notes.first { $0.id.value == id }?.blocks ?? []
      out.append(
        DocumentFootnote(id: id, number: out.count + 1, blocks: prose(blocks, in: scope))
      )
    }
    return out
  }
}

extension Value {
  /// Whether a condition holds, as in JavaScript: null, false, 0, NaN and no text do not.
  var isTruthy: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .string(let text): !text.isEmpty
    default: number.map { $0 != 0 && !$0.isNaN } ?? true
    }
  }
}
