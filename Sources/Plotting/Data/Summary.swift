import Tables

/// Computes aggregates of groups.
///
/// Null and NaN do not count as values, but null is a distinct value, as in Vega. A group without
/// values has no sum, mean or extreme; variance needs two. Source of the definitions:
/// https://vega.github.io/vega-lite/docs/aggregate.html; quartiles and medians interpolate as d3's
/// `quantileSorted` (R's type 7).
enum Summary {
  /// One value for each group, in the form that fits: instants stay instants for means, medians and
  /// extremes, `min` and `max` of text are text, `argmin`, `argmax` and `values` whole rows.
  ///
  /// No column counts rows; `record` gives a row of the frame.
  static func series(
    _ operation: AggregateOperation,
    of series: Series?,
    in grouping: Grouping,
    record: (Int) -> Record
  ) -> Series {
    guard let series else { return .numbers(counts(in: grouping)) }
    switch operation {
    case .values:
      return Series(
        levels: grouping.rows.map { rows in
          .nested(.list(rows.map { .record(record($0)) }))
        }
      )
    case .argmin, .argmax:
      let rows = extremes(series, in: grouping, isMaximum: operation == .argmax)
      return Series(levels: rows.map { $0 < 0 ? .null : .nested(.record(record($0))) })
    case .min, .max:
      let rows = extremes(series, in: grouping, isMaximum: operation == .max)
      if case .levels = series { return Series(levels: rows.map { at($0, of: series) }) }
      let values = series.doubles
      let found = rows.map { $0 < 0 ? .nan : values[$0] }
      return series.areInstants ? .instants(found) : .numbers(found)
    default:
      let values = values(operation, of: series, in: grouping)
      return series.areInstants && operation.keepsInstants ? .instants(values) : .numbers(values)
    }
  }

  private static func at(_ row: Int, of series: Series) -> Level {
    guard row >= 0 else { return .null }
    let level = series.level(at: row)
    if case .text = level, !level.number.isNaN { return .number(level.number) }
    return level
  }

  /// One number for each group; NaN where a group has no value to sum up.
  static func values(
    _ operation: AggregateOperation,
    of series: Series?,
    in grouping: Grouping
  ) -> [Double] {
    guard let series else { return counts(in: grouping) }
    switch operation {
    case .count: return counts(in: grouping)
    case .valid: return valid(series.missing, in: grouping, isValid: true)
    case .missing: return valid(series.missing, in: grouping, isValid: false)
    case .distinct: return distinct(series, in: grouping)
    case .values, .argmin, .argmax: return Array(repeating: .nan, count: grouping.count)
    case .sum: return sums(series.doubles, in: grouping)
    case .min, .max:
      let values = series.doubles
      let rows = extremes(series, in: grouping, isMaximum: operation == .max)
      return rows.map { $0 < 0 ? .nan : values[$0] }
    case .median: return sorted(series.doubles, in: grouping) { quantile(0.5, of: $0) }
    case .q1: return sorted(series.doubles, in: grouping) { quantile(0.25, of: $0) }
    case .q3: return sorted(series.doubles, in: grouping) { quantile(0.75, of: $0) }
    case .ci0: return members(series.doubles, in: grouping) { Bootstrap.interval($0).0 }
    case .ci1: return members(series.doubles, in: grouping) { Bootstrap.interval($0).1 }
    default:
      let values = series.doubles
      var running = Array(repeating: RunningSummary(), count: grouping.count)
      for (row, group) in grouping.groups.enumerated() where !values[row].isNaN {
        running[group].add(values[row])
      }
      return running.map { $0.value(operation) }
    }
  }

  private static func counts(in grouping: Grouping) -> [Double] {
    var counts = Array(repeating: 0.0, count: grouping.count)
    for group in grouping.groups { counts[group] += 1 }
    return counts
  }

  private static func valid(
    _ missing: [Bool],
    in grouping: Grouping,
    isValid: Bool
  ) -> [Double] {
    var counts = Array(repeating: 0.0, count: grouping.count)
    for (row, group) in grouping.groups.enumerated() where missing[row] != isValid {
      counts[group] += 1
    }
    return counts
  }

  private static func distinct(_ series: Series, in grouping: Grouping) -> [Double] {
    var counts = Array(repeating: 0.0, count: grouping.count)
    let groups = grouping.groups.map { Int32($0) }
    let pairs = Grouping(
      [(groups, Array(repeating: .null, count: grouping.count)), series.coded],
      rowCount: groups.count
    )
    for row in pairs.firstRows { counts[grouping.groups[row]] += 1 }
    return counts
  }

  private static func sums(_ values: [Double], in grouping: Grouping) -> [Double] {
    var sums = Array(repeating: 0.0, count: grouping.count)
    var hasValue = Array(repeating: false, count: grouping.count)
    for (row, group) in grouping.groups.enumerated() where !values[row].isNaN {
      sums[group] += values[row]
      hasValue[group] = true
    }
    for group in sums.indices where !hasValue[group] { sums[group] = .nan }
    return sums
  }

  /// The first row with the least or greatest value of each group; -1 where there is none.
  static func extremes(_ series: Series, in grouping: Grouping, isMaximum: Bool) -> [Int] {
    var ranks: [Double]
    if case .levels(_, let levels) = series, levels.contains(where: \.isWord) {
      ranks = series.sortRanks
    } else {
      ranks = series.doubles
    }
    var rows = Array(repeating: -1, count: grouping.count)
    for (row, group) in grouping.groups.enumerated() {
      let rank = ranks[row]
      if rank.isNaN || rank == -.infinity && series.level(at: row).isNull { continue }
      let best = rows[group]
      if best < 0 || (isMaximum ? rank > ranks[best] : rank < ranks[best]) { rows[group] = row }
    }
    return rows
  }

  /// The values of each group that are numbers, handed to `body` in the order of the rows.
  static func members(
    _ values: [Double],
    in grouping: Grouping,
    _ body: ([Double]) -> Double
  ) -> [Double] {
    var members = Array(repeating: [Double](), count: grouping.count)
    for (row, group) in grouping.groups.enumerated() where !values[row].isNaN {
      members[group].append(values[row])
    }
    return members.map(body)
  }

  private static func sorted(
    _ values: [Double],
    in grouping: Grouping,
    _ body: ([Double]) -> Double
  ) -> [Double] {
    members(values, in: grouping) { body($0.sorted()) }
  }

  /// The value below which a part of sorted values lies, by linear interpolation; NaN of none.
  static func quantile(_ part: Double, of sorted: [Double]) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = part * Double(sorted.count - 1)
    guard place > 0 else { return sorted[0] }
    guard place < Double(sorted.count - 1) else { return last }
    let index = Int(place)
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
  }
}

extension Level {
  /// Text that is no number.
  fileprivate var isWord: Bool {
    switch self {
    case .text(let text): !text.isEmpty && number.isNaN
    case .nested: true
    default: false
    }
  }
}

extension Series {
  /// Whether each row is null, or empty text.
  var missing: [Bool] {
    switch self {
    case .numbers(let values), .instants(let values): return values.map(\.isNaN)
    case .levels(let codes, let levels):
      let missing = levels.map { $0.isNull || $0 == .text("") }
      return codes.map { missing[Int($0)] }
    }
  }
}
