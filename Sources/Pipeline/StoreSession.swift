import Files
import Foundation
import Glibc
import Synchronization

/// One run's use of a store: it keeps the sweep away and owns a folder for unfinished files.
///
/// When the last reference is gone the unfinished files are removed; when the process is killed, a
/// later session finds the folder without a living owner and removes it.
final class StoreSession: Sendable {
  let store: Store
  /// Held shared: as long as anybody has it, nothing is removed from the store.
  let lease: FileLock
  private let workspace: String
  /// Held as long as the process lives: what tells a live workspace from a dead one.
  private let workspaceLock: FileLock
  private let counter = Mutex(0)

  private init(
    _ store: Store,
    lease: FileLock,
    workspace: String,
    workspaceLock: FileLock
  ) {
    self.store = store
    self.lease = lease
    self.workspace = workspace
    self.workspaceLock = workspaceLock
  }

  deinit { FileSystem.remove(workspace) }

  /// Makes the store's folders and a workspace, and removes workspaces of dead processes.
  ///
  /// Waits while another process sweeps.
  ///
  /// - Throws: `SystemError`, or `CancellationError` while it waits.
  static func open(_ store: Store) async throws -> StoreSession {
    let layout = store.layout
    for folder in [
      layout.results, layout.tables, layout.records, layout.temporary, layout.locks,
    ] {
      try FileSystem.makeFolder(folder)
    }
    let lease = try await FileLock.wait(layout.users, .shared)
    removeDeadWorkspaces(layout)
    while true {
      let random = UInt64.random(in: .min ... .max)
      let name = "\(layout.temporary)/\(getpid())-\(String(random, radix: 36))"
      guard let lock = try FileLock.attempt(name + ".lock", .exclusive, isRemoved: true) else {
        continue
      }
      try FileSystem.makeFolder(name)
      return StoreSession(store, lease: lease, workspace: name, workspaceLock: lock)
    }
  }

  /// A name for an unfinished file, never given twice.
  func temporaryPath(_ suffix: String = "") -> String {
    let number = counter.withLock { count in
      count += 1
      return count
    }
    return "\(workspace)/\(number)\(suffix)"
  }

  /// Moves a finished Parquet file from the workspace to its name in the store.
  ///
  /// It can be read from then on, but is put on the disk only by `commit`. A file of the same bytes
  /// that is there already is replaced by this one, which also repairs a damaged one.
  func adopt(_ temporary: String) throws -> Manifest.File {
    let hashed = try FileHashing.hash(temporary)
    try FileSystem.rename(temporary, to: store.layout.table(hashed.digest))
    return Manifest.File(digest: hashed.digest, byteCount: hashed.byteCount)
  }

  /// Makes results permanent: their files are put on the disk, then their manifests are written.
  func commit(_ items: [Fingerprint: Manifest]) throws(SystemError) {
    let layout = store.layout
    for file in Set(items.values.flatMap(\.files)) {
      try OpenFile(layout.table(file.digest), O_RDONLY, action: "write").synchronise()
    }
    try FileSystem.synchronise(folder: layout.tables)
    for (fingerprint, manifest) in items {
      try replace(layout.manifest(fingerprint), with: manifest)
    }
    try FileSystem.synchronise(folder: layout.results)
  }

  /// Replaces a small JSON file as a whole.
  func replace(_ path: String, with value: some Encodable) throws(SystemError) {
    try FileSystem.replace(path, with: Self.json(value), temporary: temporaryPath(".json"))
  }

  /// A value of our own as JSON.
  static func json(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("\(type(of: value)) has no JSON form")
    }
    return Array(data)
  }

  /// Adds what this run learned of files to the index on disk, which other runs may add to as well.
  func save(_ fresh: [String: FileIndex.Entry]) async throws {
    if fresh.isEmpty { return }
    let layout = store.layout
    let lock = try await FileLock.wait(layout.filesLock, .exclusive)
    var index = FileIndex(try FileSystem.contents(of: layout.files) ?? [])
    index.entries.merge(fresh) { $0.hashedAt > $1.hashedAt ? $0 : $1 }
    try FileSystem.replace(layout.files, with: index.bytes, temporary: temporaryPath())
    withExtendedLifetime(lock) {}
  }

  /// Runs `body` when no other run uses the store; false when one does.
  func alone(_ body: () throws -> Void) throws(SystemError) -> Bool {
    try lease.exclusively(body) != nil
  }

  private static func removeDeadWorkspaces(_ layout: StoreLayout) {
    let names = (try? FileSystem.names(inFolder: layout.temporary)) ?? []
    let present = Set(names)
    for name in names {
      let path = layout.temporary + "/" + name
      if name.hasSuffix(".lock") {
        // A lock that can be had belongs to nobody: its folder goes, and then it.
        if let lock = try? FileLock.attempt(path, .exclusive, isRemoved: true) {
          FileSystem.remove(String(path.dropLast(5)))
          withExtendedLifetime(lock) {}
        }
      } else if !present.contains(name + ".lock") {
        // A workspace is made after its lock and goes before it: without one it has no owner.
        if FileSystem.kind(of: path + ".lock") == nil { FileSystem.remove(path) }
      }
    }
  }
}
