import Diagnostics
import Engines
import Files

extension Diagnostic {
  /// What the engine says when it cannot write a file: a reason of the system's, or its own words.
  static func exportFailed(_ error: EngineError, _ path: String) -> Self {
    let message = error.message.lowercased()
    if let code = SystemError.known.first(where: { message.contains(SystemError.words(for: $0)) }) {
      return .cannotWrite(SystemError(action: "write", path: path, code: code))
    }
    return Diagnostic(.error, "export-failed", "cannot write '\(path)': \(error.message)", at: nil)
  }

  /// Two gigabytes in one column of one row.
  static func pageTooLarge(_ path: String) -> Self {
    Diagnostic(
      .error,
      "export-failed",
      "cannot write '\(path)': a value is too long for Parquet",
      at: nil
    )
  }

  /// A file of rows of which not all types have a place in it.
  static func noParquetType(_ path: String) -> Self {
    Diagnostic(
      .error,
      "export-failed",
      "cannot write '\(path)': a column's type has no place in Parquet",
      at: nil
    )
  }
}
