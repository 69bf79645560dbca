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
  /// The most that was counted, where several tell what they saw.
  func raise(to count: Int) { self.count.withLock { $0 = max($0, count) } }
  func remove() { count.withLock { $0 -= 1 } }
  var value: Int { count.withLock(\.self) }
}
