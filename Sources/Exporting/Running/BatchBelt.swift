import Tables

/// Batches on their way from the threads that make them to one that reads them, in order and only a
/// few at a time.
final class BatchBelt: @unchecked Sendable {
  // All that changes is touched inside the monitor.
  private let monitor = Monitor()
  private let capacity: Int
  private var waiting: [Batch] = []
  private var isEnded = false
  private var failure: (any Error)?

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Puts a batch at the end, when there is room.
  ///
  /// - Throws: `Turns.Stopped` when nobody reads any more.
  func put(_ batch: Batch) throws {
    let isTaken = monitor.locked {
      while waiting.count >= capacity, !isEnded { monitor.wait() }
      if !isEnded { waiting.append(batch) }
      monitor.wake()
      return !isEnded
    }
    if !isTaken { throw Turns.Stopped() }
  }

  /// The next batch; nil at the end.
  ///
  /// - Throws: what `end` was called with.
  func next() throws -> Batch? {
    let result: Result<Batch?, any Error> = monitor.locked {
      while waiting.isEmpty, !isEnded { monitor.wait() }
      if let failure { return .failure(failure) }
      guard !waiting.isEmpty else { return .success(nil) }
      monitor.wake()
      return .success(waiting.removeFirst())
    }
    return try result.get()
  }

  /// No batch follows, because all are made or because of a failure.
  func end(_ error: (any Error)? = nil) {
    monitor.locked {
      isEnded = true
      failure = failure ?? error
      monitor.wake()
    }
  }
}
