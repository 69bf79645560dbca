import Synchronization

/// The port that is listened on, known when the server runs.
final class Port: Sendable {
  private let value: Mutex<Int>

  init(_ number: Int = 0) { value = Mutex(number) }

  var number: Int { value.withLock { $0 } }

  func set(_ number: Int) { value.withLock { $0 = number } }
}
