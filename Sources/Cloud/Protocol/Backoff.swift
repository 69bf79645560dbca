/// How long to wait before a request is sent again: exponential back-off with full jitter.
///
/// The waits before attempts 2, 3, 4 … are random between nothing and 0.2, 0.4, 0.8 … seconds, 20 at
/// most; random, so that many that failed together do not come again together.
package struct Backoff: Sendable {
  package let attempts: Int
  private let wait: @Sendable (Duration) async throws -> Void

  /// - Parameters:
  ///   - attempts: How often something is tried in all.
  ///   - wait: Sleeps; tests look at what is asked for.
  package init(
    attempts: Int,
    wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.attempts = max(1, attempts)
    self.wait = wait
  }

  /// Sleeps before the attempt after the `failures`-th failure.
  ///
  /// - Throws: `CancellationError`.
  package func pause(after failures: Int) async throws {
    let longest = min(20, 0.1 * Double(1 << min(failures, 20)))
    try await wait(.seconds(Double.random(in: 0...longest)))
  }
}
