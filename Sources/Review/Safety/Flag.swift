import Synchronization

/// Something that becomes true once.
final class Flag: Sendable {
  private let isUp = Mutex(false)

  /// - Returns: whether it was up already.
  func raise() -> Bool {
    isUp.withLock { isUp in
      defer { isUp = true }
      return isUp
    }
  }
}
