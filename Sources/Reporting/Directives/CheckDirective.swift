import Diagnostics
import Engines
import Expressions
import Options
import Pipeline
import Tables
import Templates

/// `check`: what must be true of a table; rows that break it are shown, and the run exits with 2.
///
///     ```{check}
///     data: students
///     not_null: [user_id, grade]
///     unique: user_id
///     accepted: {grade: [A, B, C, D, E]}
///     range: {age: {min: 14, max: 18}}
///     rows: {min: 1}
///     relationship: {column: user_id, to: logins.id}
///     sql: SELECT * FROM students WHERE weekly < daily
///     ```
///
/// Limits on a model's metrics are rules too:
///
///     ```{check}
///     model: minutes                 # its chosen candidate, or the one of 'candidate: name'
///     metrics:
///       mae: {max: 2, worse_than_previous: 5%}
///       r2: {min: 0.9, worse_than_baseline: 0%}
///     ```
///
/// `worse_than_previous` compares with the newest earlier run of the template whose checks passed,
/// so that rendering again makes no failure good; where there is none, the rule holds and says so.
/// A tolerance with `%` is a share of the number compared with, one without it an amount.
///
/// Each rule is a step of its own: rules run side by side and each is cached alone.
struct CheckDirective: Directive {
  static let name = "check"
  static let body = BodyKind.yaml

  enum Severity: String, CaseIterable, Sendable { case error, warning }

  /// How many offending rows are kept to be shown.
  static let rowsKept = 20

  let steps: [Step]
  private let id: String
  private let data: Spanned<String>?
  private let rules: [CheckRule]
  private let severity: Severity
  private let common: SharedOptions

  init(_ source: DirectiveSource, planning: inout Planning) {
    var reader = OptionReader(source.options, of: source.owner)
    let common = SharedOptions(&reader, .caption, .step)
    let data = reader.text("data")
    severity = reader.choice("severity") ?? .error
    let before = planning.diagnostics.count
    let rules = CheckRule.rules(&reader, data: data, source: source, planning: &planning)
    self.common = common
    let complaints = reader.finish()
    planning.diagnostics += complaints
    if rules.isEmpty, planning.diagnostics.count == before {
      planning.diagnostics.append(.checkWithoutRule(source, rules: CheckRule.keys))
    }
    id = source.id
    self.data = data
    self.rules = rules
    steps = rules.enumerated().map { index, rule in
      Self.step(Self.table(source.id, index), rule, common)
    }
  }

  /// The step of one rule.
  private static func step(_ table: String, _ rule: CheckRule, _ common: SharedOptions) -> Step {
    let opening = "SELECT count(*) OVER () AS \(SQL.quote(identifier: countColumn)), * FROM (\n"
    let identity: [KeyPart]
    let work: Step.Work
    switch rule.kind {
    case .rows(let query):
      let limited = "\(opening)\(query)\n) LIMIT \(rowsKept)"
      identity = [KeyPart("rule", limited)]
      work = .query { _ throws(Diagnostic) in limited }
    case .metric(let metric):
      identity = metric.identity
      work = metric.work(into: table)
    }
    var step = Step(
      id: table,
      kind: name,
      span: rule.span,
      reads: rule.reads,
      after: common.depends,
      provides: [table],
      identity: identity,
      isCached: common.caches,
      work: work,
      explain: { error in
        var error = error
        error.offset = error.offset.map { max(0, $0 - opening.utf8.count) }
        return rule.explain(error)
      }
    )
    step.isPrivate = true
    return step
  }

  /// The column that counts all offending rows beside the few that are kept.
  static let countColumn = "quire_failures"

  private static func table(_ id: String, _ index: Int) -> String { "\(id)_rule_\(index + 1)" }

  func check(against schemas: Schemas) -> [Diagnostic] {
    let targets = rules.compactMap(\.target)
    let missing = targets.compactMap {
      schemas[$0.table]?.complaint(about: $0.column, of: $0.table)
    }
    guard let data, let schema = schemas[data.value] else { return missing }
    return rules.flatMap(\.columns).compactMap { schema.complaint(about: $0, of: data.value) }
      + missing
  }

  var tablesShown: [Spanned<String>] {
    rules.indices.map { Spanned(Self.table(id, $0), at: rules[$0].span) }
  }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    var outcomes: [CheckOutcome] = []
    for (index, rule) in rules.enumerated() {
      let name = Self.table(id, index)
      guard let table = page.tableIfMade(name) else {
        outcomes.append(CheckOutcome(rule: rule.title(page.language), state: .notRun, rows: nil))
        continue
      }
      let failures = table.rowCount == 0 ? 0 : Int(table.value(row: 0, column: 0).number ?? 0)
      var outcome = CheckOutcome(
        rule: rule.title(page.language),
        state: failures == 0 ? .passed : .failed(failures, isWarning: severity == .warning),
        rows: nil
      )
      if case .metric(let metric) = rule.kind {
        outcome.detail = MetricRule.outcome(table).map { metric.detail($0, page.language) }
      } else if failures > 0 {
        outcome.rows = table.dropping(column: 0)
      }
      outcomes.append(outcome)
    }
    return .check(
      CheckReport(id: id, captionNode: common.caption, data: data?.value, outcomes: outcomes)
    )
  }
}

/// What came of one rule of a check.
struct CheckOutcome: Sendable {
  enum State: Sendable, Equatable {
    case passed
    /// The number of offending rows, all of them.
    case failed(Int, isWarning: Bool)
    /// A step it needs failed.
    case notRun
  }

  let rule: String
  let state: State
  /// The first offending rows.
  var rows: Table?
  /// The numbers that decided, for a rule about a metric.
  var detail: String?

  /// Whether it makes the run fail.
  var isFailure: Bool {
    if case .failed(_, isWarning: false) = state { true } else { false }
  }

  /// Whether rows break the rule, as a failure or as a warning.
  var isBroken: Bool {
    if case .failed = state { true } else { false }
  }
}

/// What came of a `check` directive.
struct CheckReport: Sendable {
  let id: String
  let captionNode: OptionNode?
  var caption: String?
  let data: String?
  let outcomes: [CheckOutcome]
}
