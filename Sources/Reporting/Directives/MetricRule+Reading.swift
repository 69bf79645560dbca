import Diagnostics
import Modelling
import Options
import Tables

extension MetricRule {
  /// Reads `metrics: {mae: {max: 2, worse_than_previous: 5%}}`, with `model` and `candidate`.
  ///
  /// `model: minutes` stands for the table `minutes.metrics`; without it, `data` names a table of
  /// that form.
  static func rules(
    _ reader: inout OptionReader,
    data: Spanned<String>?,
    past: PastRuns
  ) -> [MetricRule] {
    let model = reader.text("model")
    let candidate = reader.text("candidate")
    guard let node = reader.node("metrics") else {
      for given in [model, candidate].compactMap({ $0 }) {
        reader.complain(.withoutMetrics(given))
      }
      return []
    }
    guard case .mapping(let entries) = node.content else {
      reader.complain(.wrongShape("metrics", "a mapping of metrics to {max: …, min: …}", node))
      return []
    }
    guard let table = model.map({ Spanned($0.value + ".metrics", at: $0.span) }) ?? data else {
      reader.complain(.modelMissing(at: node.span))
      return []
    }
    let name = model?.value ?? ModelResults.Part.of(table.value)?.model ?? table.value
    let asksForPrevious = entries.contains { $0.node["worse_than_previous"] != nil }
    let previous = asksForPrevious ? past.metrics(table.value) : nil
    if model != nil {
      // What a directive makes has metrics of known names; a table of the author's may have any.
      let known = Modelling.Metric.all.map(\.name)
      for entry in entries where !Modelling.Metric.isKnown(entry.key.value) {
        reader.complain(.unknownMetric(entry.key, known: known))
      }
    }
    return entries.flatMap { entry in
      limits(entry, &reader).map { limit, span in
        MetricRule(
          table: table,
          model: name,
          metric: entry.key,
          candidate: candidate,
          limit: limit,
          span: span,
          previous: limit.isAboutPrevious ? previous : nil
        )
      }
    }
  }

  private static func limits(
    _ entry: OptionNode.Entry,
    _ outer: inout OptionReader
  ) -> [(Limit, SourceSpan)] {
    var reader = OptionReader(entry.node, of: "a metric")
    var found: [(Limit, SourceSpan)] = []
    func add(_ key: String, _ limit: Limit?) {
      if let limit { found.append((limit, entry.node[key]?.span ?? entry.node.span)) }
    }
    add("max", reader.number("max").map(Limit.max))
    add("min", reader.number("min").map(Limit.min))
    add(
      "worse_than_previous",
      tolerance("worse_than_previous", &reader).map(Limit.worseThanPrevious)
    )
    add(
      "worse_than_baseline",
      tolerance("worse_than_baseline", &reader).map(Limit.worseThanBaseline)
    )
    let isEmpty = reader.isMapping && entry.node.entries.isEmpty
    for diagnostic in reader.finish() { outer.complain(diagnostic) }
    if isEmpty { outer.complain(.metricWithoutLimit(entry.key)) }
    return found
  }

  /// `5%` of the number that is compared with, or an amount such as `0.02`.
  private static func tolerance(_ key: String, _ reader: inout OptionReader) -> Tolerance? {
    guard let node = reader.node(key) else { return nil }
    guard let text = reader.text(of: node, key)?.value else { return nil }
    let isShare = text.hasSuffix("%")
    let digits = isShare ? text.dropLast() : text[...]
    guard let number = Double(digits), number.isFinite, number >= 0 else {
      reader.complain(.wrongTolerance(key, node))
      return nil
    }
    return Tolerance(amount: isShare ? number / 100 : number, isShare: isShare, text: text)
  }
}

extension MetricRule.Limit {
  fileprivate var isAboutPrevious: Bool {
    if case .worseThanPrevious = self { true } else { false }
  }
}

extension PastRuns {
  /// A table of metrics as the newest run has it whose checks passed and that kept one.
  fileprivate func metrics(_ table: String) -> MetricRule.Previous? {
    guard let ledger, let run = newestPassed(where: { ledger.file(of: table, in: $0) != nil }),
      let path = ledger.file(of: table, in: run)
    else { return nil }
    let record = run.steps.flatMap(\.tables).first { $0.name.lowercased() == table.lowercased() }
    return record?.digest.map { MetricRule.Previous(path: path, digest: $0) }
  }
}

extension Diagnostic {
  static func withoutMetrics(_ given: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "'\(given.value)' is of use only with the option 'metrics'",
      at: given.span,
      hint: "add lines such as 'metrics:' and '  mae: {max: 2}'"
    )
  }

  static func modelMissing(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "'metrics' needs the option 'model'",
      at: span,
      hint: "add a line 'model: …' with the label of a model"
    )
  }

  static func metricWithoutLimit(_ metric: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "the metric '\(metric.value)' has no limit",
      at: metric.span,
      hint: "write max, min, worse_than_previous or worse_than_baseline"
    )
  }

  static func wrongTolerance(_ key: String, _ node: OptionNode) -> Self {
    .wrongShape(key, "a share such as 5% or an amount such as 0.02, at least 0", node)
  }
}
