import Diagnostics
import Expressions
import Tables

/// The rows at a place of a specification, while it is planned who computes them.
struct PlannedRows {
  enum Source {
    /// A table of the report, whose rows the engine has.
    case table(String)
    /// Rows that Plotting has or makes itself.
    case own
  }

  var source: Source
  var steps: [DataPlan.Step] = []
  /// The columns there are, where the table's are known.
  private var kinds: [String: ColumnKind]?
  /// Columns that steps have made.
  private var made: [String: ColumnKind] = [:]
  private(set) var read: [DataPlan.Column] = []
  private var isGrouped = false

  static let own = PlannedRows(source: .own, kinds: nil)

  init(source: Source, kinds: [String: ColumnKind]?) {
    self.source = source
    self.kinds = kinds
  }

  /// A column's kind; without a schema what is asked for is taken to be there, as what is wanted.
  ///
  /// Nil when there is no such column, or one that no engine has under this name.
  mutating func column(_ field: String, wanted: ColumnKind) -> DataPlan.Column? {
    if let kind = made[field] { return kind.planned.map { DataPlan.Column(name: field, kind: $0) } }
    guard !isGrouped, !field.contains(where: { ".[]\\".contains($0) }) else { return nil }
    let kind = kinds == nil ? wanted : kinds?[field]
    guard let planned = kind?.planned else { return nil }
    let column = DataPlan.Column(name: field, kind: planned)
    if !read.contains(column) { read.append(column) }
    return column
  }

  func kind(_ field: String) -> ColumnKind? { made[field] ?? (isGrouped ? nil : kinds?[field]) }

  var isKnown: Bool { kinds != nil }

  /// Whether a step may make a column of this name: SQL tells names apart without regard to case.
  private func isFree(_ name: String) -> Bool {
    let folded = name.lowercased()
    let taken = Array(made.keys) + (isGrouped ? [] : Array(kinds?.keys ?? [:].keys))
    return !taken.contains { $0.lowercased() == folded }
  }

  mutating func add(_ step: DataPlan.Step, making name: String, _ kind: ColumnKind) -> Bool {
    guard isFree(name) else { return false }
    made[name] = kind
    steps.append(step)
    return true
  }

  mutating func aggregate(_ groupby: [DataPlan.Column], _ outputs: [DataPlan.Output]) -> Bool {
    let names = (groupby.map(\.name) + outputs.map(\.name)).map { $0.lowercased() }
    guard Set(names).count == names.count else { return false }
    steps.append(.aggregate(groupby: groupby.map(\.name), outputs: outputs))
    made = [:]
    for column in groupby { made[column.name] = ColumnKind(column.kind) }
    for output in outputs { made[output.name] = output.isInstant ? .instant : .number }
    isGrouped = true
    return true
  }
}

extension ColumnKind {
  var planned: DataPlan.Kind? {
    switch self {
    case .number: .number
    case .instant: .instant
    case .text: .text
    case .bool: .bool
    case .other: nil
    }
  }

  init(_ kind: DataPlan.Kind) {
    switch kind {
    case .number: self = .number
    case .instant: self = .instant
    case .text: self = .text
    case .bool: self = .bool
    }
  }
}
