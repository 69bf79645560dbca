import Glibc

/// A call to the operating system that failed: what was tried, on which path, and why.
public struct SystemError: Error, Hashable {
  /// A verb for "cannot … 'path'": `read`, `write`, `create`.
  public let action: String
  public let path: String
  public let code: Int32

  public init(action: String, path: String, code: Int32) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// The error that `errno` holds now; call it straight after the failed call.
  public static func last(_ action: String, _ path: String) -> SystemError {
    SystemError(action: action, path: path, code: errno)
  }

  /// What reading says of a path at which nothing stands.
  public static func absent(_ path: String) -> SystemError {
    SystemError(action: "read", path: path, code: ENOENT)
  }

  /// The system's words in our style: `no space left on device`.
  public var words: String { Self.words(for: code) }

  public static func words(for code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    let words = String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}

extension SystemError {
  public static let noSpace = ENOSPC
  public static let noPermission = EACCES
  public static let readOnly = EROFS
  /// What an engine's message may name by its words.
  public static let known = [
    ENOSPC, EACCES, EROFS, EDQUOT, EFBIG, EIO, ENOENT, EMFILE, ENFILE, EPERM,
  ]
}
