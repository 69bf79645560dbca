#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The negative log-likelihood of a logistic model with half a squared penalty, and its derivatives.
struct LogisticObjective: Sendable {
  let rows: LogisticRows
  let contrasts: ClassContrasts
  /// For each kept column, in standardised units and the mean weight.
  let penalties: [Double]
  let workers: Int

  /// The coefficients of a sum: the intercept, and one for each kept column.
  var width: Int { rows.kept.count + 1 }
  /// All coefficients, sum after sum.
  var size: Int { width * contrasts.count }

  /// At some coefficients.
  struct Value: Sendable {
    /// In mean weights, without the penalty.
    var loss: Double
    var objective: Double
    let gradient: Matrix
    /// Second derivatives: the upper triangle.
    let curvature: Matrix
  }

  /// - Throws: `no-linear-algebra`.
  func value(at coefficients: Matrix) throws(ModelError) -> Value {
    let lapack = try LAPACK.loaded()
    let chunks = RowChunks(rowCount: rows.classes.count, blockRows: 512)
    let part = try chunks.fold(workers: workers) {
      var block = LogisticBlock(self, lapack, coefficients, count: chunks.blockRows)
      return { blocks throws(ModelError) in
        let gradient = Matrix(size, 1)
        let curvature = Matrix(size, size)
        var loss = 0.0
        for rows in blocks { loss += block.add(rows, gradient, curvature) }
        return Value(loss: loss, objective: 0, gradient: gradient, curvature: curvature)
      }
    } merge: { sum, next in
      sum.loss += next.loss
      sum.gradient.add(next.gradient)
      sum.curvature.add(next.curvature)
    }
    guard var value = part else { throw ModelError("no-rows", "there are no rows to fit to") }
    value.objective = value.loss
    for sum in 0..<contrasts.count {
      for (place, penalty) in penalties.enumerated() {
        let index = sum * width + 1 + place
        let coefficient = coefficients[index, 0]
        value.objective += penalty * coefficient * coefficient / 2
        value.gradient[index, 0] += penalty * coefficient
        value.curvature[index, index] += penalty
      }
    }
    return value
  }
}

/// What a block of rows adds to the loss and its derivatives.
private struct LogisticBlock {
  let objective: LogisticObjective
  let lapack: LAPACK
  let scratch: LogisticRows.Scratch
  /// A column for each sum of the terms.
  let coefficients: Matrix
  let sums: Matrix
  /// The derivative of each row's loss with respect to each sum.
  let slopes: Matrix
  let probabilities: Matrix
  let weighted: Matrix
  /// Where the gradient of a block is made.
  let pull: Matrix

  init(_ objective: LogisticObjective, _ lapack: LAPACK, _ coefficients: Matrix, count: Int) {
    let (width, sumCount) = (objective.width, objective.contrasts.count)
    self.objective = objective
    self.lapack = lapack
    self.coefficients = Matrix(width, sumCount)
    for sum in 0..<sumCount {
      for place in 0..<width {
        self.coefficients[place, sum] = coefficients[sum * width + place, 0]
      }
    }
    scratch = LogisticRows.Scratch(objective.rows, count: count)
    sums = Matrix(count, sumCount)
    slopes = Matrix(count, sumCount)
    probabilities = Matrix(count, objective.contrasts.classCount)
    weighted = Matrix(count, width)
    pull = Matrix(width, sumCount)
  }

  /// - Returns: The block's loss.
  mutating func add(_ block: Range<Int>, _ gradient: Matrix, _ curvature: Matrix) -> Double {
    let count = block.count
    objective.rows.read(block, into: scratch)
    lapack.multiply(scratch.terms, coefficients, rows: count, into: sums)
    let loss = objective.contrasts.count == 1 ? twoClasses(block) : manyClasses(block)
    pull.clear()
    lapack.addProduct(of: scratch.terms, and: slopes, rows: count, to: pull, at: 0, 0)
    for sum in 0..<objective.contrasts.count {
      for place in 0..<objective.width {
        gradient[sum * objective.width + place, 0] += pull[place, sum]
      }
    }
    for left in 0..<objective.contrasts.count {
      for right in left..<objective.contrasts.count {
        addCurvature(block, left, right, curvature)
      }
    }
    return loss
  }

  private func twoClasses(_ block: Range<Int>) -> Double {
    var loss = 0.0
    for (place, row) in block.enumerated() {
      let score = sums[place, 0]
      let small = exp(-abs(score))
      let (less, more) = (small / (1 + small), 1 / (1 + small))
      let one = score < 0 ? less : more
      let zero = score < 0 ? more : less
      let isOne = objective.rows.classes[row] == 1
      let weight = objective.rows.weight(row)
      loss += weight * (log1p(small) + max(0, isOne ? -score : score))
      slopes[place, 0] = weight * (isOne ? -zero : one)
      probabilities[place, 0] = zero
      probabilities[place, 1] = one
    }
    return loss
  }

  private func manyClasses(_ block: Range<Int>) -> Double {
    let contrasts = objective.contrasts
    var loss = 0.0
    for (place, row) in block.enumerated() {
      var largest = -Double.infinity
      for index in 0..<contrasts.classCount {
        var score = 0.0
        for sum in 0..<contrasts.count { score += contrasts[index, sum] * sums[place, sum] }
        probabilities[place, index] = score
        largest = max(largest, score)
      }
      let own = Int(objective.rows.classes[row])
      let ownScore = probabilities[place, own]
      var total = 0.0
      for index in 0..<contrasts.classCount {
        let power = exp(probabilities[place, index] - largest)
        probabilities[place, index] = power
        total += power
      }
      let weight = objective.rows.weight(row)
      loss += weight * (log(total) + largest - ownScore)
      var rest = 0.0
      for index in 0..<contrasts.classCount {
        probabilities[place, index] /= total
        if index != own { rest += probabilities[place, index] }
      }
      for sum in 0..<contrasts.count {
        // The own class's share less one, without losing the digits of what is left of it.
        var slope = -rest * contrasts[own, sum]
        for index in 0..<contrasts.classCount where index != own {
          slope += probabilities[place, index] * contrasts[index, sum]
        }
        slopes[place, sum] = weight * slope
      }
    }
    return loss
  }

  /// Adds the second derivatives with respect to the coefficients of two sums.
  private func addCurvature(_ block: Range<Int>, _ left: Int, _ right: Int, _ curvature: Matrix) {
    let (count, contrasts, width) = (block.count, objective.contrasts, objective.width)
    let factors = sums.column(0)
    for (place, row) in block.enumerated() {
      factors[place] = objective.rows.weight(row) * covariance(place, left, right, contrasts)
      // Along one sum it is positive, and its root goes to both sides of a square.
      if left == right { factors[place] = max(0, factors[place]).squareRoot() }
    }
    for column in 0..<width {
      let source = scratch.terms.column(column)
      let goal = weighted.column(column)
      for place in 0..<count { goal[place] = source[place] * factors[place] }
    }
    if left == right {
      lapack.addSquare(of: weighted, rows: count, to: curvature, at: left * width)
    } else {
      lapack.addProduct(
        of: weighted,
        and: scratch.terms,
        rows: count,
        to: curvature,
        at: left * width,
        right * width
      )
    }
  }

  /// Of two contrasts among the classes, drawn with a row's probabilities.
  private func covariance(
    _ place: Int,
    _ left: Int,
    _ right: Int,
    _ contrasts: ClassContrasts
  ) -> Double {
    guard contrasts.classCount > 2 else { return probabilities[place, 0] * probabilities[place, 1] }
    var (leftMean, rightMean) = (0.0, 0.0)
    for index in 0..<contrasts.classCount {
      leftMean += probabilities[place, index] * contrasts[index, left]
      rightMean += probabilities[place, index] * contrasts[index, right]
    }
    var sum = 0.0
    for index in 0..<contrasts.classCount {
      sum +=
        probabilities[place, index] * (contrasts[index, left] - leftMean)
        * (contrasts[index, right] - rightMean)
    }
    return sum
  }
}
