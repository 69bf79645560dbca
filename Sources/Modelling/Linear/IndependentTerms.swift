/// A triangle without the columns that are sums of columns before them.
///
/// As R does (its `dqrdc2`): a column of which nearly nothing is left once the kept columns before it are
/// taken out of it is dropped, so that of several equal columns the first stays. Nearly nothing is a
/// share of the column's own length, hence the same for every unit of measurement.
struct IndependentTerms {
  /// Places among the columns `[1 X]`, ascending; the first is 0, the intercept.
  let kept: [Int]
  /// The kept columns and the target: as many rows as kept columns hold a triangle.
  let triangle: Matrix
  /// The length of what no column explains of the target.
  let residual: Double

  var rank: Int { kept.count }

  /// - Parameters:
  ///   - factor: Of the rows.
  ///   - tolerance: The share of a column that must be left.
  init(_ factor: TriangularFactor, tolerance: Double) {
    let source = factor.triangle
    let last = source.columns - 1
    let work = Matrix(source.rows, source.columns)
    for column in 0...last {
      work.column(column).update(from: source.column(column), count: column + 1)
    }
    var kept: [Int] = []
    for column in 0..<last {
      // Rows from `pivot` to the diagonal are left: one, and one more for each column dropped so far.
      let pivot = kept.count
      let left = work.length(pivot..<(column + 1), of: column)
      let whole = work.length(0..<(column + 1), of: column)
      guard left > max(tolerance * whole, factor.rounding(column)) else { continue }
      if pivot < column { work.reflect(pivot..<(column + 1), of: column) }
      kept.append(column)
    }
    let triangle = Matrix(kept.count, kept.count + 1)
    for (place, column) in (kept + [last]).enumerated() {
      let height = min(place + 1, kept.count)
      triangle.column(place).update(from: work.column(column), count: height)
    }
    residual = work.length(kept.count..<(last + 1), of: last)
    self.kept = kept
    self.triangle = triangle
  }
}

extension TriangularFactor {
  /// What may be left of a column `[1 X y]` by the rounding of its numbers alone.
  func rounding(_ column: Int) -> Double {
    guard column > 0 else { return 0 }
    let size = abs(places.centers[column - 1]) * places.scales[column - 1]
    return size * 4 * .ulpOfOne * weightSum.squareRoot()
  }
}

extension Matrix {
  /// Householder's reflection that makes a part of a column zero but for its first number, in that and all later
  /// columns.
  fileprivate func reflect(_ rows: Range<Int>, of column: Int) {
    let first = rows.lowerBound
    let numbers = self.column(column)
    let length = self.length(rows, of: column)
    let pivot = numbers[first]
    let turned = pivot > 0 ? -length : length
    // The mirror's normal, with 1 in its first place.
    let normal = rows.map { $0 == first ? 1 : numbers[$0] / (pivot - turned) }
    let factor = (turned - pivot) / turned
    numbers[first] = turned
    for row in rows.dropFirst() { numbers[row] = 0 }
    for later in (column + 1)..<max(column + 1, columns) {
      let target = self.column(later)
      var product = 0.0
      for (place, row) in rows.enumerated() { product += normal[place] * target[row] }
      product *= factor
      for (place, row) in rows.enumerated() { target[row] -= product * normal[place] }
    }
  }
}
