/// Why a format specifier cannot be read; facts only, the layers above put them in words.
public struct FormatError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// No number format is called by this letter.
    case unknownType(Character)
    /// The specifier goes on where it should have ended (parts in the wrong order, say).
    case unexpected(Character)
    /// A `.` without digits after it.
    case missingPrecision
    /// A width or precision beyond 1,000.
    case tooLarge
    /// No time directive is called by this letter.
    case unknownDirective(Character)
    /// A `%` at the end.
    case missingDirective
  }

  public let specifier: String
  /// The byte of the specifier's UTF-8 where the trouble is.
  public let offset: Int
  public let reason: Reason

  public init(_ specifier: String, offset: Int, _ reason: Reason) {
    self.specifier = specifier
    self.offset = offset
    self.reason = reason
  }
}
