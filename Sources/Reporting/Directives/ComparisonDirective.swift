import Diagnostics
import Options
import Templates

/// `comparison`: what differs between this run and an earlier one.
///
///     ```{comparison}
///     with: previous        # or the id of a run, or the beginning of one
///     models: [minutes]     # all of them when left out
///     ```
///
/// `previous` is the newest earlier run of this template that finished with its checks passed; when
/// there is none yet, the page says so in a sentence. Metrics come first, with the direction and
/// colour of the number cards, then groups, parameters and data; the learning and ROC curves of the
/// two runs are drawn over each other.
struct ComparisonDirective: Directive {
  static let name = "comparison"
  static let body = BodyKind.yaml
  /// It tells of the checks and number cards of the whole page.
  static let isShownLast = true

  /// The run to compare with; nil when there is none.
  let past: RunRecord?
  private let models: [Spanned<String>]?
  private let source: DirectiveSource

  /// How many rows of one table stand in the page.
  private static let rowsShown = 20

  init(_ source: DirectiveSource, planning: inout Planning) {
    self.source = source
    var reader = OptionReader(source.options, of: source.owner)
    _ = SharedOptions(&reader)
    let with = reader.text("with")
    models = reader.texts("models")
    var found: RunRecord?
    if let with, with.value != "previous" {
      do throws(LedgerError) { found = try planning.past.run(with.value) } catch {
        reader.complain(.noSuchRun(error, at: with.span))
      }
    } else if reader.node("with") == nil || with != nil {
      found = planning.past.newestPassed()
    }
    past = found
    planning.diagnostics += reader.finish()
  }

  func check(against schemas: Schemas) -> [Diagnostic] {
    let known = schemas.all.compactMap { name, _ in
      ModelResults.Part.of(name).flatMap { $0.part == .metrics ? $0.model : nil }
    }
    return (models ?? []).filter { !Self.names(known, hold: $0.value) }
      .map { .noModelToCompare($0, known: known) }
  }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    guard !page.isPretending else { return .nothing }
    let words = Words(page.language)
    guard let past, let old = page.runs.past[past.id], var new = page.runs.current else {
      return .prose([paragraph(words.nothingToCompare)])
    }
    let made = page.made.flatMap(\.parts)
    new.record.add(made, words.language)
    for model in models ?? [] where !page.results.isMissing("\(model.value).metrics") {
      let known = new.models.map(\.name) + old.models.map(\.name)
      if !Self.names(known, hold: model.value) {
        throw .noModelToCompare(model, known: Array(Set(known)).sorted())
      }
    }
    let whole = RunComparison(old, new)
    let comparison = models.map { whole.keepingModels($0.map(\.value)) } ?? whole
    return .group(try blocks(comparison, words))
  }

  private func blocks(
    _ comparison: RunComparison,
    _ words: Words
  ) throws(Diagnostic) -> [Shown] {
    let rest = comparison.onlyDifferences
    let tables = rest.tables(words, rowLimit: Self.rowsShown, usesNames: false)
    let hasCurves = rest.models.contains(where: \.hasOtherCurves)
    var opening =
      tables.isEmpty && !hasCurves
      ? words.nothingDiffers(comparison.old.id) : words.comparedWith(comparison.old.id)
    if comparison.old.template != comparison.new.template {
      opening += " " + words.otherTemplate(comparison.old.template)
    }
    var sentences = [opening]
    if !comparison.lost.isEmpty { sentences.append(words.lostTables(comparison.lost)) }
    var shown: [Shown] = [.prose(sentences.map(paragraph))]
    let isOfMetrics = { (table: ChangeTable) in table.isOfMetrics }
    let changes = tables.enumerated().map { number, table in
      ShownChanges(id: "\(source.id)-\(number + 1)", table: table)
    }
    shown += changes.filter { isOfMetrics($0.table) }.map { .changes($0) }
    for model in rest.models {
      let curves = ComparedCurves(model, words: words)
      shown += try curves.charts(id: source.id).map { .chart($0) }
    }
    return shown + changes.filter { !isOfMetrics($0.table) }.map { .changes($0) }
  }

  private func paragraph(_ text: String) -> BlockNode {
    .paragraph([.text(text)], span: source.span)
  }

  private static func names(_ known: [String], hold name: String) -> Bool {
    known.contains { $0.lowercased() == name.lowercased() }
  }
}

extension PastRuns {
  /// A run by its id or the beginning of it; nil where there are no past runs.
  func run(_ id: String) throws(LedgerError) -> RunRecord? {
    guard let ledger else { return nil }
    do { return try ledger.run(id) } catch let error as LedgerError { throw error } catch {
      throw .unreadable(id)
    }
  }
}

extension RunRecord {
  /// Adds what the page shows: its checks and number cards.
  mutating func add(_ shown: [Shown], _ language: Language) {
    for part in shown {
      switch part {
      case .check(let report): checks += CheckRecord.of(report)
      case .metrics(let shown): metrics += shown.cards.map { MetricRecord($0, language) }
      case .nothing, .group, .prose, .changes, .table, .chart, .failure: continue
      }
    }
  }
}

extension Diagnostic {
  static func noSuchRun(_ error: LedgerError, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unknown-run",
      error.message,
      at: span,
      hint: "write 'previous', or an id that 'quire runs list' shows"
    )
  }

  static func noModelToCompare(_ name: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-model",
      "no model '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "models")
    )
  }
}
