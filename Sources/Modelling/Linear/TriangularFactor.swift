/// The small triangle R that holds all a least-squares fit needs to know of the rows.
///
/// `[1 X y]`, each row times the root of its weight, is Q R. Only R is made: blocks of rows are put below
/// the R of all rows before them and made triangular again, for chunks of rows in parallel, whose
/// triangles are then put together in the same way (J. Demmel, L. Grigori, M. Hoemmen and J. Langou,
/// "Communication-optimal parallel and sequential QR and LU factorizations", 2012). Nothing is squared, so
/// as many digits are kept as the data allows.
struct TriangularFactor: Sendable {
  /// Columns are the intercept, the terms and the target, with zeros below the diagonal.
  let triangle: Matrix
  let places: ColumnPlaces
  /// In `CheckedData.weightUnit`.
  let weightSum: Double

  /// - Parameters:
  ///   - data: The terms and the weights.
  ///   - target: A number for each row.
  ///   - workers: How many threads.
  /// - Throws: `not-finite`, naming the column; `no-linear-algebra`.
  init(_ data: CheckedData, target: [Double], workers: Int) throws(ModelError) {
    let lapack = try LAPACK.loaded()
    let columns = data.matrix.columnCount + 2
    // Rows enough for R above them to be a small part, few enough to stay in the cache.
    let chunks = RowChunks(rowCount: target.count, blockRows: max(512, 2 * columns))
    let first = 0..<chunks.blockRows
    let reader = WeightedRows(data, target: target)
    let sample = Matrix(first.count, columns - 1)
    reader.readPlain(first, into: sample, WeightedRows.Scratch(rows: first.count, data.matrix))
    let places = ColumnPlaces(firstRows: sample, rows: first.count)
    let part = try chunks.fold(workers: workers) {
      let stack = Matrix(columns + chunks.blockRows, columns)
      let workspace = LAPACK.QRWorkspace(columns: columns)
      let scratch = WeightedRows.Scratch(rows: chunks.blockRows, data.matrix)
      return { blocks throws(ModelError) in
        stack.clear()
        var weightSum = 0.0
        for rows in blocks {
          weightSum += try reader.read(rows, places, into: stack, below: columns, scratch)
          lapack.triangularize(stack, rows: columns + rows.count, workspace)
          stack.clearBelowDiagonal(rows: columns)
        }
        return Part(triangle: stack.topSquare(), weightSum: weightSum)
      }
    } merge: { sum, next in
      let stack = Matrix(2 * columns, columns)
      stack.copy(sum.triangle, below: 0)
      stack.copy(next.triangle, below: columns)
      lapack.triangularize(stack, rows: 2 * columns, LAPACK.QRWorkspace(columns: columns))
      stack.clearBelowDiagonal(rows: columns)
      sum = Part(triangle: stack.topSquare(), weightSum: sum.weightSum + next.weightSum)
    }
    guard let part else { throw ModelError("no-rows", "there are no rows to fit to") }
    triangle = part.triangle
    self.places = places
    weightSum = part.weightSum
    for column in 0..<columns {
      // Each number was finite, so their squares were not.
      guard triangle.length(0..<(column + 1), of: column).isFinite else {
        throw CheckedData.notFinite(reader.name(column - 1))
      }
    }
  }

  private struct Part: Sendable {
    let triangle: Matrix
    let weightSum: Double
  }
}

extension Matrix {
  /// Clears what `LAPACK.triangularize` left below the diagonal of the first rows.
  fileprivate func clearBelowDiagonal(rows: Int) {
    for column in 0..<columns where column + 1 < rows {
      (self.column(column) + column + 1).update(repeating: 0, count: rows - column - 1)
    }
  }

  fileprivate func topSquare() -> Matrix {
    let square = Matrix(columns, columns)
    for column in 0..<columns {
      square.column(column).update(from: self.column(column), count: columns)
    }
    return square
  }

  fileprivate func copy(_ other: Matrix, below row: Int) {
    for column in 0..<columns {
      (self.column(column) + row).update(from: other.column(column), count: other.rows)
    }
  }
}
