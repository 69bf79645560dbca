/// The columns of a model and its weights, found fit for fitting.
struct CheckedData: Sendable {
  let matrix: DesignMatrix
  /// Nil when every row weighs the same; else divided by `weightUnit`.
  let weights: [Double]?
  /// A power of four, so that the heaviest row weighs about one and roots are taken without rounding it.
  let weightUnit: Double
  /// Rows whose weight is not zero: the others take no part and do not count.
  let rowCount: Int

  /// A factor of so many columns is a matrix of 200 MB, and each row costs 50 million multiplications.
  static let columnLimit = 5000

  /// - Throws: `ModelError`: `no-rows`, `lengths-differ`, `too-many-terms`, `bad-weight`.
  init(_ matrix: DesignMatrix, targetCount: Int, weights: [Double]?) throws(ModelError) {
    guard matrix.rowCount > 0 else { throw ModelError("no-rows", "there are no rows to fit to") }
    guard targetCount == matrix.rowCount, weights.map({ $0.count == targetCount }) ?? true else {
      throw ModelError(
        "lengths-differ",
        "\(matrix.rowCount) rows of columns, \(targetCount) of the target"
          + (weights.map { " and \($0.count) weights" } ?? "")
      )
    }
    guard matrix.columnCount <= Self.columnLimit else {
      throw ModelError(
        "too-many-terms",
        "a linear model of \(matrix.columnCount) terms; at most \(Self.columnLimit) can be fitted",
        hint: "drop features with many levels, or use lightgbm"
      )
    }
    var (count, largest) = (matrix.rowCount, 1.0)
    if let weights {
      (count, largest) = (0, 0)
      for (row, weight) in weights.enumerated() {
        guard weight >= 0, weight.isFinite else {
          throw ModelError("bad-weight", "the weight of row \(row + 1) is \(weight)")
        }
        if weight > 0 { count += 1 }
        largest = max(largest, weight)
      }
      guard count > 0 else { throw ModelError("bad-weight", "every weight is zero") }
    }
    let exponent = Int(largest.exponent)
    let unit = Double(sign: .plus, exponent: exponent - (exponent & 1), significand: 1)
    self.matrix = matrix
    self.weights = weights.map { unit == 1 ? $0 : $0.map { $0 / unit } }
    weightUnit = weights == nil ? 1 : unit
    rowCount = count
  }

  /// The error of a number that is missing or infinite.
  static func notFinite(_ name: String) -> ModelError {
    ModelError(
      "not-finite",
      "\(name) has a number that is missing, infinite or too large to calculate with",
      hint: "filter such rows, or fill in the missing numbers"
    )
  }
}
