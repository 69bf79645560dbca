public import Foundation

/// What differs between two runs: a value, which is written as text, Markdown, JSON or HTML.
///
///     let comparison = RunComparison(old, new)
///     comparison.differs                  // false: the same in all that is remembered
///     comparison.onlyDifferences.models   // the models with a metric that changed
///
/// It holds what is equal too, each part with its own `differs`.
public struct RunComparison: Codable, Hashable, Sendable {
  /// One of the two runs.
  public struct Side: Codable, Hashable, Sendable {
    public var id: String
    public var template: String
    public var title: String
    public var state: String
    public var started: Date
  }

  /// Something that has a name, in both runs or in one.
  public struct Change<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    public var name: String
    /// Nil when the run does not have it.
    public var old: Value?
    public var new: Value?
    public var differs: Bool
  }

  public struct FileVersion: Codable, Hashable, Sendable {
    public var sha256: String
    public var bytes: Int
  }

  public struct TableVersion: Codable, Hashable, Sendable {
    public var rows: Int
    public var bytes: Int
    /// Nil in a run remembered before digests were kept.
    public var digest: String?
  }

  /// How a step is defined: its SQL, its options.
  public struct StepChange: Codable, Hashable, Sendable {
    public enum State: String, Codable, Hashable, Sendable { case added, removed, changed, same }

    public var name: String
    public var kind: String
    public var state: State
    /// What changed, in words: `the SQL changed`.
    public var changes: [String]
    /// The lines of its longer texts that went and that came, in order.
    public var lines: [LineChange]
  }

  public struct LineChange: Codable, Hashable, Sendable {
    public var isNew: Bool
    public var text: String
  }

  /// A number card of the page.
  public struct CardChange: Codable, Hashable, Sendable {
    public var label: String
    /// As text, for cards that hold no number.
    public var old: String?
    public var new: String?
    public var change: NumberChange
    public var differs: Bool
  }

  /// What became of one rule of a check.
  public struct CheckChange: Codable, Hashable, Sendable {
    public var check: String
    public var rule: String
    /// `passed`, `failed`, `warning` or `not run`; nil when the run has no such rule.
    public var old: String?
    public var new: String?
    public var differs: Bool
  }

  public var old: Side
  public var new: Side
  /// Whether anything differs at all.
  public var differs: Bool
  /// The template, Quire and the engine.
  public var setting: [Change<String>]
  public var parameters: [Change<String>]
  public var files: [Change<FileVersion>]
  public var steps: [StepChange]
  public var tables: [Change<TableVersion>]
  public var cards: [CardChange]
  public var models: [ModelChange]
  public var checks: [CheckChange]
  /// Tables that a run kept and that could not be read any more, so that they are not compared.
  public var lost: [String]
  /// The text of the pages, piece by piece; empty when that of one of them is not known.
  public var prose: [ParagraphChange]
  /// Empty when those of one of the pages are not known.
  public var charts: [ChartChange]
  /// The runs whose text and charts are not known.
  public var unread: [UnreadPage]

  /// A run whose page cannot be compared.
  public struct UnreadPage: Codable, Hashable, Sendable {
    public var run: String
    public var reason: RunSnapshot.Missing
  }

  public init(_ old: RunSnapshot, _ new: RunSnapshot) {
    self.old = Side(old.record)
    self.new = Side(new.record)
    let (a, b) = (old.record, new.record)
    setting = [
      Change("template", a.template, b.template), Change("quire", a.quire, b.quire),
      Change("engine", a.engine, b.engine),
    ]
    parameters = Change.pairs(
      a.parameters.sorted { $0.key < $1.key },
      b.parameters.sorted { $0.key < $1.key }
    )
    files = Change.pairs(a.filesRead, b.filesRead) { $0.sha256 != $1.sha256 }
    steps = StepChange.all(a, b)
    tables = Change.pairs(a.tablesMade, b.tablesMade, where: TableVersion.differ)
    cards = CardChange.all(a.metrics, b.metrics)
    models = ModelChange.all(old.models, new.models)
    checks = CheckChange.all(a.checks, b.checks)
    lost = (old.lost + new.lost).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    unread = [old, new].compactMap { side in
      side.missing.map { UnreadPage(run: side.record.id, reason: $0) }
    }
    if let before = old.parts, let after = new.parts {
      prose = ParagraphChange.all(before.paragraphs, after.paragraphs)
      charts = ChartChange.all(before.charts, after.charts)
    } else {
      (prose, charts) = ([], [])
    }
    differs = false
    let rest = onlyDifferences
    differs =
      !(rest.setting.isEmpty && rest.parameters.isEmpty && rest.files.isEmpty && rest.steps.isEmpty
      && rest.tables.isEmpty && rest.cards.isEmpty && rest.models.isEmpty && rest.checks.isEmpty
      && rest.prose.isEmpty && rest.charts.isEmpty)
  }

  /// The same without all that is equal.
  public var onlyDifferences: RunComparison {
    var rest = self
    rest.setting.removeAll { !$0.differs }
    rest.parameters.removeAll { !$0.differs }
    rest.files.removeAll { !$0.differs }
    rest.steps.removeAll { $0.state == .same }
    rest.tables.removeAll { !$0.differs }
    rest.cards.removeAll { !$0.differs }
    rest.models = models.filter(\.differs).map(\.onlyDifferences)
    rest.checks.removeAll { !$0.differs }
    rest.prose.removeAll { !$0.differs }
    rest.charts.removeAll { !$0.differs }
    return rest
  }

  /// The same with no other models than these; names are matched without regard to case.
  func keepingModels(_ names: [String]) -> RunComparison {
    var rest = self
    let names = Set(names.map { $0.lowercased() })
    rest.models.removeAll { !names.contains($0.name.lowercased()) }
    return rest
  }
}

extension RunComparison.Side {
  fileprivate init(_ record: RunRecord) {
    id = record.id
    template = record.template
    title = record.title
    state = record.state
    started = record.started
  }
}
