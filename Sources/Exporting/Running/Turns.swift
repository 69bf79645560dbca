/// The order in which blocks that are made side by side go out.
///
/// Threads take the numbers of blocks, make them, and then wait until all before have passed.
final class Turns: @unchecked Sendable {
  // All that changes is touched inside the monitor.
  private let monitor = Monitor()
  private let count: Int
  private var taken = 0
  private var passed = 0
  private var failure: (any Error)?

  /// Why a thread has to stop: something failed, or nobody wants the rest.
  struct Stopped: Error {}

  init(count: Int) {
    self.count = count
  }

  /// The next block to make; nil when there is none, or all has to stop.
  func take() -> Int? {
    monitor.locked {
      guard failure == nil, taken < count else { return nil }
      defer { taken += 1 }
      return taken
    }
  }

  /// Waits for a block's turn and runs `body` in it; then it is the next block's.
  func inTurn<Result>(_ index: Int, _ body: () throws -> Result) throws -> Result {
    let isMine = monitor.locked {
      while passed != index, failure == nil { monitor.wait() }
      return failure == nil
    }
    guard isMine else { throw Stopped() }
    let result = try body()
    monitor.locked {
      passed += 1
      monitor.wake()
    }
    return result
  }

  /// Asked now and then by threads whose blocks take long.
  ///
  /// - Throws: `Stopped` when something failed.
  func goOn() throws { if monitor.locked({ failure != nil }) { throw Stopped() } }

  /// Stops all threads; of several failures the first one counts.
  func fail(_ error: any Error) {
    monitor.locked {
      failure = failure ?? error
      monitor.wake()
    }
  }

  /// - Throws: the first failure; nothing when it was only that nobody wants the rest.
  func check() throws {
    if let failure = monitor.locked({ failure }), !(failure is Stopped) { throw failure }
  }
}
