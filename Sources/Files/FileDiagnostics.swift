public import Diagnostics
import Glibc

extension Diagnostic {
  /// What is said of a file or folder that cannot be written.
  public static func cannotWrite(_ error: SystemError) -> Self {
    Diagnostic(
      .error,
      "cannot-write",
      "cannot write '\(error.path)': \(error.words)",
      at: nil,
      hint: hint(error.code)
    )
  }

  private static func hint(_ code: Int32) -> String? {
    switch code {
    case ENOSPC, EDQUOT: "make room on the disk"
    case EACCES, EPERM, EROFS: "make the folder writable, or name another one"
    case EISDIR: "name a file, or move the folder away"
    case ENOTEMPTY: "name another folder, or remove what is in it"
    default: nil
    }
  }
}
