import Dispatch
import Glibc

/// Ctrl-C and SIGTERM, while a server runs.
final class StopSignals: Sendable {
  private let sources: [any DispatchSourceSignal]

  /// - Parameter stop: Called at the first signal; a second one ends the process at once.
  init(_ stop: @escaping @Sendable () -> Void) {
    let hasCome = Flag()
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if hasCome.raise() { _exit(128 + number) }
        stop()
      }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}
