import Diagnostics

/// Where an engine is named: in the front matter, or on the command line, which has no lines to show.
struct EnginePlace: Sendable {
  let span: SourceSpan?

  /// A complaint about the engine as a whole.
  ///
  /// The machine or the network is at fault, not the template: no page is written over the last one.
  func unavailable(_ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(.error, "engine-unavailable", message, at: span, hint: hint)
  }
}
