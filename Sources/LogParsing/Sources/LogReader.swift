import Files

/// Reads a log's blocks on a thread of its own, since a pipe may keep its reader waiting.
///
/// Safe to hand over because one task uses it, and waits for each answer before it asks again.
final class LogReader: @unchecked Sendable {
  private let blocks: LineBlocks
  /// When the log was last changed, in microseconds since 1970.
  let modified: Int64

  private init(_ stream: ByteStream, recordStart: RecordStart?) {
    blocks = LineBlocks(stream, recordStart: recordStart)
    modified = stream.modified
  }

  /// Opens a log, waiting for the other end of a pipe.
  ///
  /// - Throws: `LogSourceError`.
  static func open(_ log: LogSource, recordStart: RecordStart?) async throws -> LogReader {
    try await OffPool.run("log") { LogReader(try log.open(), recordStart: recordStart) }
  }

  /// The next lines, or nil at the end.
  ///
  /// - Throws: `LogSourceError` when the log cannot be read on.
  func next() async throws -> LineBlock? {
    try await OffPool.run("log") { [self] in try blocks.next() }
  }
}
