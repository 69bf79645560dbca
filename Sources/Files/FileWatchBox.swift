import CFiles
import Glibc
import Synchronization

extension FileWatchLoop {
  /// What the thread and those who use the watch hand each other.
  final class Box: Sendable {
    private struct State {
      var requests: [Request] = []
      var changed: Set<String> = []
      var isEnded = false
    }

    private let state = Mutex(State())
    /// Readable when there is something for the thread to do.
    let wake: OpenFile
    private let bell: OpenFile
    /// An element when there is something to take.
    let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init() throws(SystemError) {
      var ends: [Int32] = [-1, -1]
      guard quire_pipe(&ends) == 0 else { throw .last("watch", "files") }
      wake = OpenFile(descriptor: ends[0], path: "pipe")
      bell = OpenFile(descriptor: ends[1], path: "pipe")
      (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var isEnded: Bool { state.withLock(\.isEnded) }

    func ask(_ request: Request) {
      state.withLock { $0.requests.append(request) }
      ring()
    }

    func requests() -> [Request] {
      state.withLock { state in
        defer { state.requests = [] }
        return state.requests
      }
    }

    func end() {
      state.withLock { $0.isEnded = true }
      ring()
      signal.finish()
    }

    func tell(_ paths: Set<String>) {
      state.withLock { $0.changed.formUnion(paths) }
      signal.yield()
    }

    /// What was told since the last time; nil for nothing.
    func take() -> Set<String>? {
      state.withLock { state in
        defer { state.changed = [] }
        return state.changed.isEmpty ? nil : state.changed
      }
    }

    /// A full pipe wakes the thread as well as another byte would.
    private func ring() { _ = try? bell.write([1]) }

    func drain() {
      var bytes: [UInt8] = Array(repeating: 0, count: 64)
      bytes.withUnsafeMutableBytes { buffer in
        while let count = try? wake.read(into: buffer), count == buffer.count {}
      }
    }
  }
}
