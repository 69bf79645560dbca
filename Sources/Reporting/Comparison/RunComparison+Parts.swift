import Pipeline

extension RunComparison.Change {
  init(_ name: String, _ old: Value?, _ new: Value?) {
    self.init(name: name, old: old, new: new, differs: old != new)
  }

  /// Values paired by their names: those of the new run in its order, then those that went.
  static func pairs(
    _ old: [(key: String, value: Value)],
    _ new: [(key: String, value: Value)],
    where differ: (Value, Value) -> Bool = { $0 != $1 }
  ) -> [Self] {
    let before = Dictionary(old.map { ($0.key, $0.value) }) { first, _ in first }
    let after = Set(new.map(\.key))
    return new.map { name, value in
      let was = before[name]
      let differs = was.map { differ($0, value) } ?? true
      return Self(name: name, old: was, new: value, differs: differs)
    } + old.filter { !after.contains($0.key) }.map { Self($0.key, $0.value, nil) }
  }
}

extension RunComparison.TableVersion {
  /// Whether the rows differ: by the digests where both runs have them, else by what is left.
  static func differ(_ old: Self, _ new: Self) -> Bool {
    if let before = old.digest, let after = new.digest { return before != after }
    return old.rows != new.rows || old.bytes != new.bytes
  }
}

extension RunRecord {
  /// Steps that stand for nothing the author named: rules of checks, rows of charts.
  private static let servants: Set<String> = [CheckDirective.name, ChartDirective.name]

  fileprivate var namedSteps: [StepRecord] { steps.filter { !Self.servants.contains($0.kind) } }

  /// Each file once, in the order in which steps read them.
  var filesRead: [(key: String, value: RunComparison.FileVersion)] {
    var seen: Set<String> = []
    return steps.flatMap(\.files).filter { seen.insert($0.path).inserted }.map {
      ($0.path, RunComparison.FileVersion(sha256: $0.sha256, bytes: $0.bytes))
    }
  }

  var tablesMade: [(key: String, value: RunComparison.TableVersion)] {
    namedSteps.flatMap(\.tables).map {
      ($0.name, RunComparison.TableVersion(rows: $0.rows, bytes: $0.bytes, digest: $0.digest))
    }
  }
}

extension RunComparison.StepChange {
  static func all(_ old: RunRecord, _ new: RunRecord) -> [Self] {
    let before = Dictionary(old.namedSteps.map { ($0.id, $0) }) { first, _ in first }
    let after = Set(new.namedSteps.map(\.id))
    return new.namedSteps.map { step in
      before[step.id].map { Self(from: $0, to: step) } ?? Self(step, .added)
    } + old.namedSteps.filter { !after.contains($0.id) }.map { Self($0, .removed) }
  }

  private init(_ step: RunRecord.StepRecord, _ state: State) {
    self.init(name: step.id, kind: step.kind, state: state, changes: [], lines: [])
  }

  private init(from old: RunRecord.StepRecord, to new: RunRecord.StepRecord) {
    self.init(new, .same)
    if old.kind != new.kind {
      changes = [Reason.Change.part("directive", from: old.kind, to: new.kind).description]
    }
    // A run remembered before definitions were kept says nothing of them.
    if let before = old.definition, let after = new.definition {
      // What a parameter is stands among the parameters; here it would be told for every step.
      compare(before.filter { !$0.isParameter }, after.filter { !$0.isParameter })
    }
    state = changes.isEmpty ? .same : .changed
  }

  /// Pairs parts of one name in their order.
  private mutating func compare(
    _ old: [RunRecord.PartRecord],
    _ new: [RunRecord.PartRecord]
  ) {
    var left = old
    var found: [Reason.Change] = []
    for part in new {
      guard let index = left.firstIndex(where: { $0.name == part.name }) else {
        found.append(.partAdded(part.name))
        continue
      }
      let was = left.remove(at: index)
      guard was.value != part.value else { continue }
      let isShort = was.isShort && part.isShort
      found.append(
        .part(part.name, from: isShort ? was.value : nil, to: isShort ? part.value : nil)
      )
      if !isShort { lines += RunComparison.LineChange.between(was.value, part.value) }
    }
    found += left.map { .partRemoved($0.name) }
    changes += found.map(\.description)
  }
}

extension RunRecord.PartRecord {
  fileprivate var isParameter: Bool { name.hasPrefix("parameter ") }

  /// Whether it can be shown within a sentence.
  fileprivate var isShort: Bool { value.utf8.count <= 60 && !value.utf8.contains { $0 < 32 } }
}

extension RunComparison.LineChange {
  /// The lines that went and came, a shortest list of them, as `diff` shows them: where lines were
  /// replaced, those that went stand before those that came.
  static func between(_ old: String, _ new: String) -> [Self] {
    let before = lines(old)
    let after = lines(new)
    // Comparing takes time by the square of what changed; long texts are only named.
    guard before.count + after.count <= 2_000 else { return [] }
    let difference = after.difference(from: before)
    var gone: Set<Int> = []
    var come: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let place, _, _): gone.insert(place)
      case .insert(let place, _, _): come.insert(place)
      }
    }
    var found: [Self] = []
    var (i, j) = (0, 0)
    while i < before.count || j < after.count {
      if i < before.count, gone.contains(i) {
        found.append(Self(isNew: false, text: before[i]))
        i += 1
      } else if j < after.count, come.contains(j) {
        found.append(Self(isNew: true, text: after[j]))
        j += 1
      } else {
        i += 1
        j += 1
      }
    }
    return found
  }

  private static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
  }
}

extension RunComparison.CardChange {
  /// Cards of one label are paired in their order.
  static func all(_ old: [RunRecord.MetricRecord], _ new: [RunRecord.MetricRecord]) -> [Self] {
    var left = old
    let found = new.map { card in
      let index = left.firstIndex { $0.label == card.label }
      return Self(index.map { left.remove(at: $0) }, card)
    }
    return found + left.map { Self($0, nil) }
  }

  private init(_ old: RunRecord.MetricRecord?, _ new: RunRecord.MetricRecord?) {
    label = new?.label ?? old?.label ?? ""
    self.old = old?.value
    self.new = new?.value
    let good = new?.good ?? old?.good
    change = NumberChange(
      old.flatMap { Double($0.value) },
      new.flatMap { Double($0.value) },
      isHigherBetter: good.map { $0 == "up" }
    )
    differs = old?.value != new?.value
  }
}

extension RunComparison.CheckChange {
  /// Rules of one check and title are paired in their order.
  static func all(_ old: [RunRecord.CheckRecord], _ new: [RunRecord.CheckRecord]) -> [Self] {
    var left = old
    let found = new.map { rule in
      let index = left.firstIndex { $0.check == rule.check && $0.rule == rule.rule }
      return Self(index.map { left.remove(at: $0) }, rule)
    }
    return found + left.map { Self($0, nil) }
  }

  private init(_ old: RunRecord.CheckRecord?, _ new: RunRecord.CheckRecord?) {
    check = new?.check ?? old?.check ?? ""
    rule = new?.rule ?? old?.rule ?? ""
    self.old = old?.state
    self.new = new?.state
    differs = old?.state != new?.state
  }
}
