import Dispatch
import Foundation

/// Turns Ctrl-C into the cancellation of a task: the running query stops and the store stays sound.
enum Interruption {
  /// Runs `work`; the first SIGINT or SIGTERM cancels it, a second one ends the process at once.
  static func cancelling<Result: Sendable>(
    _ work: @escaping @Sendable () async -> Result
  ) async -> Result {
    let task = Task { await work() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if task.isCancelled { _exit(130) }
        task.cancel()
      }
      source.resume()
      return source
    }
    let result = await task.value
    for source in sources { source.cancel() }
    return result
  }
}
