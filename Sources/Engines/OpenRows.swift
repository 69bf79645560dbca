import Tables

/// The rows of a statement that are still to be read; only touched on the connection's thread.
final class OpenRows: @unchecked Sendable {
  // `@unchecked`: passed between threads, but used on the connection's serial queue alone.
  private var reader: CStreamReader?
  private var statement: ADBCStatement?
  /// Rows read ahead to make way for another statement.
  private var waiting: [Batch] = []
  /// An error met while reading ahead, told when its turn comes.
  private var failure: EngineError?

  init(_ reader: CStreamReader?, _ statement: ADBCStatement) {
    self.reader = reader
    self.statement = reader == nil ? nil : statement
  }

  var isFinished: Bool { reader == nil && waiting.isEmpty && failure == nil }

  /// Up to `limit` rows or a little more, at least one batch unless there are none left.
  func read(rows limit: Int) throws(EngineError) -> [Batch] {
    if !waiting.isEmpty {
      defer { waiting = [] }
      return waiting
    }
    if let failure {
      self.failure = nil
      throw failure
    }
    var batches: [Batch] = []
    var count = 0
    while count < limit, let batch = try next() {
      // Engines may send empty batches in between; nobody needs them.
      if batch.rowCount > 0 { batches.append(batch) }
      count += batch.rowCount
    }
    return batches
  }

  /// Reads the rest into memory, so that the connection can be used for another statement.
  func readAhead() {
    do throws(EngineError) {
      while let batch = try next() { waiting.append(batch) }
    } catch {
      failure = error
    }
  }

  /// Gives everything back to the driver; what was read stays good.
  func close() {
    reader?.release()
    reader = nil
    statement = nil
    waiting = []
    failure = nil
  }

  private func next() throws(EngineError) -> Batch? {
    guard let reader, let statement else { return nil }
    do throws(TableError) {
      if let batch = try reader.next() { return batch }
    } catch {
      // The message belongs to the statement: it is read before that is let go.
      let error = statement.engineError(error)
      finish()
      throw error
    }
    finish()
    return nil
  }

  private func finish() {
    reader?.release()
    reader = nil
    statement = nil
  }
}
