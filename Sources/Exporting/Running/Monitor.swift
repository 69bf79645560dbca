import Glibc

/// Mutual exclusion with waiting, for threads that may block: those that make rows, never tasks.
final class Monitor: @unchecked Sendable {
  // The system's objects are made for several threads, and stay where they are.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` while no other thread runs one.
  func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Lets others in until one of them calls `wake`; inside `locked`, in a loop that looks again.
  func wait() { pthread_cond_wait(changed, mutex) }

  /// Has all that wait look again; inside `locked`.
  func wake() { pthread_cond_broadcast(changed) }
}
