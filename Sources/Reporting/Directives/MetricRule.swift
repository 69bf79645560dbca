import Diagnostics
import Modelling

/// A limit on a metric of a model: one rule of a `check`.
struct MetricRule: Sendable {
  enum Limit: Sendable, Equatable {
    case max(Double)
    case min(Double)
    /// Not worse by more than this than in the newest earlier run whose checks passed.
    case worseThanPrevious(Tolerance)
    /// Not worse by more than this than the baseline of the same run.
    case worseThanBaseline(Tolerance)
  }

  /// How much worse is still good enough.
  struct Tolerance: Sendable, Equatable {
    /// At least 0.
    let amount: Double
    /// Whether the amount is a share of the number that is compared with: `5%`.
    let isShare: Bool
    /// As written.
    let text: String
  }

  /// The run that `worse_than_previous` compares with, and where it kept the table.
  struct Previous: Sendable {
    let path: String
    let digest: String
  }

  /// The table of metrics: `minutes.metrics`.
  let table: Spanned<String>
  /// The model in words.
  let model: String
  let metric: Spanned<String>
  /// Nil for the chosen one.
  let candidate: Spanned<String>?
  let limit: Limit
  let span: SourceSpan
  /// Nil when nothing is compared with it, or there is no such run.
  let previous: Previous?
}

extension MetricRule {
  /// The metric's name as written and, for another name of a metric of ours, its own.
  private var names: Set<String> {
    let known = Modelling.Metric.all.filter { $0.aliases.contains(metric.value) }
    return Set(known.map(\.name) + [metric.value])
  }

  /// What came of it.
  struct Outcome: Sendable, Equatable {
    var value: Double?
    /// The previous run's or the baseline's value.
    var reference: Double?
    var isBroken: Bool
  }

  /// Holds a value against the limit.
  ///
  /// A value that is missing or not a number breaks any limit. Without a number to compare with,
  /// a comparison holds. Numbers count as equal to the limit when they differ by the rounding of
  /// the arithmetic (1e-12 of their size).
  func judge(_ value: Double?, reference: Double?, isHigherBetter: Bool) -> Outcome {
    var outcome = Outcome(value: value, reference: reference, isBroken: true)
    guard let value, !value.isNaN else { return outcome }
    switch limit {
    case .max(let most): outcome.isBroken = value > most
    case .min(let least): outcome.isBroken = value < least
    case .worseThanPrevious(let tolerance), .worseThanBaseline(let tolerance):
      guard let reference, !reference.isNaN else {
        outcome.isBroken = false
        return outcome
      }
      let loss = isHigherBetter ? reference - value : value - reference
      let allowed = tolerance.isShare ? tolerance.amount * reference.magnitude : tolerance.amount
      let size = Swift.max(value.magnitude, reference.magnitude)
      let rounding = size.isFinite ? 1e-12 * size : 0
      // Two infinities have no difference.
      outcome.isBroken = value != reference && loss > allowed + rounding
    }
    return outcome
  }

  /// Finds the metric in its table and judges it.
  ///
  /// - Parameters:
  ///   - model: The metrics of this run.
  ///   - previous: Those of the run that is compared with; nil without one.
  /// - Returns: The numbers, and whether they break the limit.
  /// - Throws: a diagnostic at the name that the table does not have.
  func judge(_ model: ModelResults, previous: ModelResults?) throws(Diagnostic) -> Outcome {
    guard !model.metrics.isEmpty else { throw .noMetrics(table) }
    let name: String
    if let candidate {
      guard model.candidates.contains(candidate.value) else {
        throw .unknownCandidate(candidate, of: table.value, known: model.candidates)
      }
      name = candidate.value
    } else if let chosen = model.chosen {
      name = chosen
    } else {
      throw .noChosenCandidate(table, known: model.candidates)
    }
    let rows = model.metrics.filter { $0.candidate == name }
    guard let row = rows.first(where: { names.contains($0.metric) }) else {
      throw .unknownMetric(metric, of: table.value, known: rows.map(\.metric))
    }
    let reference: Double?
    switch limit {
    case .max, .min: return judge(row.value, reference: nil, isHigherBetter: false)
    case .worseThanBaseline: reference = row.baseline
    case .worseThanPrevious:
      // The candidate that was chosen then may be another one: the model as a whole is compared.
      let before = candidate?.value ?? previous?.chosen
      reference =
        previous?.metrics.first { $0.candidate == before && $0.metric == row.metric }?.value
    }
    guard let isHigherBetter = row.isHigherBetter else { throw .noDirection(metric, at: span) }
    return judge(row.value, reference: reference, isHigherBetter: isHigherBetter)
  }
}

extension Diagnostic {
  static func noMetrics(_ table: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "no-metrics",
      "'\(table.value)' holds no metrics of a model",
      at: table.span,
      hint: "its rows need the columns candidate, metric and value"
    )
  }

  static func unknownMetric(_ name: Spanned<String>, of table: String, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-metric",
      "'\(table)' has no metric '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "metrics")
    )
  }

  static func unknownCandidate(
    _ name: Spanned<String>,
    of table: String,
    known: [String]
  ) -> Self {
    Diagnostic(
      .error,
      "unknown-candidate",
      "'\(table)' has no candidate '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "candidates")
    )
  }

  static func noChosenCandidate(_ table: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-candidate",
      "no candidate of '\(table.value)' is marked as the chosen one",
      at: table.span,
      hint: "add 'candidate:' with one of \(known.joined(separator: ", "))"
    )
  }

  static func noDirection(_ metric: Spanned<String>, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "no-direction",
      "nothing says whether more or less of '\(metric.value)' is worse",
      at: span,
      hint: "give it 'max' or 'min', or the column higher_is_better a value"
    )
  }
}
