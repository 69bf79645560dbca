/// Free directions among the classes: how the scores of K classes follow from K - 1 sums of the terms.
///
/// Probabilities stay the same when all scores grow alike. Two classes: the earlier has the score 0, as
/// scikit-learn and statsmodels do it. More: the scores add up to 0, as they do at scikit-learn's optimum,
/// along Helmert's orthonormal contrasts; their squares add up to those of the scores, so that a penalty
/// treats all classes alike.
struct ClassContrasts: Sendable {
  let classCount: Int
  /// A row for each class, a column for each sum.
  private let factors: [Double]

  var count: Int { classCount - 1 }

  /// - Parameter classCount: At least 2.
  init(classCount: Int) {
    self.classCount = classCount
    guard classCount > 2 else {
      factors = [0, 1]
      return
    }
    var factors = [Double](repeating: 0, count: classCount * (classCount - 1))
    for column in 0..<(classCount - 1) {
      // Class column + 1 against all before it.
      let before = Double(column + 1)
      let length = (before * (before + 1)).squareRoot()
      for row in 0...column { factors[row * (classCount - 1) + column] = -1 / length }
      factors[(column + 1) * (classCount - 1) + column] = before / length
    }
    self.factors = factors
  }

  subscript(row: Int, column: Int) -> Double { factors[row * count + column] }

  /// The sums from which scores follow that differ as these do.
  func sums(from scores: [Double]) -> [Double] {
    guard classCount > 2 else { return [scores[1] - scores[0]] }
    return (0..<count).map { column in
      scores.indices.reduce(0) { $0 + self[$1, column] * scores[$1] }
    }
  }
}
