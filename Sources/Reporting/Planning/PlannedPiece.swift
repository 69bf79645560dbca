import Diagnostics
import Expressions
import Options
import Templates

/// A part of a template with its directives decoded.
indirect enum PlannedPiece: Sendable {
  case prose([BlockNode])
  case directive(PlannedDirective)
  case conditional(Conditional<PlannedPiece>)
  case loop(Loop<PlannedPiece>)
  /// The section about a model, by its label; without one a section about drift.
  case evaluation([PlannedPiece], model: String?)
}

/// A directive, decoded.
struct PlannedDirective: Sendable {
  let directive: any Directive
  let source: DirectiveSource
  let echo: EchoedSource?

  /// Whether it stands in the text that an `evaluation` is replaced by.
  var isOfEvaluation: Bool { EvaluationText.fileNames.contains(source.span.file.name) }

  /// All that is wrong with its expressions, tried on pretended tables.
  func trial(in page: PageContext) -> [Diagnostic] {
    let found =
      page.problems(of: source.options)
      + directive.expressions.compactMap { page.problem(of: $0) }
    guard found.isEmpty else { return found }
    do throws(Diagnostic) { _ = try directive.shown(in: page) } catch { return [error] }
    return []
  }
}

extension PlannedPiece {
  var directives: [PlannedDirective] {
    switch self {
    case .prose: []
    case .directive(let directive): [directive]
    case .conditional(let conditional): conditional.branches.flatMap(\.body).flatMap(\.directives)
    case .loop(let loop): loop.body.flatMap(\.directives)
    case .evaluation(let pieces, _): pieces.flatMap(\.directives)
    }
  }

  /// Names that are read when the page is written, without the variables of loops around them.
  var references: [Spanned<String>] {
    switch self {
    case .prose(let blocks): blocks.flatMap(\.references)
    case .directive(let planned):
      planned.source.options.references + planned.directive.expressions.flatMap(\.references)
    case .conditional(let conditional):
      conditional.branches.flatMap { branch in
        (branch.condition?.references ?? []) + branch.body.flatMap(\.references)
      }
    case .loop(let loop):
      loop.sequence.references
        + loop.body.flatMap(\.references).filter { $0.value != loop.variable.value }
    case .evaluation(let pieces, _): pieces.flatMap(\.references)
    }
  }
}

extension BlockNode {
  var references: [Spanned<String>] {
    switch self {
    case .heading(let heading): heading.content.references
    case .paragraph(let content, _), .html(let content, _): content.references
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.references)
    case .quote(let blocks, _): blocks.flatMap(\.references)
    case .callout(let callout):
      (callout.title?.references ?? []) + callout.blocks.flatMap(\.references)
    case .table(let table):
      table.header.flatMap(\.references) + table.rows.flatMap(\.references)
    case .conditional(let conditional): conditional.references(\.references)
    case .loop(let loop): loop.references(\.references)
    case .code, .rule: []
    }
  }
}

extension PipeTable.Row {
  var references: [Spanned<String>] {
    switch self {
    case .cells(let cells): cells.flatMap(\.references)
    case .conditional(let conditional): conditional.references(\.references)
    case .loop(let loop): loop.references(\.references)
    }
  }
}

extension [InlineNode] {
  var references: [Spanned<String>] { flatMap(\.references) }
}

extension InlineNode {
  var references: [Spanned<String>] {
    switch self {
    case .emphasis(let nodes), .strong(let nodes), .strikethrough(let nodes): nodes.references
    case .link(let link):
      link.url.references + (link.title?.references ?? []) + link.content.references
    case .image(let image):
      image.url.references + (image.title?.references ?? []) + image.alt.references
    case .expression(let expression): expression.references
    case .conditional(let conditional): conditional.references(\.references)
    case .loop(let loop): loop.references(\.references)
    case .text, .code, .softBreak, .lineBreak, .html, .reference, .footnoteReference: []
    }
  }
}

extension Conditional {
  func references(_ inner: (Body) -> [Spanned<String>]) -> [Spanned<String>] {
    branches.flatMap { ($0.condition?.references ?? []) + $0.body.flatMap(inner) }
  }
}

extension Loop {
  func references(_ inner: (Body) -> [Spanned<String>]) -> [Spanned<String>] {
    sequence.references + body.flatMap(inner).filter { $0.value != variable.value }
  }
}
