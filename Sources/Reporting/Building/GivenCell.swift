import Diagnostics
import Options
import Tables
import Templates

/// A value for a parameter as it was given, not yet of the parameter's type.
struct GivenCell: Sendable {
  enum Content: Sendable {
    /// Nothing was given: the parameter's default stands.
    case none
    case text(String, SourceSpan)
    case node(OptionNode)
    /// A value of a file that is not text, with the words that say where it stands there.
    case placed(String, place: String)
  }

  let content: Content
  /// The folder that a relative path starts from.
  let folder: String

  /// The value for a parameter; nil for its default.
  ///
  /// - Throws: a diagnostic that names the place.
  func value(for parameter: Parameter) throws(Diagnostic) -> Value? {
    switch content {
    case .none: return nil
    case .text(let text, let span): return try parameter.value(from: text, at: span)
    case .node(let node): return try parameter.value(from: node)
    case .placed(let text, let place):
      // A column of whole numbers with gaps is one of floating-point numbers to many programs.
      let isWhole = parameter.type == .integer && text.hasSuffix(".0")
      do throws(Diagnostic) {
        return try parameter.value(from: isWhole ? String(text.dropLast(2)) : text, at: nil)
      } catch {
        throw Diagnostic(
          .error,
          error.code,
          "\(place): \(error.message)",
          at: nil,
          hint: error.hint
        )
      }
    }
  }

  /// The value as `render` is given it on a command line.
  func argument(_ value: Value, of parameter: Parameter) -> String {
    let text = value.displayText
    let isRelative = parameter.type == .path && !text.hasPrefix("/") && folder != "."
    return "\(parameter.name.value)=" + (isRelative ? "\(folder)/\(text)" : text)
  }
}
