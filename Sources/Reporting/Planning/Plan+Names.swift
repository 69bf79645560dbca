import Diagnostics
import Pipeline
import Templates

extension Plan {
  /// Complaints about names that no table, parameter or loop has.
  func unknownNames() -> [Diagnostic] {
    let names = template.frontMatter.parameters.map(\.name.value)
    let groups = labels.map { $0.tablePath[0] }
    let known = Set(labels + groups + ["params"] + (titleText == nil ? [] : ["title"]))
    let read = pieces.flatMap(\.references) + template.frontMatter.references
    var complaints = read.filter { !known.contains($0.value) }
      .map { Diagnostic.unknownName($0, known: known.sorted(), parameters: names) }
    let tables = Set(labels.map { $0.lowercased() })
    for directive in directives {
      for table in directive.directive.tablesShown where !tables.contains(table.value.lowercased())
      {
        let isOwnStep = directive.directive.steps.contains { $0.provides.contains(table.value) }
        if !isOwnStep {
          complaints.append(.unknownTable(table, known: labels))
        }
      }
    }
    return complaints
  }

  /// Complaints about `@fig-…`, `@tbl-…` and `@sec-…` that lead nowhere.
  func unknownReferences() -> [Diagnostic] {
    let targets = ReferenceTargets(self)
    let blocks = pieces.flatMap(\.prose) + footnotes.flatMap(\.blocks)
    return blocks.flatMap(\.crossReferences).compactMap { reference in
      let labels = targets.labels(reference.kind)
      guard reference.resolved(among: labels) == nil else { return nil }
      return .unknownReference(reference, known: labels.sorted())
    }
  }
}

/// What cross-references can lead to.
struct ReferenceTargets: Sendable {
  private var figures: Set<String> = []
  private var tables: Set<String> = []
  private var sections: Set<String> = []

  init(_ plan: Plan) {
    for planned in plan.directives {
      let label = planned.source.label?.value
      switch planned.directive {
      case is ChartDirective: if let label { figures.insert(label) }
      case let table as TableDirective:
        tables.formUnion([label ?? table.tablesShown.first?.value].compactMap { $0 })
      case let sql as SQLDirective: tables.formUnion(sql.tablesShown.map(\.value))
      default: break
      }
    }
    for case .heading(let heading) in plan.pieces.flatMap(\.prose) {
      sections.insert(heading.id)
      if heading.id.hasPrefix("sec-") { sections.insert(String(heading.id.dropFirst(4))) }
    }
  }

  func labels(_ kind: CrossReference.Kind) -> Set<String> {
    switch kind {
    case .figure: figures
    case .table: tables
    case .section: sections
    }
  }
}

extension PlannedPiece {
  /// All blocks of prose, whatever surrounds them.
  var prose: [BlockNode] {
    switch self {
    case .prose(let blocks): blocks
    case .directive: []
    case .conditional(let conditional): conditional.branches.flatMap(\.body).flatMap(\.prose)
    case .loop(let loop): loop.body.flatMap(\.prose)
    }
  }
}

extension BlockNode {
  var crossReferences: [CrossReference] {
    switch self {
    case .heading(let heading): heading.content.crossReferences
    case .paragraph(let content, _), .html(let content, _): content.crossReferences
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.crossReferences)
    case .quote(let blocks, _): blocks.flatMap(\.crossReferences)
    case .callout(let callout):
      (callout.title?.crossReferences ?? []) + callout.blocks.flatMap(\.crossReferences)
    case .table(let table):
      table.header.flatMap(\.crossReferences) + table.rows.flatMap(\.crossReferences)
    case .conditional(let conditional):
      conditional.branches.flatMap(\.body).flatMap(\.crossReferences)
    case .loop(let loop): loop.body.flatMap(\.crossReferences)
    case .code, .rule: []
    }
  }
}

extension PipeTable.Row {
  var crossReferences: [CrossReference] {
    switch self {
    case .cells(let cells): cells.flatMap(\.crossReferences)
    case .conditional(let conditional):
      conditional.branches.flatMap(\.body).flatMap(\.crossReferences)
    case .loop(let loop): loop.body.flatMap(\.crossReferences)
    }
  }
}

extension [InlineNode] {
  var crossReferences: [CrossReference] {
    flatMap { node -> [CrossReference] in
      switch node {
      case .reference(let reference): [reference]
      case .emphasis(let nodes), .strong(let nodes), .strikethrough(let nodes):
        nodes.crossReferences
      case .link(let link): link.content.crossReferences
      case .conditional(let conditional):
        conditional.branches.flatMap(\.body).crossReferences
      case .loop(let loop): loop.body.crossReferences
      case .text, .code, .image, .softBreak, .lineBreak, .html, .expression, .footnoteReference: []
      }
    }
  }
}
