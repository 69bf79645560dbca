import Synchronization

/// Counts from several tasks.
final class Counter: Sendable {
  private let count = Mutex(0)
  @discardableResult func add() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
  func remove() { count.withLock { $0 -= 1 } }
  var value: Int { count.withLock(\.self) }
}
