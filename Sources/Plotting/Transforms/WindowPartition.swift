/// The rows of one group in order, and the window of each.
struct WindowPartition: Sendable {
  /// Rows of the frame, in the order of the computation.
  let rows: [Int]
  /// The window of each place: places from `starts` up to `ends`, not included.
  let starts: [Int]
  let ends: [Int]
  /// Whether the row at a place sorts like the one before it; without an order none does.
  let isPeer: [Bool]

  /// Whether every window begins at the first row.
  var onlyGrows: Bool { starts.allSatisfy { $0 == 0 } }

  init(
    _ rows: [Int],
    _ ordering: Ordering,
    _ frame: (Int?, Int?),
    ignoresPeers: Bool
  ) {
    self.rows = rows
    let count = rows.count
    var isPeer = Array(repeating: false, count: count)
    if !ordering.isEmpty {
      for place in 1..<max(1, count) {
        isPeer[place] = ordering.areEqual(rows[place - 1], rows[place])
      }
    }
    var starts = (0..<count).map { place in
      frame.0.map { place - Swift.min(place, abs($0)) } ?? 0
    }
    var ends = (0..<count).map { place in
      frame.1.map { Swift.min(count, place + Swift.min(count, abs($0)) + 1) } ?? count
    }
    if !ordering.isEmpty, !ignoresPeers {
      var firstPeer = Array(0..<count)
      for place in 1..<max(1, count) where isPeer[place] { firstPeer[place] = firstPeer[place - 1] }
      var endOfPeers = (0..<count).map { $0 + 1 }
      for place in (0..<max(0, count - 1)).reversed() where isPeer[place + 1] {
        endOfPeers[place] = endOfPeers[place + 1]
      }
      starts = starts.map { firstPeer[$0] }
      ends = ends.map { $0 > 0 ? endOfPeers[$0 - 1] : 0 }
    }
    self.starts = starts
    self.ends = ends
    self.isPeer = isPeer
  }
}
