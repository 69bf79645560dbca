import Tables

/// Rows out of values that a specification carries.
enum InlineRows {
  /// The value that a path of names leads to; null when it leads nowhere.
  static func property(_ path: String?, of value: Value) -> Value {
    guard let path else { return value }
    var level: Level? = Level(value)
    for name in FieldPath(path).names { level = level?.member(name) }
    return level?.value ?? .null
  }

  /// A list of records becomes rows, scalars the column `data`; a single value is one row.
  static func frame(of value: Value) -> Frame {
    switch value {
    case .list(let values): return rows(values)
    case .null: return Frame(rowCount: 0)
    default: return rows([value])
    }
  }

  private static func rows(_ values: [Value]) -> Frame {
    var columns = ColumnBuilders()
    for value in values {
      columns.beginRow()
      if case .record(let record) = value {
        for (name, member) in zip(record.names, record.values) {
          columns.append(name, member)
        }
      } else if !value.isNull {
        columns.append("data", value)
      }
    }
    return columns.finish()
  }
}

/// Columns that grow row by row, where a row may lack some.
struct ColumnBuilders {
  private(set) var names: [String] = []
  private var builders: [SeriesBuilder] = []
  private var places: [String: Int] = [:]
  private(set) var rowCount = 0
  /// The place of the next column of the row, if it has the columns of the row before.
  private var next = 0

  mutating func beginRow() {
    rowCount += 1
    next = 0
  }

  /// The place of a column; it is made when it is new.
  mutating func place(of name: String) -> Int {
    if next < names.count, names[next] == name {
      next += 1
      return next - 1
    }
    if let place = places[name] {
      next = place + 1
      return place
    }
    let place = names.count
    places[name] = place
    names.append(name)
    builders.append(SeriesBuilder())
    next = place + 1
    return place
  }

  /// Whether a column can take the value of the present row; it has nulls for rows passed by, and
  /// of a name given twice the first value counts.
  mutating func isReady(_ place: Int) -> Bool {
    let missing = rowCount - 1 - builders[place].count
    if missing > 0 { builders[place].appendNulls(missing) }
    return missing >= 0
  }

  mutating func append(_ name: String, _ value: Value) {
    let place = place(of: name)
    if isReady(place) { builders[place].append(value) }
  }

  mutating func append(number: Double, at place: Int) {
    if isReady(place) { builders[place].append(number: number) }
  }

  mutating func append(text: UnsafeBufferPointer<UInt8>, at place: Int) {
    if isReady(place) { builders[place].append(text: text) }
  }

  mutating func append(_ level: Level, at place: Int) {
    if isReady(place) { builders[place].append(level) }
  }

  consuming func finish() -> Frame {
    var frame = Frame(rowCount: rowCount)
    for (place, name) in names.enumerated() {
      var builder = builders[place]
      builder.appendNulls(rowCount - builder.count)
      frame[name] = builder.finish()
    }
    return frame
  }
}
