/// Aggregates over the window of each row.
///
/// Counts, sums, means and variances are kept while the window slides, extremes while it grows; all
/// others are computed anew for each row, so that a wide window over many rows costs their product.
/// (Vega's `min` and `max` of sliding windows keep values that have left; ours do not.)
enum WindowAggregates {
  /// One value for each row of the frame; no column counts rows.
  static func series(
    _ operation: AggregateOperation,
    of series: Series?,
    _ partitions: [WindowPartition],
    _ frame: Frame
  ) -> Series {
    guard let series, operation != .count else {
      return numbers(partitions, frame.rowCount) { partition in
        (0..<partition.rows.count).map { Double(partition.ends[$0] - partition.starts[$0]) }
      }
    }
    switch operation {
    case .sum, .mean, .average, .variance, .variancep, .stdev, .stdevp, .stderr:
      let values = series.doubles
      return retyped(
        numbers(partitions, frame.rowCount) { sliding(operation, values, $0) },
        as: series,
        operation
      )
    case .valid, .missing:
      let missing = series.missing.map { $0 ? 1.0 : 0 }
      let isMissing = operation == .missing
      return numbers(partitions, frame.rowCount) { partition in
        sums(missing, partition, isMissing: isMissing)
      }
    case .min, .max, .product:
      if case .levels = series { return anew(operation, series, partitions, frame) }
      guard partitions.allSatisfy(\.onlyGrows) else {
        return anew(operation, series, partitions, frame)
      }
      let values = series.doubles
      return retyped(
        numbers(partitions, frame.rowCount) { growing(operation, values, $0) },
        as: series,
        operation
      )
    default: return anew(operation, series, partitions, frame)
    }
  }

  /// Windows from the first row on, which rows only come to.
  private static func growing(
    _ operation: AggregateOperation,
    _ values: [Double],
    _ partition: WindowPartition
  ) -> [Double] {
    var high = 0
    var result = Double.nan
    return partition.rows.indices.map { place in
      while high < partition.ends[place] {
        let value = values[partition.rows[high]]
        high += 1
        if value.isNaN { continue }
        switch operation {
        case .min: result = result.isNaN ? value : min(result, value)
        case .max: result = result.isNaN ? value : max(result, value)
        default: result = result.isNaN ? value : result * value
        }
      }
      return result
    }
  }

  private static func retyped(
    _ found: Series,
    as series: Series,
    _ operation: AggregateOperation
  ) -> Series {
    series.areInstants && operation.keepsInstants ? .instants(found.doubles) : found
  }

  private static func numbers(
    _ partitions: [WindowPartition],
    _ rowCount: Int,
    _ body: (WindowPartition) -> [Double]
  ) -> Series {
    var values = Array(repeating: Double.nan, count: rowCount)
    for partition in partitions {
      let found = body(partition)
      for (place, row) in partition.rows.enumerated() { values[row] = found[place] }
    }
    return .numbers(values)
  }

  private static func sliding(
    _ operation: AggregateOperation,
    _ values: [Double],
    _ partition: WindowPartition
  ) -> [Double] {
    var running = RunningSummary()
    var low = 0
    var high = 0
    return partition.rows.indices.map { place in
      while high < partition.ends[place] {
        let value = values[partition.rows[high]]
        if !value.isNaN { running.add(value) }
        high += 1
      }
      while low < partition.starts[place] {
        let value = values[partition.rows[low]]
        if !value.isNaN { running.remove(value) }
        low += 1
      }
      return running.value(operation)
    }
  }

  /// How many values of each window are missing, or are not.
  private static func sums(
    _ missing: [Double],
    _ partition: WindowPartition,
    isMissing: Bool
  ) -> [Double] {
    var before = [0.0]
    before.reserveCapacity(partition.rows.count + 1)
    for row in partition.rows { before.append(before[before.count - 1] + missing[row]) }
    return partition.rows.indices.map { place in
      let (start, end) = (partition.starts[place], partition.ends[place])
      let count = before[end] - before[start]
      return isMissing ? count : Double(end - start) - count
    }
  }

  private static func anew(
    _ operation: AggregateOperation,
    _ series: Series,
    _ partitions: [WindowPartition],
    _ frame: Frame
  ) -> Series {
    var levels = Array(repeating: Level.null, count: frame.rowCount)
    for partition in partitions {
      var last: (start: Int, end: Int, level: Level)?
      for (place, row) in partition.rows.enumerated() {
        let (start, end) = (partition.starts[place], partition.ends[place])
        if let last, last.start == start, last.end == end {
          levels[row] = last.level
          continue
        }
        let rows = Array(partition.rows[start..<max(start, end)])
        let found = Summary.series(
          operation,
          of: series.rows(rows),
          in: Grouping([], rowCount: rows.count)
        ) { frame.record(at: rows[$0]) }
        let level = found.count > 0 ? found.level(at: 0) : .null
        last = (start, end, level)
        levels[row] = level
      }
    }
    return Series(levels: levels)
  }
}
