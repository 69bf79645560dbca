import Crypto
import Files
import Glibc

/// Reads files to their SHA-256, a megabyte at a time.
enum FileHashing {
  struct Result {
    let digest: Fingerprint
    let stamp: FileStamp
    let byteCount: Int64
  }

  /// The digest of a file's bytes and the stamp the file had while they were read.
  ///
  /// A file that changes under the reading is read again, a few times; one that never rests gives
  /// the digest of what was seen with the stamp of before, so that a later check finds it changed.
  ///
  /// - Throws: `SystemError`, or `CancellationError` between two megabytes.
  static func hash(_ path: String) throws -> Result {
    var attempt = 1
    while true {
      let file = try OpenFile(path, O_RDONLY, action: "read")
      let before = try file.stamp()
      posix_fadvise(file.descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
      let (digest, byteCount) = try digest(of: file, size: Int(before.size))
      let isSteady = try file.stamp() == before && byteCount == before.size
      if isSteady || attempt == 3 {
        return Result(digest: digest, stamp: before, byteCount: byteCount)
      }
      attempt += 1
    }
  }

  private static func digest(of file: OpenFile, size: Int) throws -> (Fingerprint, Int64) {
    var hash = SHA256()
    var total: Int64 = 0
    let room = min(max(size + 1, 4096), 1 << 20)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 4096)
    defer { buffer.deallocate() }
    while true {
      try Task.checkCancellation()
      let count = try file.read(into: buffer)
      if count == 0 { return (Fingerprint(hash.finalize()), total) }
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      total += Int64(count)
    }
  }
}

extension Fingerprint {
  /// The SHA-256 of a file's bytes, and how many they are.
  ///
  /// Blocks while it reads; see `OffPool`.
  ///
  /// - Throws: `SystemError`.
  public static func ofFile(
    _ path: String
  ) throws -> (digest: Fingerprint, byteCount: Int64) {
    let result = try FileHashing.hash(path)
    return (result.digest, result.byteCount)
  }
}
