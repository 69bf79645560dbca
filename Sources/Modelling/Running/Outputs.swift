/// What a model says of some rows.
struct Outputs: Sendable {
  /// How many numbers a row has: the value, the probability of the positive class, or one of each class.
  let width: Int
  /// Row after row.
  var values: [Double]

  init(_ task: ModelTask, classCount: Int, _ values: [Double]) {
    width = task == .multiclass ? classCount : 1
    self.values = values
  }

  var rowCount: Int { values.count / width }

  /// The class with the highest probability; of equal ones the first.
  func predictedClass(_ row: Int) -> Int {
    guard width > 1 else { return values[row] >= 0.5 ? 1 : 0 }
    var best = 0
    for place in 1..<width where values[row * width + place] > values[row * width + best] {
      best = place
    }
    return best
  }

  /// The probability that was given to a class.
  func probability(of classNumber: Int, at row: Int) -> Double {
    guard width == 1 else { return values[row * width + classNumber] }
    return classNumber == 1 ? values[row] : 1 - values[row]
  }

  /// The number that sentences and orders use: the value, or the probability of the predicted class.
  func headline(_ row: Int) -> Double {
    width == 1 ? values[row] : values[row * width + predictedClass(row)]
  }
}
