/// A rectangle of numbers, column after column, as LAPACK wants it.
///
/// Columns start at addresses divisible by 64 whatever the allocator gives, so that vectorised routines
/// take the same path and round the same way in every run; their distance is an odd multiple of 64
/// bytes, so that the columns of a block do not compete for the same lines of the cache.
final class Matrix: @unchecked Sendable {
  // Handed from one thread to the next as the partial result of some rows; never used by two at once.
  let rows: Int
  let columns: Int
  /// From one column to the next.
  let stride: Int
  let values: UnsafeMutablePointer<Double>

  /// All zeros.
  init(_ rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
    stride = ((rows + 7) / 8 | 1) * 8
    let count = stride * max(1, columns)
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Double>.stride,
      alignment: 64
    )
    values = memory.bindMemory(to: Double.self, capacity: count)
    values.initialize(repeating: 0, count: count)
  }

  deinit { UnsafeMutableRawPointer(values).deallocate() }

  subscript(row: Int, column: Int) -> Double {
    get { values[column * stride + row] }
    set { values[column * stride + row] = newValue }
  }

  func column(_ index: Int) -> UnsafeMutablePointer<Double> { values + index * stride }

  func clear() { values.update(repeating: 0, count: stride * max(1, columns)) }

  /// Adds another of the same size.
  func add(_ other: Matrix) {
    precondition(other.rows == rows && other.columns == columns, "matrices of one size")
    for index in 0..<(stride * columns) { values[index] += other.values[index] }
  }

  /// The Euclidean length of a part of a column, without overflow or underflow on the way.
  func length(_ rows: Range<Int>, of column: Int) -> Double {
    let numbers = self.column(column)
    var largest = 0.0
    for row in rows { largest = max(largest, abs(numbers[row])) }
    guard largest > 0, largest.isFinite else { return largest }
    var sum = 0.0
    for row in rows {
      let part = numbers[row] / largest
      sum += part * part
    }
    return largest * sum.squareRoot()
  }
}
