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
}
