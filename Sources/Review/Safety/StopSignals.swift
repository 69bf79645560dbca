import Dispatch
import Glibc

/// Ctrl-C and SIGTERM, while a server runs.
enum StopSignals {
  /// Runs `work`.
  ///
  /// - Parameters:
  ///   - stop: Called at the first signal; a second one ends the process at once.
  ///   - work: What ends after `stop`.
  static func stopping(
    _ stop: @escaping @Sendable () -> Void,
    _ work: () async throws -> Void
  ) async rethrows {
    let hasCome = Flag()
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if hasCome.raise() { _exit(128 + number) }
        stop()
      }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    try await work()
  }
}
