/// Rows of `[1 X y]`, centred, scaled and times the roots of their weights.
struct WeightedRows: Sendable {
  private let data: CheckedData
  private let target: [Double]

  init(_ data: CheckedData, target: [Double]) {
    self.data = data
    self.target = target
  }

  /// Room for rows as `DesignMatrix` writes them, and for the roots of their weights.
  struct Scratch {
    let block: Matrix
    let roots: Matrix

    init(rows: Int, _ matrix: DesignMatrix) {
      block = Matrix(rows * matrix.columnCount, 1)
      roots = Matrix(rows, 1)
    }

    func read(_ rows: Range<Int>, of matrix: DesignMatrix) -> UnsafeMutablePointer<Double> {
      let count = rows.count * matrix.columnCount
      matrix.read(rows, into: UnsafeMutableBufferPointer(start: block.values, count: count))
      return block.values
    }
  }

  /// Terms and target as they are, into the columns of a matrix.
  func readPlain(_ rows: Range<Int>, into matrix: Matrix, _ scratch: Scratch) {
    let block = scratch.read(rows, of: data.matrix)
    for column in 0..<data.matrix.columnCount {
      matrix.column(column).update(from: block + column * rows.count, count: rows.count)
    }
    let last = matrix.column(data.matrix.columnCount)
    for (place, row) in rows.enumerated() { last[place] = target[row] }
  }

  /// Writes rows below the first `top` rows of a matrix.
  ///
  /// - Returns: The sum of their weights.
  /// - Throws: `not-finite`.
  func read(
    _ rows: Range<Int>,
    _ places: ColumnPlaces,
    into matrix: Matrix,
    below top: Int,
    _ scratch: Scratch
  ) throws(ModelError) -> Double {
    let count = rows.count
    let block = scratch.read(rows, of: data.matrix)
    let roots = scratch.roots.values
    var sum = Double(count)
    if let weights = data.weights {
      sum = 0
      for (place, row) in rows.enumerated() {
        sum += weights[row]
        roots[place] = weights[row].squareRoot()
      }
    } else {
      roots.update(repeating: 1, count: count)
    }
    (matrix.column(0) + top).update(from: roots, count: count)
    for column in 0...data.matrix.columnCount {
      let goal = matrix.column(column + 1) + top
      let (center, scale) = (places.centers[column], places.scales[column])
      let isFinite: Bool
      if column < data.matrix.columnCount {
        isFinite = Self.move(block + column * count, count, center, scale, roots, to: goal)
      } else {
        isFinite = target.withUnsafeBufferPointer {
          guard let start = $0.baseAddress else { return true }
          return Self.move(start + rows.lowerBound, count, center, scale, roots, to: goal)
        }
      }
      guard isFinite else { throw CheckedData.notFinite(name(column)) }
    }
    return sum
  }

  /// What a column is called in a message.
  func name(_ column: Int) -> String {
    column >= 0 && column < data.matrix.columnCount
      ? "'\(data.matrix.names[column])'" : "the target"
  }

  /// - Returns: Whether every number is finite, also where its weight is zero.
  private static func move(
    _ source: UnsafePointer<Double>,
    _ count: Int,
    _ center: Double,
    _ scale: Double,
    _ roots: UnsafePointer<Double>,
    to goal: UnsafeMutablePointer<Double>
  ) -> Bool {
    // An exponent of ones is that of infinity and of what is no number: adding one to it carries.
    let exponent = Double.infinity.bitPattern
    let one = Double.leastNormalMagnitude.bitPattern
    var flaw: UInt64 = 0
    for place in 0..<count {
      let number = (source[place] - center) * scale
      flaw |= (number.bitPattern & exponent) &+ one
      goal[place] = number * roots[place]
    }
    return flaw >> 63 == 0
  }
}
