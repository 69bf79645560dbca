/// Rows put together by equal values.
struct Grouping: Sendable {
  /// The group of each row, numbered in order of first appearance.
  private(set) var groups: [Int]
  /// The first row of each group.
  private(set) var firstRows: [Int] = []

  var count: Int { firstRows.count }

  /// Groups by the combination of values; with no keys all rows are one group (none without rows).
  init(by series: [Series], rowCount: Int) { self.init(series.map(\.coded), rowCount: rowCount) }

  /// Groups by the combination of codes.
  init(_ keys: [(codes: [Int32], levels: [Level])], rowCount: Int) {
    groups = Array(repeating: 0, count: rowCount)
    guard rowCount > 0 else { return }
    guard !keys.isEmpty else {
      firstRows = [0]
      return
    }
    // Each key in turn splits the groups before it, so that the numbers stay small and exact.
    var current = Array(repeating: 0, count: rowCount)
    var currentCount = 1
    for key in keys {
      let radix = max(1, key.levels.count)
      if currentCount <= 4_000_000 / radix {
        var known = Array(repeating: -1, count: currentCount * radix)
        var next = 0
        for row in 0..<rowCount {
          let slot = current[row] * radix + Int(key.codes[row])
          if known[slot] < 0 {
            known[slot] = next
            next += 1
          }
          current[row] = known[slot]
        }
        currentCount = next
      } else {
        var known: [Int: Int] = [:]
        for row in 0..<rowCount {
          let slot = current[row] * radix + Int(key.codes[row])
          let group = known[slot] ?? known.count
          known[slot] = group
          current[row] = group
        }
        currentCount = known.count
      }
    }
    groups = current
    firstRows = Array(repeating: -1, count: currentCount)
    for row in 0..<rowCount where firstRows[current[row]] < 0 { firstRows[current[row]] = row }
  }

  /// The rows of each group, in order.
  var rows: [[Int]] {
    var sizes = Array(repeating: 0, count: count)
    for group in groups { sizes[group] += 1 }
    var rows = sizes.map { size in
      var list: [Int] = []
      list.reserveCapacity(size)
      return list
    }
    for (row, group) in groups.enumerated() { rows[group].append(row) }
    return rows
  }

  /// The same groups with only some of the rows, which are numbered anew; a group may be empty.
  func keeping(_ rows: [Int]) -> Grouping {
    var out = self
    out.groups = rows.map { groups[$0] }
    return out
  }
}
