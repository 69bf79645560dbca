public import Diagnostics
public import Tables

/// A table that can be made in pieces, any of them, on any thread.
///
/// It is a sequence of units, such as the rows or the students whose rows stand together; what a
/// range of units makes does not depend on how the rest is divided.
public struct RowSource: Sendable {
  public let name: String
  public let schema: Schema
  public let units: Range<Int>
  /// How many units are made at a time, by one thread.
  public let unitsInBlock: Int
  /// The rows of some units, which are never none.
  public let rows: @Sendable (Range<Int>) throws(Diagnostic) -> Batch

  public init(
    name: String,
    schema: Schema,
    units: Range<Int>,
    unitsInBlock: Int,
    rows: @escaping @Sendable (Range<Int>) throws(Diagnostic) -> Batch
  ) {
    self.name = name
    self.schema = schema
    self.units = units
    self.unitsInBlock = max(1, unitsInBlock)
    self.rows = rows
  }

  /// One of `count` pieces of nearly equal length, which put together in order are the whole.
  ///
  /// - Parameters:
  ///   - index: The piece, from 0.
  ///   - count: How many pieces there are.
  /// - Returns: The same table, cut to the units `index * n / count ..< (index + 1) * n / count`.
  public func piece(_ index: Int, of count: Int) -> RowSource {
    func start(_ index: Int) -> Int {
      let (high, low) = units.count.multipliedFullWidth(by: index)
      return units.lowerBound + count.dividingFullWidth((high, low)).quotient
    }
    return RowSource(
      name: name,
      schema: schema,
      units: start(index)..<start(index + 1),
      unitsInBlock: unitsInBlock,
      rows: rows
    )
  }

  /// How many blocks the units make; one without units when there are none.
  var blockCount: Int { max(1, (units.count + unitsInBlock - 1) / unitsInBlock) }

  /// The units of a block.
  func units(inBlock index: Int) -> Range<Int> {
    let start = units.lowerBound + index * unitsInBlock
    return start..<min(units.upperBound, start + unitsInBlock)
  }

  func block(_ index: Int) throws(Diagnostic) -> Batch? {
    let range = units(inBlock: index)
    return range.isEmpty ? nil : try rows(range)
  }
}
