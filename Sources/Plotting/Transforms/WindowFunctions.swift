/// Ranks and neighbours of rows in windows.
///
/// Source: Vega's window operations, with their treatment of ties.
enum WindowFunctions {
  /// One value for each row of the frame.
  ///
  /// The parameter is how many rows `lag` and `lead` are away, the tiles of `ntile`, the place of
  /// `nth_value` from 1; the column is where values are taken from.
  static func series(
    _ function: WindowTransform.Function,
    _ parameter: Double?,
    of series: Series?,
    _ partitions: [WindowPartition],
    rowCount: Int
  ) -> Series {
    guard function.takesValue else {
      var values = Array(repeating: Double.nan, count: rowCount)
      for partition in partitions {
        let ranks = ranks(function, parameter, partition)
        for (place, row) in partition.rows.enumerated() { values[row] = ranks[place] }
      }
      return .numbers(values)
    }
    guard let series else { return .nulls(rowCount) }
    let distance = parameter.map { Int(Swift.max(-1e9, Swift.min(1e9, $0))) } ?? 0
    var sources = Array(repeating: -1, count: rowCount)
    for partition in partitions {
      for (place, row) in partition.rows.enumerated() {
        let from =
          switch function {
          case .lag: place - (distance == 0 ? 1 : distance)
          case .lead: place + (distance == 0 ? 1 : distance)
          case .first: partition.starts[place]
          case .last: partition.ends[place] - 1
          default: nth(distance, partition, place)
          }
        if partition.rows.indices.contains(from) { sources[row] = partition.rows[from] }
      }
    }
    return series.taking(sources)
  }

  private static func nth(_ number: Int, _ partition: WindowPartition, _ place: Int) -> Int {
    let from = partition.starts[place] + number - 1
    return from < partition.ends[place] ? from : -1
  }

  private static func ranks(
    _ function: WindowTransform.Function,
    _ parameter: Double?,
    _ partition: WindowPartition
  ) -> [Double] {
    let count = partition.rows.count
    var ranks: [Double] = []
    ranks.reserveCapacity(count)
    var rank = 1.0
    var dense = 1.0
    var reached = 0
    for place in 0..<count {
      if place > 0, !partition.isPeer[place] {
        rank = Double(place + 1)
        dense += 1
      }
      // The first row counts by itself even when others are like it, as in Vega.
      if reached < place {
        reached = place
        while reached + 1 < count, partition.isPeer[reached + 1] { reached += 1 }
      }
      let share = Double(1 + reached) / Double(count)
      switch function {
      case .rank: ranks.append(rank)
      case .denseRank: ranks.append(dense)
      case .percentRank: ranks.append((rank - 1) / Double(count - 1))
      case .cumulativeShare: ranks.append(share)
      case .ntile: ranks.append(((parameter ?? 1) * share).rounded(.up))
      default: ranks.append(Double(place + 1))
      }
    }
    return ranks
  }
}

extension Series {
  /// The values of some rows; null for -1.
  func taking(_ rows: [Int]) -> Series {
    switch self {
    case .numbers(let values): return .numbers(rows.map { $0 < 0 ? .nan : values[$0] })
    case .instants(let values): return .instants(rows.map { $0 < 0 ? .nan : values[$0] })
    case .levels(let codes, var levels):
      guard rows.contains(-1) else { return self.rows(rows) }
      let null = levels.firstIndex(of: .null) ?? levels.count
      if null == levels.count { levels.append(.null) }
      return .levels(codes: rows.map { $0 < 0 ? Int32(null) : codes[$0] }, levels: levels)
    }
  }
}
