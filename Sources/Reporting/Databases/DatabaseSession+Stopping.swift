import Engines
import Foundation
import Synchronization
import Tables

/// The end of queries at the server when the task that asked for them is cancelled.
///
/// DuckDB waits for the first row without looking up, and a server goes on with a query whose asker has gone.
/// So a second connection looks for the query, by a remark in its text, and has the server end it.
extension DatabaseSession {
  /// A remark that no other query has.
  static func mark() -> String { "quire \(UUID().uuidString.lowercased())" }

  /// Runs `body`; when the task is cancelled before it ends, the queries that hold `mark` end at the server
  /// before this returns.
  func stopping<Result>(
    _ mark: String,
    _ body: () async throws -> Result
  ) async throws -> Result {
    let stop = Stop(self, mark)
    do {
      return try await withTaskCancellationHandler {
        try await body()
      } onCancel: {
        stop.begin()
      }
    } catch {
      await stop.end()
      throw error
    }
  }

  /// Ends the queries at the server that hold a remark; the number of them that were there.
  fileprivate func stopThere(_ mark: String) async throws -> Int {
    // The text itself is put together by the server, so that this query does not find itself.
    let (start, rest) = (mark.prefix(10), mark.dropFirst(10))
    let sign = "CONCAT('%\(start)', '\(rest)%')"
    if options.kind == .postgresql {
      return try await tableThere(
        "SELECT pg_cancel_backend(pid) AS done FROM pg_stat_activity "
          + "WHERE state = 'active' AND query LIKE \(sign)"
      ).rowCount
    }
    let found = try await tableThere(
      "SELECT id FROM information_schema.processlist WHERE command <> 'Sleep' AND info LIKE \(sign)"
    )
    for row in 0..<found.rowCount {
      // It may have ended meanwhile.
      if let id = found.text(row, 0) { try? await runThere("KILL QUERY \(id)") }
    }
    return found.rowCount
  }
}

/// The ending of a query at the server, which goes on until the query's asker has ended.
private final class Stop: Sendable {
  private let session: DatabaseSession
  private let mark: String
  private let task = Mutex<Task<Void, Never>?>(nil)
  private let isOver = Atomic(false)

  init(_ session: DatabaseSession, _ mark: String) {
    self.session = session
    self.mark = mark
  }

  func begin() {
    let stopping = Task.detached { [self] in
      guard let other = try? await session.another() else { return }
      // Again, for the query may begin only now.
      while true {
        let wasOver = isOver.load(ordering: .acquiring)
        let count = (try? await other.stopThere(mark)) ?? 0
        if wasOver, count == 0 { return }
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
    task.withLock { $0 = stopping }
  }

  /// The asker has ended: waits until the server has nothing of it any more.
  func end() async {
    isOver.store(true, ordering: .releasing)
    await task.withLock { $0 }?.value
  }
}
