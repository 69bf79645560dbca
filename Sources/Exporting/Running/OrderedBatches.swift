import Diagnostics
import Files
public import Tables

/// A table's batches in order, made on several threads.
public enum OrderedBatches {
  /// Makes all batches and lets one reader pull them meanwhile.
  ///
  /// - Parameters:
  ///   - source: The rows.
  ///   - workers: On how many threads they are made.
  ///   - onBlock: Told the rows and units of each block as it goes to the reader.
  ///   - read: The reader; it runs on a thread of its own and may block. When it returns, what is not
  ///     read is not made.
  /// - Returns: What the reader returns.
  /// - Throws: What the source or the reader throws, or `CancellationError`.
  public static func read<Result: Sendable>(
    _ source: RowSource,
    workers: Int,
    onBlock: @escaping @Sendable (_ rows: Int, _ units: Int) -> Void = { _, _ in },
    _ read: @escaping @Sendable (BatchSource) async throws -> Result
  ) async throws -> Result {
    let belt = BatchBelt(capacity: workers + 2)
    async let made: Void = make(source, workers: workers, onto: belt, onBlock)
    let result: Result
    do {
      result = try await read(BatchSource(schema: source.schema) { try belt.next() })
      belt.end()
    } catch {
      belt.end()
      // What stopped the makers, if anything did, is the cause.
      try await made
      throw error
    }
    try await made
    return result
  }

  private static func make(
    _ source: RowSource,
    workers: Int,
    onto belt: BatchBelt,
    _ onBlock: @escaping @Sendable (Int, Int) -> Void
  ) async throws {
    let turns = Turns(count: source.blockCount)
    do {
      try await Workers.run(workers, turns) {
        { number in
          let batch = try source.block(number)
          try turns.inTurn(number) { if let batch { try belt.put(batch) } }
          onBlock(batch?.rowCount ?? 0, source.units(inBlock: number).count)
        }
      }
      belt.end()
    } catch {
      belt.end(error)
      throw error
    }
  }
}

extension BatchSource {
  /// The next batch, waited for outside of the threads that run tasks.
  public func nextOffPool() async throws -> Batch? {
    try await OffPool.run("batches") { try next() }
  }
}
