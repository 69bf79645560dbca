public import Files

/// Bytes of a log, read from its beginning to its end by one thread at a time.
///
/// A class only because it carries a place; whoever holds it sees to it that one thread reads.
class ByteStream {
  /// The name for messages.
  let name: String
  /// When the log was last changed, in microseconds since 1970.
  let modified: Int64

  init(name: String, modified: Int64) {
    self.name = name
    self.modified = modified
  }

  /// Reads up to `buffer.count` bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogSourceError) -> Int {
    preconditionFailure("each stream has its own")
  }

  /// Opens a file, unpacking gzip and zstd by what its first bytes say, whatever its name.
  ///
  /// - Returns: The stream at its beginning.
  /// - Throws: `LogSourceError` when it cannot be read.
  static func open(_ path: String) throws(LogSourceError) -> ByteStream {
    if FileSystem.kind(of: path) == .folder { throw .folder(path) }
    let file = try FileStream(path)
    return try unpacked(file)
  }

  /// Standard input, unpacked like a file.
  static func standardInput() throws(LogSourceError) -> ByteStream {
    try unpacked(FileStream(standardInputNamed: "standard input"))
  }

  private static func unpacked(_ file: FileStream) throws(LogSourceError) -> ByteStream {
    let head = try file.peek(4)
    if head.starts(with: [0x1F, 0x8B]) { return try GzipStream(file) }
    if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return try ZstdStream(file) }
    return file
  }
}

/// Why a log could not be read to its end.
public enum LogSourceError: Error, Sendable, Hashable {
  case system(SystemError)
  case folder(String)
  /// Fewer bytes than the file had when it was opened.
  case shrank(String)
  /// Packed data that end in the middle.
  case truncated(String, kind: String)
  /// Packed data that are damaged.
  case damaged(String, kind: String, reason: String)
  /// A line longer than what fits into memory sensibly.
  case lineTooLong(String, offset: Int)
  /// A log that is on another machine, and what kept it from being read there.
  case elsewhere(String, hint: String?)
}

extension LogSourceError {
  init(_ error: SystemError) {
    self = .system(error)
  }

  /// The problem and what to do about it, as a diagnostic says them.
  public var words: (message: String, hint: String?) {
    switch self {
    case .system(let error): ("cannot \(error.action) '\(error.path)': \(error.words)", nil)
    case .elsewhere(let message, let hint): (message, hint)
    case .folder(let path):
      ("'\(path)' is a folder", "name its files: '\(path)/*.log'")
    case .shrank(let path):
      (
        "'\(path)' became shorter while it was read",
        "parse a copy, or a file that was rotated away"
      )
    case .truncated(let path, let kind):
      ("'\(path)' ends in the middle of its \(kind) data", "fetch the file again")
    case .damaged(let path, let kind, let reason):
      ("'\(path)' has damaged \(kind) data: \(reason)", "fetch the file again")
    case .lineTooLong(let path, let offset):
      (
        "'\(path)' has a line of more than \(LineBlocks.longestLine >> 20) MiB at byte \(offset)",
        "is it a text file?"
      )
    }
  }
}
