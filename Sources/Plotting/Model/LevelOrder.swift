extension Frame {
  /// The levels of a column in the order of a summary of each one's rows.
  ///
  /// Levels without a value come last; of equal ones the first stays first.
  ///
  /// - Parameters:
  ///   - levels: The levels to sort.
  ///   - coded: The column they are of.
  ///   - operation: The summary.
  ///   - values: What is summarised; nil counts rows.
  ///   - isDescending: Whether the largest comes first.
  /// - Returns: The same levels.
  func sorted(
    _ levels: [Level],
    of coded: (codes: [Int32], levels: [Level]),
    by operation: AggregateOperation,
    of values: Series?,
    isDescending: Bool
  ) -> [Level] {
    let grouping = Grouping([coded], rowCount: rowCount)
    let numbers = Summary.values(operation, of: values?.rankable, in: grouping)
    var keys: [Level: Double] = [:]
    for (group, row) in grouping.firstRows.enumerated() {
      keys[coded.levels[Int(coded.codes[row])]] = numbers[group]
    }
    return levels.enumerated().sorted { a, b in
      let left = keys[a.element] ?? .nan
      let right = keys[b.element] ?? .nan
      if left.isNaN || right.isNaN { return right.isNaN && (!left.isNaN || a.offset < b.offset) }
      if left == right { return a.offset < b.offset }
      return isDescending ? left > right : left < right
    }.map(\.element)
  }
}
