import Glibc

/// A call to the operating system that failed: what was tried, on which path, and why.
struct SystemError: Error, Hashable {
  /// A verb for "cannot … 'path'": `read`, `write`, `create`.
  let action: String
  let path: String
  let code: Int32

  /// The error that `errno` holds now; call it straight after the failed call.
  static func last(_ action: String, _ path: String) -> SystemError {
    SystemError(action: action, path: path, code: errno)
  }

  /// The system's words in our style: `no space left on device`.
  var words: String { Self.words(for: code) }

  static func words(for code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    let words = String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}

extension SystemError {
  static let noSpace = ENOSPC
  static let noPermission = EACCES
  static let readOnly = EROFS
  /// What an engine's message may name by its words.
  static let known = [ENOSPC, EACCES, EROFS, EDQUOT, EFBIG, EIO, ENOENT, EMFILE, ENFILE, EPERM]
}
