#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A curve fitted to points by least squares.
///
/// Source: vega-statistics' `regression` (linear, log, exp, pow, quad, poly). Sums are taken about
/// the means, so that years and other large numbers do not cancel.
struct RegressionModel: Sendable {
  enum Method: String, Sendable, CaseIterable { case linear, log, exp, pow, quad, poly }

  /// In the order of their powers: `y = c0 + c1 x + c2 x² …`; `y = c0 + c1 ln x`; `y = c0 e^(c1 x)`;
  /// `y = c0 x^c1`.
  let coefficients: [Double]
  /// The part of the variance that the curve explains.
  let rSquared: Double
  private let curve: @Sendable (Double) -> Double

  func predict(_ x: Double) -> Double { curve(x) }

  /// How many more points than this a fit takes.
  static func freedom(_ method: Method, order: Int) -> Int {
    switch method {
    case .poly: order
    case .quad: 2
    default: 1
    }
  }

  /// Fits points without NaN; the order is that of `poly`.
  init(_ method: Method, _ points: [CurvePoint], order: Int = 3) {
    switch method {
    case .linear: (coefficients, curve) = Self.linear(points) { $0 }
    case .log: (coefficients, curve) = Self.linear(points) { naturalLog($0) }
    case .exp: (coefficients, curve) = Self.growth(points)
    case .pow: (coefficients, curve) = Self.power(points)
    case .quad: (coefficients, curve) = Self.polynomial(points, order: 2)
    case .poly: (coefficients, curve) = Self.polynomial(points, order: order)
    }
    rSquared = Self.rSquared(points, curve)
  }

  private typealias Fit = (coefficients: [Double], curve: @Sendable (Double) -> Double)

  private static func mean(_ values: some Collection<Double>) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  /// Slope and intercept of the line through weighted points.
  static func line(_ points: [CurvePoint], weights: [Double]? = nil) -> (Double, Double) {
    var weight = 0.0
    var sum = (x: 0.0, y: 0.0)
    for (index, point) in points.enumerated() {
      let w = weights?[index] ?? 1
      weight += w
      sum.x += w * point.x
      sum.y += w * point.y
    }
    let centre = (x: sum.x / weight, y: sum.y / weight)
    var products = (xx: 0.0, xy: 0.0)
    for (index, point) in points.enumerated() {
      let w = weights?[index] ?? 1
      let dx = point.x - centre.x
      products.xx += w * dx * dx
      products.xy += w * dx * (point.y - centre.y)
    }
    let slope = products.xx < 1e-24 ? 0 : products.xy / products.xx
    return (slope, centre.y - slope * centre.x)
  }

  private static func linear(
    _ points: [CurvePoint],
    _ transform: @escaping @Sendable (Double) -> Double
  ) -> Fit {
    let (slope, intercept) = line(points.map { (transform($0.x), $0.y) })
    return ([intercept, slope], { intercept + slope * transform($0) })
  }

  /// The logarithms of y are fitted, each weighted by y, so that small ones do not rule.
  private static func growth(_ points: [CurvePoint]) -> Fit {
    let centre = mean(points.map(\.x))
    let (slope, intercept) = line(
      points.map { ($0.x - centre, naturalLog($0.y)) },
      weights: points.map(\.y)
    )
    return (
      [exponential(intercept - slope * centre), slope],
      { exponential(intercept + slope * ($0 - centre)) }
    )
  }

  private static func power(_ points: [CurvePoint]) -> Fit {
    let (slope, intercept) = line(points.map { (naturalLog($0.x), naturalLog($0.y)) })
    let factor = exponential(intercept)
    return ([factor, slope], { factor * powerOf($0, slope) })
  }

  /// Normal equations about the means, solved by elimination with pivots.
  private static func polynomial(_ points: [CurvePoint], order: Int) -> Fit {
    let count = order + 1
    let centre = (x: mean(points.map(\.x)), y: mean(points.map(\.y)))
    var moments = Array(repeating: 0.0, count: 2 * count - 1)
    var right = Array(repeating: 0.0, count: count)
    for point in points {
      var power = 1.0
      for index in moments.indices {
        moments[index] += power
        if index < count { right[index] += power * (point.y - centre.y) }
        power *= point.x - centre.x
      }
    }
    var rows = (0..<count).map { row in (0..<count).map { moments[row + $0] } + [right[row]] }
    let solved = solve(&rows)
    // (x - centre)^i multiplied out.
    var coefficients = Array(repeating: 0.0, count: count)
    for (power, value) in solved.enumerated() {
      var factor = 1.0
      coefficients[power] += value
      for step in 0..<power {
        factor *= Double(power - step) / Double(step + 1)
        coefficients[power - step - 1] += value * powerOf(-centre.x, Double(step + 1)) * factor
      }
    }
    coefficients[0] += centre.y
    let base = centre
    return (
      coefficients,
      { x in
        var y = 0.0
        for value in solved.reversed() { y = y * (x - base.x) + value }
        return base.y + y
      }
    )
  }

  private static func solve(_ rows: inout [[Double]]) -> [Double] {
    let count = rows.count
    for column in 0..<count {
      let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      guard rows[column][column] != 0 else { continue }
      for row in (column + 1)..<max(column + 1, count) {
        let factor = rows[row][column] / rows[column][column]
        for place in column...count { rows[row][place] -= factor * rows[column][place] }
      }
    }
    var out = Array(repeating: 0.0, count: count)
    for row in (0..<count).reversed() {
      var rest = rows[row][count]
      for column in (row + 1)..<max(row + 1, count) { rest -= rows[row][column] * out[column] }
      out[row] = rows[row][row] == 0 ? 0 : rest / rows[row][row]
    }
    return out
  }

  private static func rSquared(
    _ points: [CurvePoint],
    _ curve: (Double) -> Double
  ) -> Double {
    let centre = mean(points.map(\.y))
    var residual = 0.0
    var total = 0.0
    for point in points {
      let error = point.y - curve(point.x)
      residual += error * error
      total += (point.y - centre) * (point.y - centre)
    }
    return total == 0 ? .nan : 1 - residual / total
  }
}

// The enum's cases hide the functions of these names inside the type.
private func naturalLog(_ x: Double) -> Double { log(x) }
private func exponential(_ x: Double) -> Double { exp(x) }
private func powerOf(_ x: Double, _ y: Double) -> Double { pow(x, y) }
