public import Diagnostics
public import Tables

/// Tables of made-up rows, any part of which can be made on its own, on any core or machine.
///
/// A table is a sequence of units: a student with all their logins, or simply a row. The rows of a
/// unit depend on the seed and the unit's number only, so the table is the same however its units
/// are divided.
public protocol Generator: Sendable {
  /// The tables, in the order in which they are written; at least one.
  var tables: [GeneratedTable] { get }

  /// The rows of some units of a table, in order.
  ///
  /// - Parameters:
  ///   - table: The place in `tables`.
  ///   - units: Inside `0 ..< unitCount`; small enough for its rows to be in memory.
  /// - Returns: A batch of the table's schema; without rows when the units have none.
  /// - Throws: What is wrong with a value that can only be known when it is made.
  func rows(of table: Int, units: Range<Int>) throws(Diagnostic) -> Batch
}

/// What a generator says of one of its tables.
public struct GeneratedTable: Sendable {
  public let name: String
  public let schema: Schema
  public let unitCount: Int
  /// How many units make a block of some hundreds of kilobytes: enough to be worth a worker's while,
  /// little enough for many of them to be in memory.
  public let unitsInBlock: Int

  public init(name: String, schema: Schema, unitCount: Int, unitsInBlock: Int) {
    self.name = name
    self.schema = schema
    self.unitCount = unitCount
    self.unitsInBlock = unitsInBlock
  }
}
