import Diagnostics
import Expressions
import Options
import Tables
import Templates

/// A report whose every value is known: prose without expressions, tables and drawings.
///
/// It is what all formats are written from.
struct Document: Sendable {
  let title: String
  let subtitle: String?
  let authors: [String]
  let date: String?
  let description: String?
  let language: Language
  let blocks: [DocumentBlock]
  /// In the order of their first mention; those that no shown text mentions are left out.
  let footnotes: [DocumentFootnote]
  /// What `@fig-…` and `@tbl-…` refer to: `fig-monthly` and its number.
  let numbers: [String: Int]
  /// All anchors of headings.
  let sections: Set<String>
  let diagnostics: [Diagnostic]
  let hasContents: Bool
  let hasAppendix: Bool
  let plan: Plan
  let results: PageResults

  /// Puts results into a template.
  ///
  /// `runs`: what comparisons are made of.
  /// `memory`: where charts are looked for that an earlier page showed.
  init(
    _ plan: Plan,
    _ results: PageResults,
    _ runs: PageRuns = .none,
    memory: PageMemory? = nil
  ) {
    self.plan = plan
    self.results = results
    let front = plan.template.frontMatter
    language = front.language
    let labels = plan.labels
    let scope = PageScope(
      results,
      parameters: plan.parameters.record,
      title: plan.titleText,
      labels: labels
    )
    var writer = DocumentBuilder(plan, results, runs, memory)
    let named = writer.text(front.title, in: scope)
    subtitle = writer.text(front.subtitle, in: scope)
    authors = front.authors.compactMap { writer.text($0, in: scope) }
    date = writer.text(front.date, in: scope)
    description = writer.text(front.description, in: scope)
    writer.add(plan.pieces, in: scope)
    writer.finish()
    let parted = Self.partTitle(named, writer.blocks)
    title = parted.title ?? plan.name
    blocks = parted.blocks
    let notes = writer.footnotes(plan.footnotes, in: scope)
    footnotes = notes
    numbers = Self.numbers(blocks)
    sections = Set(writer.headings)
    diagnostics = writer.diagnostics
    hasContents = front.hasContents ?? (writer.headings.count >= 3)
    hasAppendix = front.hasAppendix
  }

  /// The first heading of level 1 is the title; it is not repeated in the text.
  private static func partTitle(
    _ named: String?,
    _ blocks: [DocumentBlock]
  ) -> (title: String?, blocks: [DocumentBlock]) {
    guard case .prose(.heading(let heading))? = blocks.first, heading.level == 1 else {
      return (named, blocks)
    }
    let text = heading.content.words
    guard named == nil || named == text else { return (named, blocks) }
    return (text, Array(blocks.dropFirst()))
  }

  /// Counts tables and figures in the order in which they stand.
  private static func numbers(_ blocks: [DocumentBlock]) -> [String: Int] {
    var numbers: [String: Int] = [:]
    var tables = 0
    var figures = 0
    for case .shown(let shown, _) in blocks {
      if case .table(let table) = shown, table.isNumbered {
        tables += 1
        numbers[table.anchor] = tables
      }
      if case .chart(let chart) = shown, chart.isNumbered {
        figures += 1
        numbers[chart.anchor] = figures
      }
    }
    return numbers
  }

  var checks: [CheckReport] {
    blocks.compactMap { block in
      if case .shown(.check(let report), _) = block { report } else { nil }
    }
  }

  var metrics: [ShownMetric] {
    blocks.flatMap { block -> [ShownMetric] in
      if case .shown(.metrics(let metrics), _) = block { metrics.cards } else { [] }
    }
  }
}

/// A part of a finished document.
enum DocumentBlock: Sendable {
  /// A block without expressions, conditionals or loops.
  case prose(BlockNode)
  case shown(Shown, echo: EchoedSource?)
}

/// The source of a directive that asked to be shown (`echo: true`).
struct EchoedSource: Sendable {
  let language: String
  let text: String
}

/// A footnote that the text mentions.
struct DocumentFootnote: Sendable {
  let id: String
  let number: Int
  let blocks: [BlockNode]
}

extension [InlineNode] {
  /// The words alone, for titles and descriptions.
  var words: String {
    map { node -> String in
      switch node {
      case .text(let text), .code(let text): text
      case .emphasis(let nodes), .strong(let nodes), .strikethrough(let nodes): nodes.words
      case .link(let link): link.content.words
      case .image(let image): image.alt.words
      case .softBreak, .lineBreak: " "
      case .reference(let reference): reference.span.text
      case .html, .expression, .footnoteReference, .conditional, .loop: ""
      }
    }.joined()
  }
}
