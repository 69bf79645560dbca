/// Rows of a logistic model: standardised terms, the class and the weight of each.
struct LogisticRows: Sendable {
  let data: CheckedData
  /// The place of each row's class among those present.
  let classes: [Int32]
  /// Columns of the matrix that are fitted, ascending.
  let kept: [Int]
  /// Of the kept columns.
  let means: [Double]
  /// Of the kept columns; standard deviations with the whole weight below the line.
  let deviations: [Double]
  /// The mean weight of a row, which makes the objective about the same for any unit of weights.
  let meanWeight: Double

  /// Room for a block of rows.
  struct Scratch {
    let plain: Matrix
    /// An intercept of ones and the kept columns.
    let terms: Matrix

    init(_ rows: LogisticRows, count: Int) {
      plain = Matrix(count * rows.data.matrix.columnCount, 1)
      terms = Matrix(count, rows.kept.count + 1)
    }
  }

  /// Writes rows into a scratch's terms.
  func read(_ block: Range<Int>, into scratch: Scratch) {
    let count = block.count
    let room = UnsafeMutableBufferPointer(
      start: scratch.plain.values,
      count: count * data.matrix.columnCount
    )
    data.matrix.read(block, into: room)
    scratch.terms.column(0).update(repeating: 1, count: count)
    for (place, column) in kept.enumerated() {
      let source = scratch.plain.values + column * count
      let goal = scratch.terms.column(place + 1)
      let (mean, deviation) = (means[place], deviations[place])
      for row in 0..<count { goal[row] = (source[row] - mean) / deviation }
    }
  }

  func weight(_ row: Int) -> Double { data.weights.map { $0[row] / meanWeight } ?? 1 }

  /// - Parameters:
  ///   - data: The terms and the weights.
  ///   - classes: The place of each row's class among those present.
  ///   - tolerance: What must be left of a column; nil keeps every column that is not constant.
  ///   - workers: How many threads.
  /// - Throws: `not-finite`, `no-linear-algebra`.
  init(
    _ data: CheckedData,
    classes: [Int32],
    tolerance: Double?,
    workers: Int
  ) throws(ModelError) {
    let target = [Double](repeating: 0, count: classes.count)
    let factor = try TriangularFactor(data, target: target, workers: workers)
    let independent = IndependentTerms(factor, tolerance: tolerance ?? LinearRegression.tolerance)
    let root = factor.triangle[0, 0]
    var (kept, means, deviations): ([Int], [Double], [Double]) = ([], [], [])
    for column in 0..<data.matrix.columnCount {
      let length = factor.triangle.length(1..<(column + 2), of: column + 1)
      let whole = factor.triangle.length(0..<(column + 2), of: column + 1)
      let least = max(LinearRegression.tolerance * whole, factor.rounding(column + 1))
      let isKept = tolerance == nil ? length > least : independent.kept.contains(column + 1)
      guard isKept else { continue }
      let scale = factor.places.scales[column]
      kept.append(column)
      means.append(factor.places.centers[column] + factor.triangle[0, column + 1] / root / scale)
      deviations.append(length / abs(root) / scale)
    }
    self.data = data
    self.classes = classes
    self.kept = kept
    self.means = means
    self.deviations = deviations
    meanWeight = data.weights == nil ? 1 : factor.weightSum / Double(data.rowCount)
  }
}
