import Diagnostics
import Tables

/// The rows of a table as a model sees them.
struct ModelData: Sendable {
  let task: ModelTask
  let features: [FeatureColumn]
  /// By row: the number, or the place of the class; NaN where the table has none.
  let target: [Double]
  /// The classes in the order of their places; of two, the second is the positive one.
  let classes: [String]
  let weights: [Double]?
  /// The columns that name a row.
  let identifiers: [(name: String, column: Column)]
  /// The columns that errors are compared by.
  let groups: [FeatureColumn]
  /// What the split holds together, spreads or orders by.
  let keys: SplitPlan.Keys
  /// The rows that have a target and a weight above 0.
  let rows: [Int32]
  let rowCount: Int
  /// All columns of the table.
  let columnNames: [String]

  /// Reads what a plan names.
  ///
  /// - Throws: `ModelError` when a column is missing, or the target cannot be predicted.
  init(_ table: Table, _ plan: ModelPlan) throws(ModelError) {
    func chunks(_ name: String) throws(ModelError) -> [Column] {
      guard let index = table.column(called: name) else {
        throw .unknownColumn(name, in: table.schema)
      }
      return table.chunks(ofColumn: index)
    }
    func feature(_ name: String) throws(ModelError) -> FeatureColumn {
      guard let index = table.column(called: name) else {
        throw .unknownColumn(name, in: table.schema)
      }
      let field = table.schema.fields[index]
      return try FeatureColumn(field.name, table.chunks(ofColumn: index), type: field.type)
    }
    rowCount = table.rowCount
    columnNames = table.schema.names
    guard rowCount > 0 else {
      throw ModelError("no-rows", "the table has no rows to learn from")
    }
    let read = try TargetColumn(feature(plan.target), plan.task, plan.positive)
    task = read.task
    classes = read.classes
    target = read.values

    let set = [plan.target] + plan.identifiers + plan.dropped + [plan.weights].compactMap { $0 }
    let taken = Set(set.map { $0.lowercased() })
    for name in plan.dropped where table.column(called: name) == nil {
      throw .unknownColumn(name, in: table.schema)
    }
    var found: [FeatureColumn] = []
    for name in plan.features ?? table.schema.names where !taken.contains(name.lowercased()) {
      if plan.split.kind == .grouped, plan.features == nil,
        name.lowercased() == plan.split.column?.lowercased()
      {
        continue
      }
      found.append(try feature(name))
    }
    features = found
    var identifiers: [(name: String, column: Column)] = []
    for name in plan.identifiers {
      identifiers.append(
        (name, Column.joined(try chunks(name), table.schema[name]?.type ?? .utf8))
      )
    }
    self.identifiers = identifiers
    var groups: [FeatureColumn] = []
    for name in plan.groups { groups.append(try feature(name)) }
    self.groups = groups

    if let name = plan.weights {
      let numbers = Array(try feature(name).numbers ?? Numbers([]))
      guard numbers.count == rowCount else {
        throw ModelError("weights", "the column '\(name)' has no numbers to weigh rows by")
      }
      guard numbers.allSatisfy({ $0.isNaN || $0 >= 0 }) else {
        throw ModelError("weights", "the column '\(name)' has negative weights")
      }
      weights = numbers
    } else {
      weights = nil
    }
    keys = try Self.keys(plan, read) { name throws(ModelError) in try feature(name) }
    rows = (0..<Int32(rowCount)).filter { [target, weights] row in
      !target[Int(row)].isNaN && (weights.map { $0[Int(row)] > 0 } ?? true)
    }
    guard rows.count > 1 else {
      throw ModelError(
        "too-few-rows",
        "only \(rows.count) of \(rowCount) rows have a value of '\(plan.target)'",
        hint: "a model needs two rows at least; see what leaves the others without one"
      )
    }
    try read.check(rows)
  }

  private static func keys(
    _ plan: ModelPlan,
    _ target: TargetColumn,
    _ feature: (String) throws(ModelError) -> FeatureColumn
  ) throws(ModelError) -> SplitPlan.Keys {
    switch plan.split.kind {
    case .random, .ordered: return .none
    case .stratified:
      guard target.task != .regression else { return .strata(target.tenths) }
      return .strata(target.values.map { $0.isNaN ? -1 : Int32($0) })
    case .grouped:
      let column = try feature(plan.split.column ?? "")
      switch column.values {
      case .levels(let codes, _): return .groups(codes)
      case .numbers(let numbers):
        var places: [UInt64: Int32] = [:]
        return .groups(
          numbers.map { number in
            let place = places[number.bitPattern] ?? Int32(places.count)
            places[number.bitPattern] = place
            return place
          }
        )
      }
    case .time:
      let column = try feature(plan.split.column ?? "")
      guard let numbers = column.numbers else {
        throw ModelError(
          "split-column",
          "the column '\(column.name)' has texts, which say no order in time",
          hint: "split by a date, a timestamp or a number"
        )
      }
      return .times(numbers.map { $0.isNaN ? -.infinity : $0 })
    }
  }
}

extension FeatureColumn {
  var numbers: Numbers? { if case .numbers(let numbers) = values { numbers } else { nil } }
}

extension Table {
  func column(called name: String) -> Int? { schema.column(called: name) }
}

extension Column {
  static func joined(_ chunks: [Column], _ type: DataType) -> Column {
    chunks.count == 1 ? chunks[0] : Column.concatenated(chunks, of: chunks.first?.type ?? type)
  }
}

extension ModelError {
  static func unknownColumn(_ name: String, in schema: Schema) -> ModelError {
    ModelError(
      "unknown-column",
      "there is no column '\(name)'",
      hint: NearMatch.hint(name, in: schema.names, kind: "columns")
    )
  }
}
