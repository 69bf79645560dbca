/// The order of rows by the values of some columns.
///
/// As Vega's `compare`: null before all else (last when descending), numbers and instants by size,
/// text by code points; equal rows keep their order.
struct Ordering: Sendable {
  /// For each key, numbers that order as the values do, turned round where descending.
  private let keys: [[Double]]

  init(_ keys: [(series: Series, isDescending: Bool)]) {
    self.keys = keys.map { series, isDescending in
      let ranks = series.sortRanks
      return isDescending ? ranks.map { -$0 } : ranks
    }
  }

  var isEmpty: Bool { keys.isEmpty }

  /// Rows in order.
  func sorted(_ rows: [Int]) -> [Int] {
    guard let first = keys.first else { return rows }
    if keys.count == 1 {
      return rows.sorted { a, b in
        let (x, y) = (first[a], first[b])
        return x == y ? a < b : x < y
      }
    }
    return rows.sorted { a, b in
      for key in keys where key[a] != key[b] { return key[a] < key[b] }
      return a < b
    }
  }

  /// Whether two rows have the same values.
  func areEqual(_ a: Int, _ b: Int) -> Bool { keys.allSatisfy { $0[a] == $0[b] } }

  func precedes(_ a: Int, _ b: Int) -> Bool {
    for key in keys where key[a] != key[b] { return key[a] < key[b] }
    return false
  }
}

extension Series {
  /// Numbers that order as the values do; null is -∞.
  var sortRanks: [Double] {
    switch self {
    case .numbers(let values), .instants(let values):
      return values.map { $0.isNaN ? -.infinity : $0 }
    case .levels(let codes, let levels):
      let order = levels.indices.sorted { Level.precedes(levels[$0], levels[$1]) }
      var ranks = Array(repeating: 0.0, count: levels.count)
      for (rank, level) in order.enumerated() { ranks[level] = Double(rank) }
      for (index, level) in levels.enumerated() where level.isNull { ranks[index] = -.infinity }
      return codes.map { ranks[Int($0)] }
    }
  }
}
