internal import Dispatch
internal import Synchronization

/// Rows cut into chunks whose results are put together in one order, however many threads make them.
///
/// The cuts depend on the rows alone, and a chunk's result is merged after all before it: so the result has
/// the same bits for any number of workers.
struct RowChunks: Sendable {
  let rowCount: Int
  /// Rows that are read at a time within a chunk.
  let blockRows: Int
  private let chunkRows: Int

  /// - Parameters:
  ///   - rowCount: How many rows there are.
  ///   - blockRows: How many of them are in memory at once, for each thread.
  init(rowCount: Int, blockRows: Int) {
    self.rowCount = rowCount
    self.blockRows = max(1, min(blockRows, rowCount))
    // At most 64 results wait for their turn; a chunk has at least 16 blocks, to make merging cheap.
    let blocks = max(16, (rowCount / 64 + self.blockRows - 1) / self.blockRows)
    chunkRows = blocks * self.blockRows
  }

  private var count: Int { (rowCount + chunkRows - 1) / chunkRows }

  /// The blocks of a chunk.
  private func blocks(_ chunk: Int) -> [Range<Int>] {
    let end = min((chunk + 1) * chunkRows, rowCount)
    return stride(from: chunk * chunkRows, to: end, by: blockRows).map {
      $0..<min($0 + blockRows, end)
    }
  }

  /// Makes the result of every chunk, and merges them in order; blocks the calling thread, which works too.
  ///
  /// - Parameters:
  ///   - workers: How many threads.
  ///   - makeWorker: Called once on each thread; what it gives is called with the blocks of each chunk.
  ///   - merge: Adds a chunk's result to that of all before it.
  /// - Returns: The result; nil when there are no rows.
  /// - Throws: The failure of the earliest chunk that failed.
  func fold<Part: Sendable>(
    workers: Int,
    _ makeWorker: @escaping @Sendable () -> ([Range<Int>]) throws(ModelError) -> Part,
    merge: @escaping @Sendable (inout Part, Part) -> Void
  ) throws(ModelError) -> Part? {
    let state = SharedState<Part>()
    let run: @Sendable () -> Void = {
      let work = makeWorker()
      while let chunk = state.take(before: count) {
        do throws(ModelError) {
          state.put(try work(blocks(chunk)), chunk, merge)
        } catch {
          state.fail(error, chunk)
        }
      }
    }
    let group = DispatchGroup()
    for number in 0..<max(0, min(workers, count) - 1) {
      // A queue of its own, so that each gets a thread however many cores there are.
      DispatchQueue(label: "quire.model.\(number)").async(group: group) { run() }
    }
    run()
    group.wait()
    return try state.result()
  }
}

/// What the threads share: the next chunk, results that wait for their turn, and the sum so far.
private final class SharedState<Part: Sendable>: Sendable {
  private struct Contents {
    var next = 0
    var merged = 0
    var waiting: [Int: Part] = [:]
    var sum: Part?
    var failure: (chunk: Int, error: ModelError)?
  }

  private let contents = Mutex(Contents())

  func take(before count: Int) -> Int? {
    contents.withLock { contents in
      guard contents.next < count, contents.failure == nil else { return nil }
      defer { contents.next += 1 }
      return contents.next
    }
  }

  func put(_ part: Part, _ chunk: Int, _ merge: (inout Part, Part) -> Void) {
    contents.withLock { contents in
      contents.waiting[chunk] = part
      while let next = contents.waiting.removeValue(forKey: contents.merged) {
        if var sum = contents.sum.take() {
          merge(&sum, next)
          contents.sum = sum
        } else {
          contents.sum = next
        }
        contents.merged += 1
      }
    }
  }

  /// Chunks are taken in order, so those before a failed one are made or being made: the earliest wins.
  func fail(_ error: ModelError, _ chunk: Int) {
    contents.withLock { contents in
      if let failure = contents.failure, failure.chunk < chunk { return }
      contents.failure = (chunk, error)
    }
  }

  func result() throws(ModelError) -> Part? {
    let (failure, sum) = contents.withLock { ($0.failure, $0.sum) }
    if let failure { throw failure.error }
    return sum
  }
}
