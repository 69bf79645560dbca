/// How lasso and elastic net arrived at their coefficients.
public struct CoordinateDescent: Sendable, Hashable, Codable {
  /// Rounds over all coefficients.
  public let rounds: Int
  /// How far the objective can be above its least, as a share of its value without terms.
  public let dualityGap: Double
  public let hasConverged: Bool
}

/// The least `½ b'Gb - c'b + Σ λ|b| + ½ Σ ρ b²`, a coefficient at a time.
///
/// J. Friedman, T. Hastie and R. Tibshirani, "Regularization Paths for Generalized Linear Models via Coordinate
/// Descent" (2010). Rounds find which coefficients are not zero and their signs; given these, the
/// optimum is the solution of linear equations, which is taken once it satisfies all conditions of an
/// optimum. So the result is exact but for rounding. Where the equations have no single solution
/// (equal columns), rounds go on until the duality gap is closed.
struct CoordinateSearch {
  let gram: Matrix
  let products: [Double]
  let targetSquare: Double
  let absolute: [Double]
  let squared: [Double]
  /// Places of the columns that are not constant.
  let active: [Int]
  var coefficients: [Double]
  /// `G b`.
  private var image: [Double]

  static let roundLimit = 100_000
  private static let gapGoal = 1e-15

  init(
    gram: Matrix,
    products: [Double],
    targetSquare: Double,
    absolute: [Double],
    squared: [Double],
    active: [Int]
  ) {
    self.gram = gram
    self.products = products
    self.targetSquare = targetSquare
    self.absolute = absolute
    self.squared = squared
    self.active = active
    coefficients = [Double](repeating: 0, count: products.count)
    image = coefficients
  }

  mutating func run(_ lapack: LAPACK) -> CoordinateDescent {
    var signs: [FloatingPointSign?] = []
    for round in 1...Self.roundLimit {
      let change = sweep()
      // Sums of small steps drift away from the product.
      if round % 64 == 0 { image = product(coefficients) }
      let now = coefficients.map { $0 == 0 ? nil : $0.sign }
      if now == signs, let solution = solve(now, lapack) {
        coefficients = solution
        image = product(solution)
        return CoordinateDescent(rounds: round, dualityGap: gap(), hasConverged: true)
      }
      signs = now
      let largest = coefficients.reduce(0) { max($0, abs($1)) }
      if change <= 1e-13 * largest || round % 64 == 0 {
        let gap = gap()
        if gap <= Self.gapGoal, change <= 1e-10 * largest {
          return CoordinateDescent(rounds: round, dualityGap: gap, hasConverged: true)
        }
      }
    }
    return CoordinateDescent(rounds: Self.roundLimit, dualityGap: gap(), hasConverged: false)
  }

  /// One round; the largest change of a coefficient.
  private mutating func sweep() -> Double {
    var largest = 0.0
    for column in active {
      let own = gram[column, column]
      let pull = products[column] - image[column] + own * coefficients[column]
      let size = max(0, abs(pull) - absolute[column]) / (own + squared[column])
      let next = pull < 0 ? -size : size
      let change = next - coefficients[column]
      guard change != 0 else { continue }
      coefficients[column] = next
      let numbers = gram.column(column)
      for row in image.indices { image[row] += change * numbers[row] }
      largest = max(largest, abs(change))
    }
    return largest
  }

  private func product(_ coefficients: [Double]) -> [Double] {
    var image = [Double](repeating: 0, count: coefficients.count)
    for column in active where coefficients[column] != 0 {
      let numbers = gram.column(column)
      for row in image.indices { image[row] += coefficients[column] * numbers[row] }
    }
    return image
  }

  /// The optimum if these are its signs; nil if they are not.
  private func solve(_ signs: [FloatingPointSign?], _ lapack: LAPACK) -> [Double]? {
    let support = signs.indices.filter { signs[$0] != nil }
    var solution = [Double](repeating: 0, count: signs.count)
    if !support.isEmpty {
      let part = Matrix(support.count, support.count)
      let right = Matrix(support.count, 1)
      for (place, column) in support.enumerated() {
        for (other, row) in support.enumerated() { part[other, place] = gram[row, column] }
        part[place, place] += squared[column]
        let pull = signs[column] == .minus ? -absolute[column] : absolute[column]
        right[place, 0] = products[column] - pull
      }
      guard lapack.cholesky(part) else { return nil }
      // Nearly equal columns: the equations have more than one solution but for rounding.
      let least = support.indices.map { part[$0, $0] / gram[support[$0], support[$0]].squareRoot() }
      guard least.allSatisfy({ $0 > 1e-6 }) else { return nil }
      lapack.solve(part, right)
      for (place, column) in support.enumerated() { solution[column] = right[place, 0] }
    }
    guard support.allSatisfy({ solution[$0] != 0 && solution[$0].sign == signs[$0] }) else {
      return nil
    }
    let image = product(solution)
    let slack = 1e-13 * targetSquare.squareRoot()
    let isOptimum = active.allSatisfy {
      signs[$0] != nil || abs(products[$0] - image[$0]) <= absolute[$0] + slack
    }
    return isOptimum ? solution : nil
  }

  /// The difference from a lower bound of the objective, as a share of the objective without terms.
  ///
  /// S. Kim, K. Koh, M. Lustig, S. Boyd and D. Gorinevsky, "An interior-point method for large-scale
  /// l1-regularized least squares" (2007), with the squared penalty as further rows.
  private func gap() -> Double {
    guard targetSquare > 0 else { return 0 }
    var (fit, square, size, shrink) = (0.0, 0.0, 0.0, 1.0)
    for column in active {
      let coefficient = coefficients[column]
      fit += coefficient * products[column]
      square += coefficient * (image[column] + squared[column] * coefficient)
      size += absolute[column] * abs(coefficient)
      let pull = abs(products[column] - image[column] - squared[column] * coefficient)
      if pull > absolute[column] { shrink = min(shrink, absolute[column] / pull) }
    }
    // With r the residuals: |r|² = |y|² - 2 b'c + b'Gb, and y'r = |y|² - b'c.
    let residual = max(0, targetSquare - 2 * fit + square)
    let primal = residual / 2 + size
    let dual = shrink * (targetSquare - fit) - shrink * shrink * residual / 2
    return max(0, primal - dual) / (targetSquare / 2)
  }
}
