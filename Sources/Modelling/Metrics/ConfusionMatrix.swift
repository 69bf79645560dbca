/// How often each class was taken for each, by weight.
public struct ConfusionMatrix: Sendable, Hashable {
  public let classes: [String]
  /// Actual class after actual class, each with its weight by predicted class.
  public let cells: [Double]

  /// A matrix of counts that are there already, `classes.count` squared of them.
  public init(classes: [String], cells: [Double]) {
    precondition(cells.count == classes.count * classes.count, "a cell for each pair of classes")
    self.classes = classes
    self.cells = cells
  }

  public init(_ rows: MulticlassPredictions) {
    let width = rows.classes.count
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: width * width)
    sums.withUnsafeMutableBufferPointer { sums in
      for row in 0..<rows.actual.count {
        let cell = Int(rows.actual[row]) * width + Int(rows.predicted[row])
        sums[cell].add(rows.weights?[row] ?? 1)
      }
    }
    self.init(classes: rows.classes, cells: sums.map(\.value))
  }

  /// The negative class first.
  public init(_ confusion: BinaryConfusion, classes: [String] = ["0", "1"]) {
    self.init(
      classes: classes,
      cells: [
        confusion.trueNegatives, confusion.falsePositives, confusion.falseNegatives,
        confusion.truePositives,
      ]
    )
  }

  /// The weight of the rows of one class that were taken for another, both counted from 0.
  public func weight(actual: Int, predicted: Int) -> Double {
    cells[actual * classes.count + predicted]
  }

  /// The same as a share of the actual class; nil when that does not occur.
  public func share(actual: Int, predicted: Int) -> Double? {
    ratio(weight(actual: actual, predicted: predicted), support(of: actual))
  }

  /// The weight of the rows that are of a class.
  public func support(of place: Int) -> Double {
    var sum = CompensatedSum()
    for other in classes.indices { sum.add(weight(actual: place, predicted: other)) }
    return sum.value
  }

  /// The weight of the rows that were taken for a class.
  public func taken(for place: Int) -> Double {
    var sum = CompensatedSum()
    for other in classes.indices { sum.add(weight(actual: other, predicted: place)) }
    return sum.value
  }

  public var total: Double {
    var sum = CompensatedSum()
    for cell in cells { sum.add(cell) }
    return sum.value
  }

  /// The weight of the rows that were taken for what they are.
  public var correct: Double {
    var sum = CompensatedSum()
    for place in classes.indices { sum.add(weight(actual: place, predicted: place)) }
    return sum.value
  }
}
