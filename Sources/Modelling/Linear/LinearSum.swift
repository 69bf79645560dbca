/// Weighted sums of the terms, for each row of a matrix.
struct LinearSum: Sendable {
  let terms: [String]
  /// For each sum: its constant and a factor for each term; nil is 0.
  let rows: [Row]

  struct Row: Sendable {
    let intercept: Double
    let coefficients: [Double?]
  }

  /// The sums of every row.
  ///
  /// - Parameters:
  ///   - x: The same terms in the same order.
  ///   - workers: How many threads.
  ///   - finish: Changes the sums of a block of rows, whose number it is given: one column for each sum.
  /// - Returns: An array for each sum.
  /// - Throws: `other-terms`.
  func values(
    _ x: DesignMatrix,
    workers: Int,
    _ finish: @escaping @Sendable (Matrix, Int) -> Void
  ) throws(ModelError) -> [[Double]] {
    guard x.names == terms else {
      throw ModelError(
        "other-terms",
        "the model has the terms \(terms.joined(separator: ", ")), the data has "
          + x.names.joined(separator: ", ")
      )
    }
    let chunks = RowChunks(rowCount: x.rowCount, blockRows: 1024)
    let result = try chunks.fold(workers: workers) {
      let scratch = Matrix(chunks.blockRows * x.columnCount, 1)
      let sums = Matrix(chunks.blockRows, rows.count)
      return { blocks throws(ModelError) in
        var parts = [[Double]](repeating: [], count: rows.count)
        for block in blocks {
          let count = block.count
          let room = UnsafeMutableBufferPointer(
            start: scratch.values,
            count: count * x.columnCount
          )
          x.read(block, into: room)
          for (index, row) in rows.enumerated() {
            let sum = sums.column(index)
            sum.update(repeating: row.intercept, count: count)
            for (column, coefficient) in row.coefficients.enumerated() {
              guard let coefficient, coefficient != 0 else { continue }
              let numbers = scratch.values + column * count
              for place in 0..<count { sum[place] += coefficient * numbers[place] }
            }
          }
          finish(sums, count)
          for index in rows.indices {
            parts[index] += UnsafeBufferPointer(start: sums.column(index), count: count)
          }
        }
        return parts
      }
    } merge: { sum, next in
      for index in sum.indices { sum[index] += next[index] }
    }
    return result ?? [[Double]](repeating: [], count: rows.count)
  }
}
