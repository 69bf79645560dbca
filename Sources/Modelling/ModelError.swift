/// Why a model cannot be fitted or used, in words for who wrote the template.
public struct ModelError: Error, Sendable, Hashable {
  /// A short name in the manner of diagnostics: `constant-target`.
  public let code: String
  public let message: String
  /// What to do about it.
  public let hint: String?

  public init(_ code: String, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
