/// Batches that are pulled one at a time, so that a table larger than memory can pass through.
public struct BatchSource: Sendable {
  public let schema: Schema
  /// The next batch, or nil at the end; called by one thread at a time.
  public let next: @Sendable () throws -> Batch?

  public init(schema: Schema, next: @escaping @Sendable () throws -> Batch?) {
    self.schema = schema
    self.next = next
  }

  /// The batches of a table.
  public init(_ table: Table) {
    let position = Position()
    self.init(schema: table.schema) {
      guard position.next < table.batches.count else { return nil }
      position.next += 1
      return table.batches[position.next - 1]
    }
  }

  /// The same rows in batches of at most `rowLimit` rows, none of them empty; nothing is copied.
  public func cut(toRows rowLimit: Int) -> BatchSource {
    let position = Position()
    return BatchSource(schema: schema) {
      while true {
        if let batch = position.batch, position.next < batch.rowCount {
          let end = min(batch.rowCount, position.next + rowLimit)
          defer { position.next = end }
          return batch.slice(position.next..<end)
        }
        guard let batch = try next() else { return nil }
        position.batch = batch
        position.next = 0
      }
    }
  }

  /// Where the reader is; touched by one thread at a time, as `next` promises.
  private final class Position: @unchecked Sendable {
    var batch: Batch?
    var next = 0
  }
}

extension Batch {
  /// The rows of `range`, sharing this batch's memory.
  public func slice(_ range: Range<Int>) -> Batch {
    Batch(schema: schema, columns: columns.map { $0.slice(range) }, rowCount: range.count)
  }
}
