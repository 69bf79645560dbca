/// Leaves out points of a line that cannot be seen.
///
/// Of the points in one column of pixels a line shows only the first and the last, where it comes
/// in and goes out, and the highest and the lowest. Source: U. Jugel et al., "M4: A
/// Visualization-Oriented Time Series Data Aggregation", VLDB 2014,
/// https://www.vldb.org/pvldb/vol7/p797-jugel.pdf.
enum Thinning {
  /// The points to keep of a run that never turns back along its direction; nil for one that does.
  ///
  /// `other` are the same places on the other edge of an area, of which highs and lows count too.
  /// A horizontal run goes along y.
  static func kept(_ points: [Point], _ other: [Point]? = nil, isHorizontal: Bool) -> [Int]? {
    let along = isHorizontal ? 1 : 0
    guard isOrdered(points, along) else { return nil }
    var kept: [Int] = []
    var start = 0
    while start < points.count {
      let column = points[start][along].rounded(.down)
      var end = start + 1
      while end < points.count, points[end][along].rounded(.down) == column { end += 1 }
      var column4 = [start, end - 1]
      column4 += extremes(points, start..<end, 1 - along)
      if let other { column4 += extremes(other, start..<end, 1 - along) }
      column4.sort()
      for index in column4 where kept.last != index { kept.append(index) }
      start = end
    }
    return kept
  }

  private static func extremes(_ points: [Point], _ range: Range<Int>, _ across: Int) -> [Int] {
    var low = range.lowerBound
    var high = low
    for index in range.dropFirst() {
      if points[index][across] < points[low][across] { low = index }
      if points[index][across] > points[high][across] { high = index }
    }
    return [low, high]
  }

  private static func isOrdered(_ points: [Point], _ along: Int) -> Bool {
    var rises = true
    var falls = true
    for index in points.indices.dropFirst() {
      let step = points[index][along] - points[index - 1][along]
      if step < 0 { rises = false }
      if step > 0 { falls = false }
      if !rises, !falls { return false }
    }
    return true
  }
}
