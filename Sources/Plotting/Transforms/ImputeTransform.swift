import Diagnostics
import Options
import Tables

/// Adds rows that are missing, with a made-up value.
///
/// Every group gets a row for every key that occurs anywhere (or is asked for), after the rows
/// there are. With a method other than `value`, nulls that were there are replaced too, and the
/// method sums up the rows of the group around each, as Vega-Lite's window does.
struct ImputeTransform: Transform {
  var field: Spanned<String>
  var key: Spanned<String>
  var groupby: [Spanned<String>]
  var options: ImputeOptions
  /// Fields whose every value has keys of its own: the cells of a facet of layers.
  var cells: [Spanned<String>] = []

  init(
    field: Spanned<String>,
    key: Spanned<String>,
    groupby: [Spanned<String>],
    options: ImputeOptions
  ) {
    self.field = field
    self.key = key
    self.groupby = groupby
    self.options = options
  }

  init?(_ reader: inout OptionReader) {
    let field = reader.field("impute")
    let key = reader.field("key")
    let groupby = reader.fields("groupby")
    let options = ImputeOptions(&reader)
    guard let field, let key else { return nil }
    self.init(field: field, key: key, groupby: groupby, options: options)
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let keys = try frame.series(key, in: context.name)
    let values = try frame.series(field, in: context.name)
    let grouping = try frame.grouping(by: groupby, context)
    let cells = cells.isEmpty ? nil : try frame.grouping(by: cells, context)
    let missing = missing(keys, grouping, cells)
    let firstRows = missing.map { grouping.firstRows[$0.group] }
    let isValue = options.method == .value
    let made = isValue ? Level(options.value) : .null
    var out = Frame(rowCount: frame.rowCount + missing.count)
    let groupNames = Set(groupby.names)
    for name in frame.names {
      guard let series = frame[name] else { continue }
      if groupNames.contains(name) {
        out[name] = series.appending(firstRows.map { series.level(at: $0) })
      } else if name == key.value {
        out[name] = series.appending(missing.map(\.key))
      } else if name == field.value {
        out[name] = series.appending(missing.map { _ in made })
      } else {
        out[name] = series.appending(missing.map { _ in .null })
      }
    }
    if isValue { return out }
    let column = values.appending(missing.map { _ in .null }).doubles
    let groups = grouping.groups + missing.map(\.group)
    out[FieldPath.unescaped(field.value)] = .numbers(filled(column, groups, grouping.count))
    return out
  }

  /// The keys that each group lacks: those asked for first, then in order of first appearance.
  private func missing(
    _ keys: Series,
    _ grouping: Grouping,
    _ cells: Grouping?
  ) -> [(group: Int, key: Level)] {
    let areInstants = keys.areInstants
    var wanted = options.keyvals.map { areInstants && $0.number != nil ? instant($0) : Level($0) }
    if let (start, stop, step) = options.sequence, step != 0 {
      let count = min(1_000_000, max(0, ((stop - start) / step).rounded(.up)))
      wanted += (0..<Int(count)).map { index in
        let value = start + Double(index) * step
        return areInstants ? .instant(value) : .number(value)
      }
    }
    var known: [Level: Int] = [:]
    var domain: [Level] = []
    for level in wanted + keys.distinct where known[level] == nil {
      known[level] = domain.count
      domain.append(level)
    }
    let (codes, levels) = keys.coded
    let places = levels.map { known[$0] ?? 0 }
    var isThere = Array(repeating: false, count: grouping.count * max(1, domain.count))
    for (row, group) in grouping.groups.enumerated() {
      isThere[group * domain.count + places[Int(codes[row])]] = true
    }
    // Which keys each cell has.
    var occurs: [Bool] = []
    if let cells {
      occurs = Array(repeating: false, count: cells.count * max(1, domain.count))
      for (row, cell) in cells.groups.enumerated() {
        occurs[cell * domain.count + places[Int(codes[row])]] = true
      }
    }
    var missing: [(group: Int, key: Level)] = []
    for group in 0..<grouping.count {
      let cell = cells.map { $0.groups[grouping.firstRows[group]] * domain.count }
      for (place, level) in domain.enumerated() where !isThere[group * domain.count + place] {
        if let cell, place >= wanted.count, !occurs[cell + place] { continue }
        missing.append((group, level))
      }
    }
    return missing
  }

  private func instant(_ value: Value) -> Level { Level(instant: value.number ?? .nan) }

  /// Nulls replaced by the method's value of the rows of the group around them.
  private func filled(_ values: [Double], _ groups: [Int], _ count: Int) -> [Double] {
    var members = Array(repeating: [Int](), count: count)
    for (row, group) in groups.enumerated() { members[group].append(row) }
    var out = values
    for rows in members {
      for (place, row) in rows.enumerated() where values[row].isNaN {
        let low = options.frame.0.map { max(0, place - abs($0)) } ?? 0
        let high = options.frame.1.map { min(rows.count, place + abs($0) + 1) } ?? rows.count
        let around = rows[low..<max(low, high)].map { values[$0] }.filter { !$0.isNaN }
        out[row] = made(of: around)
      }
    }
    return out
  }

  private func made(of values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    return switch options.method {
    case .value: options.value.number ?? .nan
    case .mean: values.reduce(0, +) / Double(values.count)
    case .median: Summary.quantile(0.5, of: values.sorted())
    case .max: values.max() ?? .nan
    case .min: values.min() ?? .nan
    }
  }

  var fields: [Spanned<String>] { [field, key] + groupby }
  var produced: [String] { [FieldPath.unescaped(field.value)] }

  func grouped(by facets: [Spanned<String>]) -> any Transform {
    ImputeTransform(field: field, key: key, groupby: groupby.adding(facets), options: options)
  }
}

extension Series {
  /// The series with more values at its end.
  func appending(_ more: [Level]) -> Series {
    if more.isEmpty { return self }
    switch self {
    case .numbers(let values) where more.allSatisfy(\.isNumberOrNull):
      return .numbers(values + more.map(\.number))
    case .instants(let values) where more.allSatisfy(\.isInstantOrNull):
      return .instants(values + more.map(\.number))
    default:
      return Series(levels: (0..<count).lazy.map { level(at: $0) } + more)
    }
  }
}

extension Level {
  fileprivate var isNumberOrNull: Bool {
    switch self {
    case .number, .null: true
    default: false
    }
  }

  fileprivate var isInstantOrNull: Bool {
    switch self {
    case .instant, .null: true
    default: false
    }
  }
}
