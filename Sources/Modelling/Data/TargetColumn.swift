/// What is predicted, and of which kind it is.
struct TargetColumn {
  let name: String
  let task: ModelTask
  let classes: [String]
  /// The number, or the place of the class; NaN where there is none.
  let values: [Double]
  private let infiniteCount: Int

  /// - Parameters:
  ///   - column: The column as it was read.
  ///   - task: What it is to be; nil takes it from the values: two texts, or the numbers 0 and 1, are
  ///     two classes, more texts several, and other numbers numbers.
  ///   - positive: The positive one of two classes.
  /// - Throws: `ModelError` when the values are none of the task.
  init(_ column: FeatureColumn, _ task: ModelTask?, _ positive: String?) throws(ModelError) {
    name = column.name
    infiniteCount = column.infiniteCount
    var classes: [String]
    var codes: [Int32]
    switch column.values {
    case .levels(let found, let levels):
      classes = levels
      codes = found
      guard task != .regression else {
        throw ModelError(
          "target-type",
          "'\(column.name)' has texts, and a regression predicts numbers",
          hint: "leave out 'task', or make a number of it in SQL"
        )
      }
    case .numbers(let numbers):
      let isTruth =
        column.kind == .boolean
        || (numbers.contains(0) && numbers.contains(1)
          && numbers.allSatisfy { $0 == 0 || $0 == 1 || $0.isNaN })
      guard task == .binary || task == .multiclass || (task == nil && isTruth) else {
        self.task = .regression
        self.classes = []
        values = Array(numbers)
        return
      }
      let distinct = Set(numbers.filter { !$0.isNaN }).sorted()
      guard distinct.count <= 1_000 else {
        throw ModelError(
          "too-many-classes",
          "'\(column.name)' has \(distinct.count) different numbers, which are no classes",
          hint: "use 'task: regression'"
        )
      }
      classes = distinct.map { number in
        if column.kind == .boolean { return number == 1 ? "true" : "false" }
        return number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
      }
      let places = Dictionary(uniqueKeysWithValues: zip(distinct, Int32(0)...))
      codes = numbers.map { places[$0] ?? -1 }
    }
    guard classes.count > 1 else {
      throw ModelError(
        "one-class",
        "all rows have the same '\(column.name)'"
          + (classes.first.map { ", \($0)" } ?? "") + ": there is nothing to tell apart"
      )
    }
    if task == .binary, classes.count > 2 {
      throw ModelError(
        "target-classes",
        "'\(column.name)' has \(classes.count) classes, and a binary task has two",
        hint: "use 'task: multiclass'"
      )
    }
    self.task = task ?? (classes.count == 2 ? .binary : .multiclass)
    if let positive {
      guard let place = classes.firstIndex(of: positive) else {
        throw ModelError(
          "unknown-class",
          "'\(column.name)' has no class '\(positive)'",
          hint: "its classes are \(classes.prefix(8).joined(separator: ", "))"
        )
      }
      if classes.count == 2, place == 0 {
        classes.swapAt(0, 1)
        codes = codes.map { $0 < 0 ? $0 : 1 - $0 }
      }
    }
    self.classes = classes
    values = codes.map { $0 < 0 ? .nan : Double($0) }
  }

  /// A tenth of the values for each row, by size, to spread a number evenly over folds.
  var tenths: [Int32] {
    let order = values.indices.sorted {
      (values[$0].isNaN ? .infinity : values[$0], $0)
        < (values[$1].isNaN ? .infinity : values[$1], $1)
    }
    var tenths = [Int32](repeating: 0, count: values.count)
    for (rank, row) in order.enumerated() { tenths[row] = Int32(rank * 10 / max(1, values.count)) }
    return tenths
  }

  /// - Throws: `ModelError` for a target that no model can learn.
  func check(_ rows: [Int32]) throws(ModelError) {
    guard infiniteCount == 0 else {
      throw ModelError(
        "infinite-target",
        "\(infiniteCount) values of '\(name)' are infinite",
        hint: "leave these rows out, or cap them, in SQL"
      )
    }
    guard task == .regression, let first = rows.first else { return }
    let constant = values[Int(first)]
    if rows.allSatisfy({ values[Int($0)] == constant }) {
      throw ModelError(
        "constant-target",
        "'\(name)' is \(constant) in every row: there is nothing to learn"
      )
    }
  }
}
