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
    return inlines.compactMap { node in
      guard case .reference(let reference) = node else { return nil }
      let labels = targets.labels(reference.kind)
      guard reference.resolved(among: labels) == nil else { return nil }
      return .unknownReference(reference, known: labels.sorted())
    }
  }
}

extension Plan {
  /// All runs of text of the template, of what it includes and of its footnotes.
  var inlines: [InlineNode] {
    (pieces.flatMap(\.prose) + footnotes.flatMap(\.blocks)).flatMap(\.allInlines)
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
      case let store as StoreDirective: tables.formUnion(store.tablesShown.map(\.value))
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
    case .evaluation(let pieces, _): pieces.flatMap(\.prose)
    }
  }
}
