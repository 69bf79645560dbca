import Diagnostics
import Tables
import Templates

/// What the index page tells of a report, and what its search finds in it.
struct ReportSummary: Sendable {
  enum State: Sendable { case finished, failedChecks, failed }

  /// The words under a heading.
  struct Section: Sendable {
    /// The heading's anchor; empty for what stands before the first one.
    let anchor: String
    let heading: String
    var texts: [String] = []
  }

  /// A number card as the page shows it, and its exact value for sorting.
  struct Card: Sendable {
    let shown: Metric
    let exact: String
  }

  let title: String
  let description: String?
  let date: String?
  let language: Language
  let state: State
  /// The first mistake or broken check in one line.
  let problem: String?
  /// The first number cards.
  let metrics: [Card]
  private(set) var sections: [Section]
  /// Whether there is a page to go to.
  let hasPage: Bool

  /// How many number cards a report is known by.
  static let metricsAtMost = 3
}

extension ReportSummary {
  init(_ document: Document, _ record: RunRecord) {
    title = document.title
    description = document.description
    date = document.date
    language = document.language
    switch record.state {
    case "failed": state = .failed
    case "failed checks": state = .failedChecks
    default: state = .finished
    }
    let problem = record.problems.first.flatMap { $0.split(separator: "\n").first.map(String.init) }
    self.problem =
      state == .failed ? problem : state == .failedChecks ? record.failedCheck : nil
    metrics = document.metrics.prefix(Self.metricsAtMost).map {
      Card(shown: Metric($0, language: document.language), exact: $0.value.displayText)
    }
    sections = document.searchSections
    hasPage = true
  }

  /// The same with texts that are in `pool` already taken from there: the prose of a template's many
  /// reports then stands in memory once.
  func sharing(_ pool: inout Set<String>) -> Self {
    var summary = self
    var left = SearchTexts.perReport
    for index in sections.indices {
      summary.sections[index].texts = sections[index].texts.prefix { text in
        left -= text.utf8.count
        // One more than is shown, by which the page knows that it does not hold all.
        return left >= -text.utf8.count
      }.map { pool.insert($0).memberAfterInsert }
    }
    return summary
  }

  /// A report that has no page, because its template has mistakes or the machine failed it.
  init(failed report: PlannedReport, _ outcome: RenderOutcome) {
    title = report.name.split(separator: "/").last.map(String.init) ?? report.name
    description = nil
    date = nil
    language = .english
    state = .failed
    let worst = outcome.diagnostics.first { $0.severity == .error } ?? outcome.diagnostics.first
    problem = worst.map { diagnostic in
      let place = diagnostic.span.map { "\($0.file.name):\($0.start.line): " } ?? ""
      return place + diagnostic.message
    }
    metrics = []
    sections = []
    hasPage = false
  }
}

extension RunRecord {
  /// The first check that failed, in one line.
  fileprivate var failedCheck: String? {
    checks.first { $0.state == "failed" }.map { failed in
      [failed.check, failed.rule, failed.detail].compactMap(\.self).joined(separator: ": ")
    }
  }
}
