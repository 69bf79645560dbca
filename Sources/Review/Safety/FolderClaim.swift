import Files
import Foundation
import Pipeline

/// The claim of one server on a state folder: while it is held, no other server serves the same folder.
///
/// The lock goes with its process, however that ends. The file tells the address, without the token.
final class FolderClaim: Sendable {
  private let lock: FileLock
  private let path: String

  /// - Throws: `ServerProblem` when another server has it, or when the folder cannot be written.
  init(stateFolder: String) throws {
    path = "\(stateFolder)/serving"
    do {
      try FileSystem.makeFolder(stateFolder)
      guard let lock = try FileLock.attempt(path, .exclusive, isRemoved: true) else {
        let address = (try? FileSystem.contents(of: path)).flatMap { $0 }
          .map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
          }
        let place = address.flatMap { $0.isEmpty ? nil : " at \($0)" } ?? ""
        throw ServerProblem(
          message: "this folder is served already\(place); open that, or stop it first"
            + " (another server on the same folder needs a --state of its own)"
        )
      }
      self.lock = lock
    } catch let error as SystemError {
      throw ServerProblem(
        message: "cannot write in the state folder: '\(error.path)': \(error.words)"
      )
    }
  }

  /// Tells the others where the server is.
  func tell(_ address: String) {
    guard let file = try? OpenFile(path, O_WRONLY | O_TRUNC, action: "write") else { return }
    try? file.write(Array((address + "\n").utf8))
  }

  /// Gives the folder up; what the server left behind may refer to the claim until the process is gone.
  func end() { lock.release() }
}
