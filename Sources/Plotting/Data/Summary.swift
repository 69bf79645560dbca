/// Computes aggregates of groups of numbers.
///
/// Nulls, NaN and infinities do not count as values, but null is a distinct value, as in Vega.
/// Source of the definitions: https://vega.github.io/vega-lite/docs/aggregate.html; quartiles and
/// medians interpolate as d3's `quantileSorted` (R's type 7).
enum Summary {
  /// One value for each group; NaN where a group has no value to sum up.
  static func values(
    _ aggregate: AggregateOperation,
    of series: Series?,
    in grouping: Grouping
  ) -> [Double] {
    let count = grouping.count
    guard let series else {
      var counts = Array(repeating: 0.0, count: count)
      for group in grouping.groups { counts[group] += 1 }
      return counts
    }
    if aggregate.takesAnything { return counts(aggregate, of: series, in: grouping) }
    let numbers = series.doubles
    switch aggregate {
    case .median: return quantiles(0.5, numbers, grouping)
    case .q1: return quantiles(0.25, numbers, grouping)
    case .q3: return quantiles(0.75, numbers, grouping)
    default: break
    }
    var running = Array(repeating: Running(), count: count)
    for (row, group) in grouping.groups.enumerated() where numbers[row].isFinite {
      running[group].add(numbers[row])
    }
    return running.map { $0.value(aggregate) }
  }

  private static func counts(
    _ aggregate: AggregateOperation,
    of series: Series,
    in grouping: Grouping
  ) -> [Double] {
    let coded = series.coded
    let nullCode = coded.levels.firstIndex(of: .null).map { Int32($0) } ?? -1
    var counts = Array(repeating: 0.0, count: grouping.count)
    if aggregate == .distinct {
      let pairs = Grouping(
        [
          (grouping.groups.map { Int32($0) }, Array(repeating: .null, count: grouping.count)),
          coded,
        ],
        rowCount: grouping.groups.count
      )
      for row in pairs.firstRows { counts[grouping.groups[row]] += 1 }
      return counts
    }
    for (row, group) in grouping.groups.enumerated() {
      let isNull = coded.codes[row] == nullCode
      if aggregate == .count || (aggregate == .missing) == isNull { counts[group] += 1 }
    }
    return counts
  }

  private static func quantiles(
    _ part: Double,
    _ numbers: [Double],
    _ grouping: Grouping
  ) -> [Double] {
    var members = Array(repeating: [Double](), count: grouping.count)
    for (row, group) in grouping.groups.enumerated() where numbers[row].isFinite {
      members[group].append(numbers[row])
    }
    return members.map { quantile(part, of: $0.sorted()) }
  }

  static func quantile(_ part: Double, of sorted: [Double]) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = part * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
  }

  /// Sums that are kept while rows pass; the variance is Welford's, which does not cancel.
  private struct Running {
    var count = 0.0
    var sum = 0.0
    var product = 1.0
    var mean = 0.0
    var squares = 0.0
    var low = Double.infinity
    var high = -Double.infinity

    mutating func add(_ value: Double) {
      count += 1
      sum += value
      product *= value
      let delta = value - mean
      mean += delta / count
      squares += delta * (value - mean)
      low = min(low, value)
      high = max(high, value)
    }

    func value(_ aggregate: AggregateOperation) -> Double {
      guard count > 0 else { return aggregate == .sum ? 0 : .nan }
      let variance = count > 1 ? squares / (count - 1) : .nan
      return switch aggregate {
      case .sum: sum
      case .product: product
      case .mean, .average: mean
      case .min: low
      case .max: high
      case .variance: variance
      case .variancep: squares / count
      case .stdev: variance.squareRoot()
      case .stdevp: (squares / count).squareRoot()
      case .stderr: (variance / count).squareRoot()
      default: .nan
      }
    }
  }
}
