import Diagnostics
import Engines
import Pipeline
import Tables
import Templates

extension MetricRule {
  /// The columns of the table that its step makes: one row.
  private static let columns = [CheckDirective.countColumn, "value", "reference"]

  /// What decides the outcome beside this run's metrics.
  ///
  /// The previous run's metrics count, and not which run it is: another run with the same metrics
  /// changes nothing.
  var identity: [KeyPart] {
    let rule = [metric.value, candidate?.value ?? "", limit.key]
    var parts = [KeyPart("rule", rule.joined(separator: "\u{1F}"))]
    if case .worseThanPrevious = limit {
      parts.append(KeyPart("metrics of the previous run", previous?.digest ?? "none"))
    }
    return parts
  }

  /// The work of its step, which makes `name`.
  func work(into name: String) -> Step.Work {
    .produce { context in
      let model = try await metrics(context.rows(of: table.value))
      var before: ModelResults?
      if let previous {
        let path = SQL.literal(.string(previous.path))
        before = try await metrics(context.query("FROM read_parquet(\(path))"))
      }
      let outcome = try judge(model, previous: before)
      let values: [[Value]] = [
        [.int(outcome.isBroken ? 1 : 0)], [.double(outcome.value)], [.double(outcome.reference)],
      ]
      let types: [DataType] = [.int64, .float64, .float64]
      let fields = zip(Self.columns, types).map { Field($0, $1) }
      let columns = try zip(types, values).map { try Column($0, $1) }
      try await context.write(
        name,
        Batch(schema: Schema(fields), columns: columns, rowCount: 1)
      )
    }
  }

  private func metrics(_ rows: BatchStream) async throws -> ModelResults {
    var batches: [Batch] = []
    for try await batch in rows { batches.append(batch) }
    var results = ModelResults(name: model)
    results.read(Table(schema: rows.schema, batches: batches), as: .metrics)
    return results
  }

  /// Reads what the step made.
  static func outcome(_ table: Table) -> Outcome? {
    guard table.rowCount == 1, table.schema.names == columns else { return nil }
    return Outcome(
      value: table.value(row: 0, column: 1).number,
      reference: table.value(row: 0, column: 2).number,
      isBroken: table.value(row: 0, column: 0).number == 1
    )
  }
}

extension MetricRule.Limit {
  /// Equal texts mean equal limits.
  fileprivate var key: String {
    switch self {
    case .max(let most): "max \(most)"
    case .min(let least): "min \(least)"
    case .worseThanPrevious(let tolerance): "worse_than_previous \(tolerance.text)"
    case .worseThanBaseline(let tolerance): "worse_than_baseline \(tolerance.text)"
    }
  }
}

extension Value {
  fileprivate static func double(_ number: Double?) -> Value { number.map { .double($0) } ?? .null }
}

/// The rule and its outcome in words.
extension MetricRule {
  func title(_ language: Language) -> String {
    let of = candidate.map { " (\($0.value))" } ?? ""
    if language == .korean {
      let head = "\(model) 모형의 \(metric.value)\(of): "
      return switch limit {
      case .max(let most): head + "\(number(most, language)) 이하"
      case .min(let least): head + "\(number(least, language)) 이상"
      case .worseThanPrevious(let tolerance): head + "지난 실행보다 " + Self.korean(tolerance)
      case .worseThanBaseline(let tolerance): head + "기준 모형보다 " + Self.korean(tolerance)
      }
    }
    let head = "\(metric.value) of \(model)\(of) is "
    return switch limit {
    case .max(let most): head + "at most \(number(most, language))"
    case .min(let least): head + "at least \(number(least, language))"
    case .worseThanPrevious(let tolerance): head + Self.english(tolerance, "in the previous run")
    case .worseThanBaseline(let tolerance): head + Self.english(tolerance, "the baseline")
    }
  }

  private static func english(_ tolerance: Tolerance, _ other: String) -> String {
    tolerance.amount == 0
      ? "not worse than \(other)" : "at most \(tolerance.text) worse than \(other)"
  }

  private static func korean(_ tolerance: Tolerance) -> String {
    tolerance.amount == 0 ? "나쁘지 않다" : "\(tolerance.text) 넘게 나쁘지 않다"
  }

  /// The numbers: `2 → 2.31, +15.5%`.
  func detail(_ outcome: Outcome, _ language: Language) -> String {
    let words = Words(language)
    let value = number(outcome.value, language)
    switch limit {
    case .max, .min: return value
    case .worseThanPrevious where previous == nil: return "\(value); \(words.noPreviousRun)"
    case .worseThanPrevious where outcome.reference == nil:
      return "\(value); \(words.noPreviousValue)"
    case .worseThanBaseline where outcome.reference == nil:
      return "\(value); \(words.noBaseline)"
    case .worseThanPrevious, .worseThanBaseline:
      let change = NumberChange(outcome.reference, outcome.value)
      let relative = change.relative.map {
        $0 == 0 ? ", ±0" : ", " + ReadableNumber(locale: language.locale).signedPercentage($0)
      }
      return "\(number(outcome.reference, language)) → \(value)\(relative ?? "")"
    }
  }

  private func number(_ number: Double?, _ language: Language) -> String {
    ReadableNumber(locale: language.locale).text(number) ?? Words(language).noValue
  }
}
