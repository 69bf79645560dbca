/// Takes the embedded engine's names of nested types apart: `STRUCT("a b" INTEGER, c VARCHAR[])`.
enum EngineTypeText {
  /// The parts between the commas that stand in no bracket and no quotes.
  static func split(_ text: Substring) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    var isQuoted = false
    for letter in text {
      if letter == "\"" { isQuoted.toggle() }
      if !isQuoted, letter == "(" { depth += 1 }
      if !isQuoted, letter == ")" { depth -= 1 }
      if letter == ",", depth == 0, !isQuoted {
        parts.append(part)
        part = ""
      } else if !(part.isEmpty && letter == " ") {
        part.append(letter)
      }
    }
    return parts + [part]
  }

  /// `"a b" INTEGER` or `a INTEGER`.
  static func field(_ text: String) -> (name: String, type: String)? {
    if text.hasPrefix("\"") {
      var name = ""
      var rest = text.dropFirst()
      while let letter = rest.popFirst() {
        if letter != "\"" {
          name.append(letter)
        } else if rest.first == "\"" {
          name.append(letter)
          rest.removeFirst()
        } else {
          return (name, String(rest.drop { $0 == " " }))
        }
      }
      return nil
    }
    guard let space = text.firstIndex(of: " ") else { return nil }
    return (String(text[..<space]), String(text[text.index(after: space)...]))
  }
}
