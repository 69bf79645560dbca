import Templates

/// What differs between two runs of one model.
public struct ModelChange: Codable, Hashable, Sendable {
  /// A metric of a candidate.
  public struct MetricChange: Codable, Hashable, Sendable {
    /// Nil when the run does not have it.
    public var oldCandidate: String?
    public var newCandidate: String?
    public var metric: String
    public var change: NumberChange
  }

  /// A metric over one group of rows.
  public struct GroupChange: Codable, Hashable, Sendable {
    public var feature: String
    public var group: String
    public var metric: String
    public var oldRows: Int?
    public var newRows: Int?
    public var change: NumberChange
  }

  public struct ParameterChange: Codable, Hashable, Sendable {
    public var candidate: String
    public var parameter: String
    public var old: String?
    public var new: String?
  }

  /// A curve of both runs, to be drawn over each other.
  public struct Curves<Point: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    public var old: [Point]
    public var new: [Point]

    public var differs: Bool { old != new }
  }

  public var name: String
  /// The candidate each run chose.
  public var oldChosen: String?
  public var newChosen: String?
  /// What readers are told of metrics, by their names.
  public var english: [String: String]
  public var korean: [String: String]
  /// The metrics of the chosen candidates, which may be two different ones.
  public var metrics: [MetricChange]
  /// The metrics of each candidate against the one of the same name, without what `metrics` has.
  public var candidates: [MetricChange]
  /// By metric; within one the largest differences first.
  public var groups: [GroupChange]
  public var parameters: [ParameterChange]
  /// The learning curves of the chosen candidates, by the first metric that both runs have.
  public var learning: Curves<ModelResults.LearningPoint>
  /// The ROC and precision-recall curves.
  public var thresholds: Curves<ModelResults.ThresholdPoint>
  public var calibration: Curves<ModelResults.CalibrationPoint>

  public var differs: Bool {
    let rest = onlyDifferences
    return oldChosen != newChosen || !rest.metrics.isEmpty || !rest.candidates.isEmpty
      || !rest.groups.isEmpty || !rest.parameters.isEmpty || hasOtherCurves
  }

  /// Whether any of the curves differs.
  var hasOtherCurves: Bool { learning.differs || thresholds.differs || calibration.differs }

  /// The same without all that is equal; of curves that are equal nothing is left.
  public var onlyDifferences: ModelChange {
    var rest = self
    rest.metrics.removeAll { !$0.change.differs && $0.oldCandidate == $0.newCandidate }
    rest.candidates.removeAll { !$0.change.differs }
    rest.groups.removeAll { !$0.change.differs && $0.oldRows == $0.newRows }
    rest.parameters.removeAll { $0.old == $0.new }
    if !learning.differs { rest.learning = Curves(old: [], new: []) }
    if !thresholds.differs { rest.thresholds = Curves(old: [], new: []) }
    if !calibration.differs { rest.calibration = Curves(old: [], new: []) }
    return rest
  }
}

extension ModelChange {
  /// What a reader is told of a metric: its words, else its name.
  func label(of metric: String, _ language: Language) -> String {
    (language == .korean ? korean : english)[metric] ?? metric
  }

  /// Models paired by name: those of the new run in its order, then those that went.
  static func all(_ old: [ModelResults], _ new: [ModelResults]) -> [ModelChange] {
    let known = Set(new.map { $0.name.lowercased() })
    return new.map { model in
      let before = old.first { $0.name.lowercased() == model.name.lowercased() }
      return ModelChange(before ?? ModelResults(name: model.name), model)
    }
      + old.filter { !known.contains($0.name.lowercased()) }
      .map { ModelChange($0, ModelResults(name: $0.name)) }
  }

  public init(_ old: ModelResults, _ new: ModelResults) {
    name = new.name
    oldChosen = old.chosen
    newChosen = new.chosen
    let all = new.metrics + old.metrics
    english = Self.words(all, \.english)
    korean = Self.words(all, \.korean)
    metrics = Self.metrics(old, old.chosen, new, new.chosen)
    let names = Self.union(new.candidates, old.candidates)
    candidates = names.filter { $0 != old.chosen || $0 != new.chosen }.flatMap {
      Self.metrics(old, $0, new, $0)
    }
    groups = Self.groups(old, new)
    parameters = Self.parameters(old, new)
    learning = Self.learning(old, new)
    thresholds = Curves(old: Self.thresholds(old), new: Self.thresholds(new))
    calibration = Curves(old: old.calibration, new: new.calibration)
  }

  private static func words(
    _ metrics: [ModelResults.Metric],
    _ word: (ModelResults.Metric) -> String?
  ) -> [String: String] {
    Dictionary(metrics.compactMap { row in word(row).map { (row.metric, $0) } }) { first, _ in first
    }
  }

  private static func thresholds(_ model: ModelResults) -> [ModelResults.ThresholdPoint] {
    model.thresholds.filter { $0.candidate.isEmpty || $0.candidate == model.chosen }
  }

  private static func metrics(
    _ old: ModelResults,
    _ oldCandidate: String?,
    _ new: ModelResults,
    _ newCandidate: String?
  ) -> [MetricChange] {
    let before = old.metrics.filter { $0.candidate == oldCandidate }
    let after = new.metrics.filter { $0.candidate == newCandidate }
    return union(after.map(\.metric), before.map(\.metric)).map { name in
      let (was, now) = (before.first { $0.metric == name }, after.first { $0.metric == name })
      let spreads = [was?.deviation, now?.deviation].compactMap { $0 }.filter(\.isFinite)
      return MetricChange(
        oldCandidate: was?.candidate,
        newCandidate: now?.candidate,
        metric: name,
        change: NumberChange(
          was?.value,
          now?.value,
          isHigherBetter: now?.isHigherBetter ?? was?.isHigherBetter,
          deviation: spreads.max()
        )
      )
    }
  }

  private static func groups(_ old: ModelResults, _ new: ModelResults) -> [GroupChange] {
    struct Key: Hashable { let feature, group, metric: String }
    func key(_ group: ModelResults.Group) -> Key {
      Key(feature: group.feature, group: group.group, metric: group.metric)
    }
    let before = Dictionary(old.groups.map { (key($0), $0) }) { first, _ in first }
    let after = Dictionary(new.groups.map { (key($0), $0) }) { first, _ in first }
    let direction = Dictionary(
      (new.metrics + old.metrics).compactMap { row in row.isHigherBetter.map { (row.metric, $0) } }
    ) { first, _ in first }
    let names = union(
      new.metrics.map(\.metric) + new.groups.map(\.metric),
      old.groups.map(\.metric)
    )
    let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let keys = union(new.groups.map(key), old.groups.map(key))
    let changes = keys.map { key in
      GroupChange(
        feature: key.feature,
        group: key.group,
        metric: key.metric,
        oldRows: before[key]?.rowCount,
        newRows: after[key]?.rowCount,
        change: NumberChange(
          before[key]?.value,
          after[key]?.value,
          isHigherBetter: direction[key.metric]
        )
      )
    }
    // What stands in one run alone has no difference, and comes last.
    func size(_ change: GroupChange) -> Double { change.change.difference?.magnitude ?? -1 }
    return changes.enumerated().sorted { a, b in
      let (left, right) = (place[a.element.metric] ?? 0, place[b.element.metric] ?? 0)
      if left != right { return left < right }
      let (large, small) = (size(a.element), size(b.element))
      return large == small ? a.offset < b.offset : large > small
    }.map(\.element)
  }

  private static func parameters(
    _ old: ModelResults,
    _ new: ModelResults
  ) -> [ParameterChange] {
    struct Key: Hashable { let candidate, parameter: String }
    func pairs(_ model: ModelResults) -> [(Key, String)] {
      model.parameters.map { (Key(candidate: $0.candidate, parameter: $0.parameter), $0.value) }
    }
    let before = Dictionary(pairs(old)) { first, _ in first }
    let after = Dictionary(pairs(new)) { first, _ in first }
    return union(pairs(new).map(\.0), pairs(old).map(\.0)).map { key in
      ParameterChange(
        candidate: key.candidate,
        parameter: key.parameter,
        old: before[key],
        new: after[key]
      )
    }
  }

  private static func learning(
    _ old: ModelResults,
    _ new: ModelResults
  ) -> Curves<ModelResults.LearningPoint> {
    let before = old.learning.filter { $0.candidate == old.chosen }
    let after = new.learning.filter { $0.candidate == new.chosen }
    let shared = Set(before.map(\.metric))
    let metric = after.first { shared.contains($0.metric) }?.metric
    guard let metric else { return Curves(old: before, new: after) }
    return Curves(
      old: before.filter { $0.metric == metric },
      new: after.filter { $0.metric == metric }
    )
  }

  /// Each once: the first list in its order, then what only the second has.
  private static func union<Element: Hashable>(
    _ first: [Element],
    _ second: [Element]
  ) -> [Element] {
    var seen: Set<Element> = []
    return (first + second).filter { seen.insert($0).inserted }
  }
}
