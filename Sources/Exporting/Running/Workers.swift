import Dispatch

/// Threads of our own that may block, unlike those of Swift's tasks.
enum Workers {
  /// Makes blocks on several threads until all are made, one of them fails or the task is cancelled.
  ///
  /// - Parameters:
  ///   - count: How many threads.
  ///   - turns: Where they take the blocks' numbers.
  ///   - makeWorker: Called once on each thread; what it gives is called with each block.
  /// - Throws: The first failure, or `CancellationError`.
  static func run(
    _ count: Int,
    _ turns: Turns,
    _ makeWorker: @escaping @Sendable () -> (Int) throws -> Void
  ) async throws {
    await withTaskCancellationHandler {
      await withCheckedContinuation { done in
        let group = DispatchGroup()
        for number in 0..<max(1, count) {
          // A queue of its own, so that each gets a thread however many cores there are.
          DispatchQueue(label: "quire.worker.\(number)").async(group: group) {
            let work = makeWorker()
            do { while let block = turns.take() { try work(block) } } catch { turns.fail(error) }
          }
        }
        group.notify(queue: .global()) { done.resume() }
      }
    } onCancel: {
      turns.fail(CancellationError())
    }
    try turns.check()
  }
}
