#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Summary {
  /// A mean of each group in which every value counts `weight` times as much as the one after it;
  /// NaN where a group has none.
  ///
  /// Source: Vega's `exponential`, https://vega.github.io/vega/docs/transforms/aggregate/.
  static func exponential(
    _ values: [Double],
    in grouping: Grouping,
    weight: Double
  ) -> [Double] {
    var sums = Array(repeating: 0.0, count: grouping.count)
    var counts = sums
    for (row, group) in grouping.groups.enumerated() where values[row].isFinite {
      sums[group] = weight * sums[group] + values[row]
      counts[group] += 1
    }
    return sums.indices.map { group in
      counts[group] == 0
        ? .nan : sums[group] * (1 - weight) / (1 - pow(weight, counts[group]))
    }
  }
}
