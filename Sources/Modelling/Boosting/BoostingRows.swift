import Tables

/// The rows of a table, or some of them, as numbers that can be written out a block at a time.
///
/// What is missing is NaN, truth values are 0 and 1.
struct BoostingRows {
  let count: Int
  let columnCount: Int
  /// By feature, then by batch of the table.
  private let columns: [[Column]]
  /// How many rows come before each batch, and the total at the end.
  private let starts: [Int]
  /// The rows that are chosen, in order; nil for all.
  private let rows: [Int]?

  /// Where rows stand: runs within one batch.
  typealias Places = [(batch: Int, rows: [Int])]

  /// - Throws: `ModelError` for a column that is not of numbers.
  init(_ table: Table, rows: [Int]?) throws(ModelError) {
    for field in table.schema.fields where !field.type.isBoostingNumber {
      throw ModelError(
        "feature-type",
        "feature '\(field.name)' is of type \(field.type.name), not of numbers",
        hint: "encode it as numbers first"
      )
    }
    columns = table.schema.fields.indices.map { table.chunks(ofColumn: $0) }
    columnCount = columns.count
    var starts = [0]
    for batch in table.batches { starts.append(starts[starts.count - 1] + batch.rowCount) }
    self.starts = starts
    self.rows = rows
    count = rows?.count ?? table.rowCount
  }

  /// How many rows make a block of about eight megabytes.
  ///
  /// LightGBM's threads wait for each other at the end of each block: with smaller ones more often.
  var blockSize: Int { min(max(1_024, 1_048_576 / max(columnCount, 1)), max(count, 1)) }

  /// Writes rows one after the other, each with all its columns.
  func write(_ range: Range<Int>, to block: UnsafeMutableBufferPointer<Double>) {
    // Few rows at a time, so that what a column is spread over stays in the cache for the next.
    let size = max(64, 16_384 / max(columnCount, 1))
    for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
      let places = places(of: start..<min(start + size, range.upperBound))
      let first = (start - range.lowerBound) * columnCount
      for column in 0..<columnCount {
        write(
          column: column,
          at: places,
          to: UnsafeMutableBufferPointer(rebasing: block[(first + column)...]),
          stride: columnCount
        )
      }
    }
  }

  /// Where rows stand, given by their positions among those chosen.
  func places(of positions: some Sequence<some BinaryInteger>) -> Places {
    var places: Places = []
    var batch = 0
    for position in positions {
      let row = rows?[Int(position)] ?? Int(position)
      if places.isEmpty || row < starts[batch] || row >= starts[batch + 1] {
        batch = self.batch(ofRow: row)
        places.append((batch, []))
      }
      places[places.count - 1].rows.append(row - starts[batch])
    }
    return places
  }

  private func batch(ofRow row: Int) -> Int {
    var low = 0
    var high = starts.count - 1
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle } else { high = middle }
    }
    return low
  }

  /// Writes some rows of a column, each `stride` numbers after the last.
  func write(
    column: Int,
    at places: Places,
    to target: UnsafeMutableBufferPointer<Double>,
    stride: Int
  ) {
    var next = 0
    for (batch, rows) in places {
      let chunk = columns[column][batch]
      let part = UnsafeMutableBufferPointer(rebasing: target[next...])
      Self.write(chunk, rows, to: part, stride: stride)
      next += rows.count * stride
    }
  }

  private static func write(
    _ column: Column,
    _ rows: [Int],
    to target: UnsafeMutableBufferPointer<Double>,
    stride: Int
  ) {
    let isWritten =
      switch column.type {
      case .float64: copy(column, rows, to: target, stride, as: Double.self) { $0 }
      case .float32: copy(column, rows, to: target, stride, as: Float.self) { Double($0) }
      case .int64: copy(column, rows, to: target, stride, as: Int64.self) { Double($0) }
      case .int32: copy(column, rows, to: target, stride, as: Int32.self) { Double($0) }
      default: false
      }
    guard isWritten else {
      for (place, row) in rows.enumerated() {
        target[place * stride] = column.double(at: row) ?? .nan
      }
      return
    }
    guard column.nullCount > 0 else { return }
    for (place, row) in rows.enumerated() where column.isNull(at: row) {
      target[place * stride] = .nan
    }
  }

  @inline(__always)
  private static func copy<Element: FixedWidthElement>(
    _ column: Column,
    _ rows: [Int],
    to target: UnsafeMutableBufferPointer<Double>,
    _ stride: Int,
    as type: Element.Type,
    _ number: (Element) -> Double
  ) -> Bool {
    column.withElements(as: type) { elements in
      for (place, row) in rows.enumerated() { target[place * stride] = number(elements[row]) }
      return true
    } ?? false
  }
}

extension DataType {
  /// Whether LightGBM can be given it as it is.
  var isBoostingNumber: Bool {
    switch self {
    case .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64,
      .float32, .float64, .decimal128:
      true
    default: false
    }
  }

  /// Whether its numbers can be codes of categories.
  var isBoostingCode: Bool {
    switch self {
    case .bool, .int8, .int16, .int32, .uint8, .uint16: true
    default: false
    }
  }
}
