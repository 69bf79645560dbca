import Tables

/// Numbers by row as they lie in a column, read without a copy; NaN is missing.
struct Numbers: RandomAccessCollection, @unchecked Sendable {
  // The memory belongs to the column, never changes, and lives as long as this value does.
  private let memory: UnsafeBufferPointer<Double>
  /// Numbers without nulls.
  let column: Column

  /// - Parameter column: Of the type `float64` and without nulls.
  private init?(whole column: Column) {
    guard column.type == .float64, column.nullCount == 0,
      let memory = column.withElements(as: Double.self, { $0 })
    else { return nil }
    self.memory = memory
    self.column = column
  }

  init(_ numbers: some Sequence<Double>) {
    let builder = FixedWidthBuilder<Double>()
    builder.append(contentsOf: numbers)
    let column = builder.finish()
    memory =
      column.withElements(as: Double.self) { $0 } ?? UnsafeBufferPointer(start: nil, count: 0)
    self.column = column
  }

  /// The numbers of a column's chunks, as `doubles()` gives them; infinite ones become missing.
  ///
  /// - Returns: The numbers, and how many were infinite.
  static func finite(_ chunks: [Column]) -> (numbers: Numbers, infiniteCount: Int) {
    if chunks.count == 1, let whole = Numbers(whole: chunks[0]),
      !whole.contains(where: { $0.isInfinite })
    {
      return (whole, 0)
    }
    let builder = FixedWidthBuilder<Double>(capacity: chunks.reduce(0) { $0 + $1.count })
    var infinite = 0
    for chunk in chunks {
      for number in chunk.doubles() {
        if number.isInfinite { infinite += 1 }
        builder.append(number.isInfinite ? .nan : number)
      }
    }
    return (Numbers(whole: builder.finish()) ?? Numbers([]), infinite)
  }

  var startIndex: Int { 0 }
  var endIndex: Int { memory.count }
  subscript(row: Int) -> Double { memory[row] }
}
