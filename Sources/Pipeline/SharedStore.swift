public import Diagnostics
import Files
import Foundation
import Synchronization

/// Where a team keeps results together: files by name, such as the objects below `s3://bucket/prefix`.
///
/// Names and contents are those of a local store: `results/<fingerprint>.json`, `tables/<digest>.parquet`.
public protocol SharedFolder: Sendable {
  /// The whole of a small file; nil when there is none.
  func read(_ name: String) async throws -> [UInt8]?
  /// Copies a file to this machine, whole.
  func fetch(_ name: String, to path: String) async throws
  /// The size of a file; nil when there is none.
  func size(of name: String) async throws -> Int64?
  /// Copies a file of this machine there; it appears whole or not at all.
  func put(file path: String, as name: String) async throws
  func put(_ bytes: [UInt8], as name: String) async throws
  /// Puts a failure in words, as a warning.
  func warning(_ error: any Error) -> Diagnostic
}

/// A store of results behind the local one, for all who work on the same reports.
///
/// A result that the local store lacks is looked for there and fetched whole; a result that was made here
/// goes there once it is safe here, tables first and its manifest last. Nothing there is ever changed or
/// removed. When it cannot be reached, results are made and kept here as ever, with one warning.
final class SharedStore: Sendable {
  private enum Way { case read, write }

  private struct State {
    var uploads: [Task<Void, Never>] = []
    var warnings: [Diagnostic] = []
    /// What failed once and is not tried again.
    var broken: Set<Way> = []
    /// Results that came from there.
    var known: Set<Fingerprint> = []
  }

  private let folder: any SharedFolder
  private let session: StoreSession
  private let isReadOnly: Bool
  private let state = Mutex(State())
  private let turns = Turnstile(4)

  /// `isReadOnly`: results that are made here are not sent there.
  init(_ folder: any SharedFolder, _ session: StoreSession, isReadOnly: Bool) {
    self.folder = folder
    self.session = session
    self.isReadOnly = isReadOnly
  }

  /// Brings a result into the local store; false when it is not there or cannot be had.
  ///
  /// - Throws: `CancellationError`; `SystemError` when the local store cannot take it.
  func fetch(_ fingerprint: Fingerprint) async throws -> Bool {
    guard state.withLock({ !$0.broken.contains(.read) }) else { return false }
    do {
      guard let bytes = try await folder.read("results/\(fingerprint).json"),
        let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)),
        manifest.format == Manifest.currentFormat
      else { return false }
      for file in Set(manifest.files) {
        guard try await bring(file) else { return false }
      }
      try session.commit([fingerprint: manifest])
      state.withLock { _ = $0.known.insert(fingerprint) }
      return true
    } catch let error as SystemError {
      throw error
    } catch {
      try Task.checkCancellation()
      note(error, .read)
      return false
    }
  }

  /// Fetches a table's file and believes it only by its digest.
  private func bring(_ file: Manifest.File) async throws -> Bool {
    let target = session.store.layout.table(file.digest)
    if let stamp = try? FileStamp(ofFile: target), stamp.size == file.byteCount { return true }
    let path = session.temporaryPath(".parquet")
    defer { FileSystem.remove(path) }
    try await folder.fetch("tables/\(file.digest).parquet", to: path)
    return try await OffPool.run("shared store") { [session] in
      let hashed = try FileHashing.hash(path)
      guard hashed.digest == file.digest else { return false }
      _ = try session.adopt(path)
      return true
    }
  }

  /// Begins to send a result that the local store has, behind the run's back.
  func send(_ fingerprint: Fingerprint, _ manifest: Manifest) {
    guard !isReadOnly,
      state.withLock({ !$0.broken.contains(.write) && !$0.known.contains(fingerprint) })
    else { return }
    let task = Task { [self] in
      await turns.enter()
      defer { turns.leave() }
      guard state.withLock({ !$0.broken.contains(.write) }) else { return }
      do {
        for file in Set(manifest.files) {
          let name = "tables/\(file.digest).parquet"
          if try await folder.size(of: name) == file.byteCount { continue }
          try await folder.put(file: session.store.layout.table(file.digest), as: name)
        }
        try await folder.put(StoreSession.json(manifest), as: "results/\(fingerprint).json")
      } catch {
        if !Task.isCancelled { note(error, .write) }
      }
    }
    state.withLock { $0.uploads.append(task) }
  }

  /// Waits for what is being sent; when the run was cancelled it is given up, and sent by a later run.
  ///
  /// - Returns: What went wrong, once for each way.
  func finish() async -> [Diagnostic] {
    let uploads = state.withLock { $0.uploads }
    await withTaskCancellationHandler {
      for upload in uploads { await upload.value }
    } onCancel: {
      for upload in uploads { upload.cancel() }
    }
    return state.withLock { $0.warnings }
  }

  /// Remembers a failure, and does not try that way again in this run.
  private func note(_ error: any Error, _ way: Way) {
    let warning = folder.warning(error)
    state.withLock { state in
      guard !state.broken.contains(way) else { return }
      state.broken.insert(way)
      if !state.warnings.contains(warning) { state.warnings.append(warning) }
    }
  }
}

/// Lets so many in at a time, in order.
private final class Turnstile: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  init(_ places: Int) { state = Mutex(State(free: places)) }

  func enter() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.free == 0 else {
          state.free -= 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.free += 1
      return nil
    }
    next?.resume()
  }
}
