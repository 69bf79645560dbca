import Glibc

/// The order in which blocks that are made side by side go out.
///
/// Threads take the numbers of blocks, make them, and then wait until all before have passed.
final class Turns: @unchecked Sendable {
  // All that changes is touched under the mutex.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let count: Int
  private var taken = 0
  private var passed = 0
  private var failure: (any Error)?

  /// Why a thread has to stop: something failed, or nobody wants the rest.
  struct Stopped: Error {}

  init(count: Int) {
    self.count = count
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// The next block to make; nil when there is none, or all has to stop.
  func take() -> Int? {
    locked {
      guard failure == nil, taken < count else { return nil }
      defer { taken += 1 }
      return taken
    }
  }

  /// Waits for a block's turn and runs `body` in it; then it is the next block's.
  func inTurn<Result>(_ index: Int, _ body: () throws -> Result) throws -> Result {
    let isMine = locked {
      while passed != index, failure == nil { pthread_cond_wait(changed, mutex) }
      return failure == nil
    }
    guard isMine else { throw Stopped() }
    let result = try body()
    locked {
      passed += 1
      pthread_cond_broadcast(changed)
    }
    return result
  }

  /// Stops all threads; of several failures the first one counts.
  func fail(_ error: any Error) {
    locked {
      failure = failure ?? error
      pthread_cond_broadcast(changed)
    }
  }

  /// - Throws: the first failure; nothing when it was only that nobody wants the rest.
  func check() throws {
    if let failure = locked({ failure }), !(failure is Stopped) { throw failure }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
