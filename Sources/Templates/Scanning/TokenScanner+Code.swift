extension TokenScanner {
  /// Steps over a code span; a run of backticks without its like is text.
  mutating func codeSpan(_ at: Int, _ end: Int) -> Int {
    let width = run(of: 0x60, at, end)
    if backtickEnd != end { collectBackticks(from: at, to: end) }
    guard let starts = backticks[width] else { return at + width }
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < at + width { low = middle + 1 } else { high = middle }
    }
    return low < starts.count ? starts[low] + width : at + width
  }

  /// Where the runs of backticks in a block begin, by their width, so that each search is short.
  private mutating func collectBackticks(from start: Int, to end: Int) {
    backticks = [:]
    backtickEnd = end
    var at = start
    while at < end {
      guard work[at] == 0x60 else {
        at += 1
        continue
      }
      let width = run(of: 0x60, at, end)
      backticks[width, default: []].append(at)
      at += width
    }
  }
}
