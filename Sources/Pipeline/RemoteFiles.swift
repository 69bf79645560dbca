public import Diagnostics
public import Engines
import Files

/// Files that are not on this machine, such as the objects of S3.
///
/// Steps name them like other files; what knows how to get at them is given to `InputFiles`.
public protocol RemoteFiles: Sendable {
  /// The files of a path or pattern as they are now, in the order of their names.
  ///
  /// - Throws: `Diagnostic` when nothing matches or they cannot be listed.
  func list(_ input: InputFiles) async throws -> [RemoteFile]

  /// Copies a file to a new one on this machine, whole.
  ///
  /// - Throws: `Diagnostic`, also when it is no longer as it was listed.
  func fetch(_ file: RemoteFile, of input: InputFiles, to path: String) async throws

  /// Makes the embedded engine read the files by their addresses, and by the path of the input where
  /// a query names it as a table; quick when that was done before.
  ///
  /// `files`: those of the input, as they were listed.
  ///
  /// - Throws: `Diagnostic`.
  func prepare(_ engine: Engine, for input: InputFiles, _ files: [RemoteFile]) async throws

  /// Puts an engine's failure to read the files in words; nil for one of another kind.
  func explain(_ message: String, of input: InputFiles) -> Diagnostic?
}

/// A file that is not on this machine.
public struct RemoteFile: Hashable, Sendable {
  /// `s3://bucket/key`.
  public let url: String
  /// Another one after every change of the file.
  public let etag: String
  public let byteCount: Int64

  public init(url: String, etag: String, byteCount: Int64) {
    self.url = url
    self.etag = etag
    self.byteCount = byteCount
  }
}

extension ResolvedFiles.File {
  /// A file elsewhere: its digest stands for its address and its ETag, since its bytes are not read.
  init(_ remote: RemoteFile) {
    self.init(
      name: remote.url,
      path: remote.url,
      byteCount: remote.byteCount,
      digest: Fingerprint(["etag", remote.url, remote.etag, String(remote.byteCount)]),
      stamp: FileStamp(device: 0, inode: 0, size: 0, modified: 0, changed: 0),
      hashedAt: 0,
      remote: remote
    )
  }
}

extension StepContext {
  /// Where a file of the step can be opened: itself, or a copy of one that is elsewhere.
  ///
  /// A copy is the caller's to remove; what is left goes with the run.
  ///
  /// - Parameters:
  ///   - file: One of `files`.
  ///   - group: Which of the step's `files` it belongs to.
  /// - Returns: The path, and whether it is a copy.
  /// - Throws: `Diagnostic` when it cannot be copied.
  public func localPath(
    of file: ResolvedFiles.File,
    _ group: Int
  ) async throws -> (path: String, isCopy: Bool) {
    let input = inputFiles[group]
    guard let elsewhere = file.remote, let remote = input.remote else { return (file.path, false) }
    // The endings tell how it is packed.
    let name = file.name.split(separator: "/").last ?? ""
    let endings = name.drop { $0 != "." }.filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".")
    }
    let path = session.temporaryPath(String(endings.suffix(40)))
    try await remote.fetch(elsewhere, of: input, to: path)
    return (path, true)
  }
}
