import Dispatch

/// Work that may block for long, as a read from a pipe does: on a thread of its own.
///
/// Swift's tasks share one thread for each core. Two tasks that wait inside a system call would stop all
/// others on a machine with two cores, also the one whose bytes they wait for.
public enum OffPool {
  /// Runs `body` on another thread while the task waits.
  public static func run<Result: Sendable>(
    _ name: String,
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { done in
      // A queue of its own gets a thread however many are busy; the global ones are for short work.
      DispatchQueue(label: "quire.\(name)").async {
        done.resume(with: Swift.Result { try body() })
      }
    }
  }
}
