/// The numbers a linear model is fitted to, a column for each term; without the intercept.
///
/// Made a block of rows at a time from the columns of a table, so that it never is whole in memory.
/// No number in it is missing or infinite: what makes it fills in what is missing.
public struct DesignMatrix: Sendable {
  /// The terms: a feature's name, or a feature and one of its levels.
  public let names: [String]
  public let rowCount: Int
  private let write: @Sendable (Range<Int>, UnsafeMutableBufferPointer<Double>) -> Void

  public var columnCount: Int { names.count }

  /// - Parameters:
  ///   - names: The terms.
  ///   - rowCount: How many rows there are.
  ///   - write: Writes some rows, column after column, each as long as the range.
  init(
    names: [String],
    rowCount: Int,
    write: @escaping @Sendable (Range<Int>, UnsafeMutableBufferPointer<Double>) -> Void
  ) {
    self.names = names
    self.rowCount = rowCount
    self.write = write
  }

  /// Columns of equal length that are there already.
  public init(names: [String], columns: [[Double]], rowCount: Int) {
    precondition(names.count == columns.count, "a name for each column")
    precondition(columns.allSatisfy { $0.count == rowCount }, "columns of equal length")
    self.init(names: names, rowCount: rowCount) { rows, block in
      for (index, column) in columns.enumerated() {
        for (place, row) in rows.enumerated() { block[index * rows.count + place] = column[row] }
      }
    }
  }

  /// Writes some rows, column after column.
  ///
  /// - Parameters:
  ///   - rows: Which.
  ///   - block: Room for `rows.count * columnCount` numbers.
  public func read(_ rows: Range<Int>, into block: UnsafeMutableBufferPointer<Double>) {
    precondition(block.count >= rows.count * columnCount, "room for the block")
    write(rows, block)
  }
}
