import Glibc
import Tables

/// Batches on their way from the threads that make them to one that reads them, in order and only a
/// few at a time.
final class BatchBelt: @unchecked Sendable {
  // All that changes is touched under the mutex.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let capacity: Int
  private var waiting: [Batch] = []
  private var isEnded = false
  private var failure: (any Error)?

  init(capacity: Int) {
    self.capacity = capacity
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Puts a batch at the end, when there is room.
  ///
  /// - Throws: `Turns.Stopped` when nobody reads any more.
  func put(_ batch: Batch) throws {
    let isTaken = locked {
      while waiting.count >= capacity, !isEnded { pthread_cond_wait(changed, mutex) }
      if !isEnded { waiting.append(batch) }
      pthread_cond_broadcast(changed)
      return !isEnded
    }
    if !isTaken { throw Turns.Stopped() }
  }

  /// The next batch; nil at the end.
  ///
  /// - Throws: what `end` was called with.
  func next() throws -> Batch? {
    let result: Result<Batch?, any Error> = locked {
      while waiting.isEmpty, !isEnded { pthread_cond_wait(changed, mutex) }
      if let failure { return .failure(failure) }
      guard !waiting.isEmpty else { return .success(nil) }
      pthread_cond_broadcast(changed)
      return .success(waiting.removeFirst())
    }
    return try result.get()
  }

  /// No batch follows, because all are made or because of a failure.
  func end(_ error: (any Error)? = nil) {
    locked {
      isEnded = true
      failure = failure ?? error
      pthread_cond_broadcast(changed)
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
