/// How a task calls Quire.
public enum AirflowCommand: Sendable {
  /// A program by its name or path, whatever characters that has.
  case program(String)
  /// The beginning of a command as the shell has it: `docker run --rm -v "$PWD":/reports quire`.
  case shell(String)

  /// What keeps the arguments that are added to a text from being arguments of its command; nil for nothing.
  public static func complaint(about text: String) -> String? {
    var quote: Character?
    var isEscaped = false
    // What is not blank and not within quotes, so far.
    var last: Character?
    var isWordStart = true
    for character in text {
      if character.isNewline { return "it has more than one line" }
      defer { isWordStart = quote == nil && (character.isWhitespace || ";&|".contains(character)) }
      if isEscaped {
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "#", isWordStart {
        return "a comment begins in it"
      }
      if !character.isWhitespace { last = character }
    }
    if let quote { return "the quote \(quote) is not closed" }
    if isEscaped { return "it ends with a \\" }
    guard let last else { return "it is empty" }
    return ";&|<>(".contains(last) ? "it ends with \(last)" : nil
  }
}
