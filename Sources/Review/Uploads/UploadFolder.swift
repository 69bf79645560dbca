import Crypto
import Files
import Foundation
import Synchronization

/// The files that visitors have sent: `<state folder>/uploads/<12 digits of SHA-256>/<name>`.
///
/// A file is there whole or not at all. When all together outgrow the budget, those that were sent longest ago go.
final class UploadFolder: Sendable {
  let path: String
  /// The most bytes of one file.
  let limit: Int
  /// The most bytes of all files: eight of the largest.
  let budget: Int
  /// One file is put in place, or swept, at a time.
  private let door = Mutex(())

  init(stateFolder: String, limit: Int) {
    path = "\(stateFolder)/uploads"
    self.limit = limit
    budget = limit > Int.max / 8 ? Int.max : limit * 8
  }

  /// Removes what a server that was killed has left; for the only server of the folder.
  func removeRemains() {
    for name in (try? FileSystem.names(inFolder: path)) ?? [] where name.hasSuffix(Self.unfinished)
    {
      FileSystem.remove("\(path)/\(name)")
    }
  }

  static let unfinished = ".partial"

  /// A file that is coming in; removed with the last reference unless it was put in place.
  final class Incoming: Sendable {
    private let state: Mutex<(hash: SHA256, count: Int)>
    private let file: OpenFile

    fileprivate init(in folder: String) throws(SystemError) {
      file = try OpenFile(
        "\(folder)/\(UUID().uuidString)\(unfinished)",
        O_WRONLY | O_CREAT | O_EXCL,
        action: "write"
      )
      state = Mutex((SHA256(), 0))
    }

    deinit { FileSystem.remove(file.path) }

    /// Adds bytes; by one thread at a time.
    func write(_ bytes: [UInt8]) throws(SystemError) {
      try file.write(bytes)
      state.withLock {
        $0.hash.update(data: bytes)
        $0.count += bytes.count
      }
    }

    fileprivate func finish() throws(SystemError) -> (digest: String, count: Int) {
      try file.synchronise()
      return state.withLock { state in
        let digits = state.hash.finalize().map { byte in
          let text = String(byte, radix: 16)
          return text.count == 1 ? "0" + text : text
        }
        return (digits.joined(), state.count)
      }
    }

    fileprivate func rename(to target: String) throws(SystemError) {
      try FileSystem.rename(file.path, to: target)
    }
  }

  func begin() throws(SystemError) -> Incoming {
    try FileSystem.makeFolder(path)
    return try Incoming(in: path)
  }

  /// Gives a file that is complete its place.
  ///
  /// - Parameters:
  ///   - file: All its bytes have been written.
  ///   - name: A safe name.
  ///   - used: Paths that the sweep leaves alone: those of runs that wait or go on.
  /// - Returns: where it is.
  /// - Throws: `SystemError`; nothing is left then.
  func put(_ file: Incoming, as name: String, used: Set<String>) throws -> Upload {
    let (digest, count) = try file.finish()
    return try door.withLock { _ in
      let folder = "\(path)/\(digest.prefix(12))"
      let place = "\(folder)/\(name)"
      let known = try? FileStamp(ofFile: place)
      // The bytes are there already, and their stamp is known to the store.
      let isNew = known.map { $0.size != Int64(count) } ?? true
      if isNew {
        try FileSystem.makeFolder(folder)
        do { try file.rename(to: place) } catch {
          rmdir(folder)
          throw error
        }
        try? FileSystem.synchronise(folder: folder)
      }
      FileSystem.touch(folder)
      sweep(keeping: used.union([place]))
      return Upload(path: place, bytes: count, sha256: digest, isNew: isNew)
    }
  }

  /// Removes the folders that were last sent to longest ago, until the rest fits the budget.
  private func sweep(keeping kept: Set<String>) {
    var folders: [(path: String, sent: Int64, bytes: Int)] = []
    for name in (try? FileSystem.names(inFolder: path)) ?? [] where !name.hasSuffix(Self.unfinished)
    {
      let folder = "\(path)/\(name)"
      guard let stamp = try? FileStamp(ofFile: folder) else { continue }
      let files = (try? FileSystem.names(inFolder: folder)) ?? []
      let bytes = files.compactMap { try? FileStamp(ofFile: "\(folder)/\($0)").size }.reduce(0, +)
      folders.append((folder, stamp.modified, Int(bytes)))
    }
    var total = folders.reduce(0) { $0 + $1.bytes }
    for folder in folders.sorted(by: { $0.sent < $1.sent }) where total > budget {
      guard !kept.contains(where: { $0.hasPrefix(folder.path + "/") }) else { continue }
      FileSystem.remove(folder.path)
      total -= folder.bytes
    }
  }
}

/// A file that has been put in place.
struct Upload: Encodable, Sendable {
  /// From the project's folder, as a parameter takes it.
  var path: String
  var bytes: Int
  /// In hexadecimal digits.
  var sha256: String
  var isNew: Bool

  private enum CodingKeys: CodingKey { case path, bytes, sha256 }
}
