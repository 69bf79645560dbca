/// Batches that are pulled one at a time, so that a table larger than memory can pass through.
public struct BatchSource: Sendable {
  public let schema: Schema
  /// The next batch, or nil at the end; called by one thread at a time.
  public let next: @Sendable () throws -> Batch?

  public init(schema: Schema, next: @escaping @Sendable () throws -> Batch?) {
    self.schema = schema
    self.next = next
  }

  /// The batches of a table, cut so that none is longer than `rowLimit`.
  public init(_ table: Table, rowLimit: Int = .max) {
    let position = Position()
    self.init(schema: table.schema) {
      while position.batch < table.batches.count {
        let batch = table.batches[position.batch]
        let start = position.row
        let end = min(
          batch.rowCount,
          start.addingReportingOverflow(rowLimit).overflow ? .max : start + rowLimit
        )
        if end >= batch.rowCount {
          position.batch += 1
          position.row = 0
        } else {
          position.row = end
        }
        if start < end { return batch.slice(start..<end) }
      }
      return nil
    }
  }

  /// Where the reader is; touched by one thread at a time, as `next` promises.
  private final class Position: @unchecked Sendable {
    var batch = 0
    var row = 0
  }
}

extension Batch {
  /// The rows of `range`, sharing this batch's memory.
  public func slice(_ range: Range<Int>) -> Batch {
    Batch(schema: schema, columns: columns.map { $0.slice(range) }, rowCount: range.count)
  }
}
