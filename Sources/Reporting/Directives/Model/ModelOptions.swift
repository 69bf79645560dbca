import Diagnostics
import Modelling
import Options
import Pipeline
import Tables
import Templates

/// The options of `model`.
struct ModelOptions: Sendable {
  let data: Spanned<String>
  let plan: ModelPlan
  /// The columns that the options name, where they name them.
  let columns: [Spanned<String>]
  /// A file for the best candidate.
  let save: Spanned<String>?

  /// Nil when something is wrong; complaints go to the reader.
  init?(_ reader: inout OptionReader, _ source: DirectiveSource) {
    let data = reader.required("data").flatMap { reader.text(of: $0, "data") }
    let target = reader.required("target").flatMap { reader.text(of: $0, "target") }
    let task: ModelTask? = reader.choice("task")
    let positive = reader.text("positive")
    let features = reader.texts("features")
    let dropped = reader.texts("drop") ?? []
    let identifiers = reader.texts("id") ?? []
    let weights = reader.text("weights")
    let groups = reader.texts("groups") ?? []
    let metric = reader.text("metric")
    let seed = reader.integer("seed", in: 0...Int.max) ?? 1
    let folds = reader.integer("folds", in: 1...100) ?? 5
    let split = SplitOptions(&reader, source.owner, folds: folds)
    let explanation = Self.explanation(&reader, source.owner)
    let candidates = CandidateOptions.read(&reader, source.owner, task)
    save = reader.text("save")
    if let metric, !Modelling.Metric.isKnown(metric.value) {
      let names = ModelTask.allCases.flatMap { Modelling.Metric.of($0).map(\.name) }
      reader.complain(.unknownMetric(metric, known: names))
    }
    guard let data, let target, let split, let candidates else { return nil }
    var plan = ModelPlan(target: target.value, candidates: candidates)
    plan.task = task
    plan.positive = positive?.value
    plan.features = features?.map(\.value)
    plan.dropped = dropped.map(\.value)
    plan.identifiers = identifiers.map(\.value)
    plan.weights = weights?.value
    plan.groups = groups.map(\.value)
    plan.metric = metric?.value
    plan.seed = UInt64(seed)
    plan.split = split.plan
    plan.explanation = explanation
    self.data = data
    self.plan = plan
    columns =
      [target] + (features ?? []) + dropped + identifiers + groups
      + [weights, split.column].compactMap { $0 }
  }

  private static func explanation(_ reader: inout OptionReader, _ owner: String) -> ExplanationPlan
  {
    var plan = ExplanationPlan()
    guard let node = reader.node("explain") else { return plan }
    if case .value(.bool(let isWanted)) = node.content {
      if !isWanted {
        plan.repeats = 0
        plan.rows = 0
        plan.sizes = 0
        plan.dependences = 0
      }
      return plan
    }
    var inner = OptionReader(node, of: "'explain' of \(owner)")
    plan.repeats = inner.integer("repeats", in: 0...100) ?? plan.repeats
    plan.rows = inner.integer("rows", in: 0...2_000) ?? plan.rows
    plan.sizes = inner.integer("sizes", in: 0...20) ?? plan.sizes
    plan.dependences = inner.integer("dependences", in: 0...20) ?? plan.dependences
    for problem in inner.finish() { reader.complain(problem) }
    return plan
  }

  /// What decides the result together with the table's rows.
  func identity(_ source: DirectiveSource) -> [KeyPart] {
    let shared = ["cache", "depends", "echo", "save"]
    return [KeyPart("modelling", ModelRun.version)]
      + source.options.entries.filter { !shared.contains($0.key.value) }
      .sorted { $0.key.value < $1.key.value }
      .map { KeyPart("option '\($0.key.value)'", $0.node.canonicalText) }
  }
}

/// The option `split`: a word, or a mapping of `kind`, `by` and `test`.
struct SplitOptions {
  let plan: SplitPlan
  let column: Spanned<String>?

  init?(_ reader: inout OptionReader, _ owner: String, folds: Int) {
    guard let node = reader.node("split") else {
      plan = SplitPlan(folds: folds)
      column = nil
      return
    }
    var inner = OptionReader(node, of: "'split' of \(owner)")
    var kind: SplitPlan.Kind?
    var column: Spanned<String>?
    var share: Double?
    if inner.isMapping, case .mapping = node.content {
      kind = inner.choice("kind")
      column = inner.text("by")
      share = inner.number("test")
      for problem in inner.finish() { reader.complain(problem) }
    } else {
      kind = reader.choice("split")
      if kind == nil { return nil }
    }
    if let share, !(share > 0 && share < 1) {
      reader.complain(.splitShare(node))
      return nil
    }
    if share != nil, folds > 1 {
      reader.complain(.splitShareOfFolds(folds, node))
      return nil
    }
    let isByColumn = kind == .grouped || kind == .time
    guard isByColumn == (column != nil) else {
      reader.complain(.splitColumn(kind ?? .random, node))
      return nil
    }
    self.column = column
    plan = SplitPlan(
      kind: kind ?? .random,
      column: column?.value,
      folds: folds,
      testShare: share ?? 0.2
    )
  }
}
