extension RegressionPredictions {
  /// The errors, actual − predicted, of all rows.
  public var errors: [Double] {
    [Double](unsafeUninitializedCapacity: actual.count) { result, written in
      for row in 0..<actual.count { result[row] = actual[row] - predicted[row] }
      written = actual.count
    }
  }

  /// The rows with the largest absolute errors, the largest first and of equals the earlier row.
  ///
  /// Rows of weight 0 are passed over; other weights play no part. One walk over the rows, holding
  /// no more of them than are wanted.
  ///
  /// - Returns: Places of rows, counted from 0; fewer than `count` if there are fewer rows.
  public func worst(_ count: Int) -> [Int] {
    largest(count) { abs(actual[$0] - predicted[$0]) }
  }

  /// The rows that are furthest below their prediction, the furthest first.
  public func mostOverestimated(_ count: Int) -> [Int] {
    largest(count) { predicted[$0] - actual[$0] }.filter { predicted[$0] > actual[$0] }
  }

  /// The rows that are furthest above their prediction, the furthest first.
  public func mostUnderestimated(_ count: Int) -> [Int] {
    largest(count) { actual[$0] - predicted[$0] }.filter { actual[$0] > predicted[$0] }
  }

  private func largest(_ count: Int, by size: (Int) -> Double) -> [Int] {
    var kept = SmallestFirst(capacity: max(0, count))
    for row in 0..<actual.count where weights?[row] != 0 { kept.offer(row, size: size(row)) }
    return kept.rows.sorted { ($1.size, $0.row) < ($0.size, $1.row) }.map(\.row)
  }
}

/// The rows of the largest sizes so far, as a heap with the one on top that goes first.
private struct SmallestFirst {
  let capacity: Int
  private(set) var rows: [(size: Double, row: Int)] = []

  init(capacity: Int) { self.capacity = capacity }

  mutating func offer(_ row: Int, size: Double) {
    if rows.count < capacity {
      rows.append((size, row))
      var place = rows.count - 1
      while place > 0, goesBefore(place, (place - 1) / 2) {
        rows.swapAt(place, (place - 1) / 2)
        place = (place - 1) / 2
      }
    } else if let top = rows.first, size > top.size {
      // An equal size does not replace an earlier row.
      rows[0] = (size, row)
      var place = 0
      while true {
        var first = place
        for child in [2 * place + 1, 2 * place + 2]
        where child < rows.count && goesBefore(child, first) { first = child }
        if first == place { break }
        rows.swapAt(place, first)
        place = first
      }
    }
  }

  /// Of equal sizes the later row goes first.
  private func goesBefore(_ one: Int, _ other: Int) -> Bool {
    (rows[one].size, -rows[one].row) < (rows[other].size, -rows[other].row)
  }
}
