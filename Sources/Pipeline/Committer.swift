import Dispatch
import Files
import Synchronization

/// Puts finished results on the disk behind the run's back, many at a time.
///
/// A step that reads a result need not wait until the disk has it. Results that come while others
/// are being written are written together afterwards, so that folders are put on the disk once for
/// all of them.
final class Committer: Sendable {
  struct Item: Sendable {
    let manifest: Manifest
    let fingerprint: Fingerprint
    /// Released when the result is there for others to find.
    let lock: FileLock
  }

  private let session: StoreSession
  private let shared: SharedStore?
  private let queue = DispatchQueue(label: "quire.store.commit")
  private let pending = Mutex<[Item]>([])
  private let failures = Mutex<[SystemError]>([])

  init(_ session: StoreSession, shared: SharedStore?) {
    self.session = session
    self.shared = shared
  }

  func add(_ item: Item) {
    pending.withLock { $0.append(item) }
    queue.async { self.writePending() }
  }

  /// Waits until all that was added is on the disk, and tells what could not be written.
  func finish() async -> [SystemError] {
    await withCheckedContinuation { done in queue.async { done.resume() } }
    return failures.withLock(\.self)
  }

  private func writePending() {
    let items = pending.withLock { items in
      defer { items = [] }
      return items
    }
    if items.isEmpty { return }
    let manifests = items.map { ($0.fingerprint, $0.manifest) }
    do {
      try session.commit(Dictionary(manifests) { $1 })
      for item in items { shared?.send(item.fingerprint, item.manifest) }
    } catch {
      failures.withLock { $0.append(error) }
    }
  }
}
