import Dispatch
import Synchronization

/// Runs the statements of one connection one after another, on a thread that may block, and cancels
/// them.
final class ConnectionQueue: Sendable {
  /// One statement from the moment it is asked for until its last row is read.
  final class Ticket: Sendable {
    private let flag = Atomic<Bool>(false)
    var isCancelled: Bool { flag.load(ordering: .acquiring) }
    func markCancelled() { flag.store(true, ordering: .releasing) }
  }

  private struct State {
    /// The statement that the driver is working on at this moment.
    var running: Ticket?
    /// All statements that are not finished, in the order of asking.
    var live: [Ticket] = []
  }

  let connection: ADBCConnection
  private let queue = DispatchQueue(label: "quire.connection")
  private let state = Mutex(State())

  init(_ connection: ADBCConnection) { self.connection = connection }

  /// Enters a statement; every ticket must be closed.
  func open() -> Ticket {
    let ticket = Ticket()
    state.withLock { $0.live.append(ticket) }
    return ticket
  }

  func close(_ ticket: Ticket) {
    state.withLock { state in state.live.removeAll { $0 === ticket } }
  }

  /// Runs `body` on the connection's thread for `ticket`, cancelling it with the current task.
  ///
  /// - Throws: What `body` throws, or `EngineError.cancelled`.
  func run<Result: Sendable>(
    _ ticket: Ticket,
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        queue.async { continuation.resume(with: Swift.Result { try self.perform(ticket, body) }) }
      }
    } onCancel: {
      cancel(ticket)
    }
  }

  /// Runs `body` on the connection's thread and waits for it; not to be called on that thread.
  func runAndWait<Result: Sendable>(
    _ ticket: Ticket,
    _ body: @Sendable () throws -> Result
  ) throws -> Result {
    try queue.sync { try perform(ticket, body) }
  }

  /// Runs `body` on the connection's thread when it is free, for nobody in particular.
  func later(_ body: @escaping @Sendable () -> Void) { queue.async { body() } }

  private func perform<Result>(_ ticket: Ticket, _ body: () throws -> Result) throws -> Result {
    state.withLock { $0.running = ticket }
    defer { state.withLock { $0.running = nil } }
    if ticket.isCancelled { throw EngineError.cancelled }
    do {
      return try body()
    } catch let error as EngineError {
      if ticket.isCancelled { throw EngineError.cancelled }
      throw error.kind == .cancelled ? EngineError.interrupted : error
    }
  }

  /// Cancels everything that is not finished.
  func cancelAll() {
    for ticket in state.withLock({ $0.live }) { cancel(ticket) }
  }

  /// Marks a statement cancelled and interrupts the driver until it has let go of it.
  ///
  /// Once would not do: a driver forgets an interrupt that comes just before it begins.
  func cancel(_ ticket: Ticket) {
    ticket.markCancelled()
    interrupt(ticket)
  }

  private func interrupt(_ ticket: Ticket) {
    // Under the lock, so that the interrupt cannot reach the statement that follows.
    let isRunning = state.withLock { state in
      guard state.running === ticket else { return false }
      connection.interrupt()
      return true
    }
    guard isRunning else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(10)) { [weak self] in
      self?.interrupt(ticket)
    }
  }
}
