import Synchronization
public import Tables

/// The rows of a query, read from the engine as they are asked for.
///
///     for try await batch in try await connection.query("SELECT * FROM log") { … }
///
/// Memory is bounded: some 64 Ki rows are fetched at a time. A stream may be left half-way; the
/// engine's side is given back when the stream goes, and at the end. Running another statement on the
/// same connection first reads the rest of an open stream into memory: use a second connection to
/// keep a large one streaming. Meant for one reader.
public final class BatchStream: AsyncSequence, Sendable {
  public typealias Element = Batch

  public let schema: Schema
  private let connection: Connection
  private let rows: OpenRows
  private let ticket: ConnectionQueue.Ticket
  private let fetched = Mutex<[Batch]>([])
  private static let fetchLimit = 65_536

  init(
    _ schema: Schema,
    _ connection: Connection,
    _ rows: OpenRows,
    _ ticket: ConnectionQueue.Ticket
  ) {
    self.schema = schema
    self.connection = connection
    self.rows = rows
    self.ticket = ticket
  }

  deinit {
    let (queue, rows) = (connection.queue, rows)
    queue.close(ticket)
    queue.later { rows.close() }
  }

  /// The next batch, or nil at the end; never an empty one.
  ///
  /// - Throws: `EngineError`, of kind `.cancelled` when the task or the connection was cancelled.
  public func next() async throws -> Batch? {
    if let batch = takeFetched() { return batch }
    let rows = rows
    // Kept in reverse, to be taken from the end.
    let batches = try await connection.queue.run(ticket) {
      Array(try rows.read(rows: Self.fetchLimit).reversed())
    }
    fetched.withLock { $0 = batches }
    return takeFetched()
  }

  /// The stream as a source that another connection, or a C library, can pull from.
  ///
  /// Its `next` waits for the engine, so it must not be called on this connection's own thread: do not
  /// ingest a stream into the connection that produces it.
  public var source: BatchSource {
    BatchSource(schema: schema) { [self] in
      if let batch = takeFetched() { return batch }
      let rows = rows
      let batches = try connection.queue.runAndWait(ticket) {
        Array(try rows.read(rows: Self.fetchLimit).reversed())
      }
      fetched.withLock { $0 = batches }
      return takeFetched()
    }
  }

  private func takeFetched() -> Batch? { fetched.withLock { $0.popLast() } }

  public struct Iterator: AsyncIteratorProtocol {
    let stream: BatchStream
    public mutating func next() async throws -> Batch? { try await stream.next() }
  }

  public func makeAsyncIterator() -> Iterator { Iterator(stream: self) }
}
