import Foundation

/// The name under which an uploaded file is kept.
enum UploadName {
  /// The most bytes of a name.
  static let longest = 150

  /// What is left of a name that a browser sent: its last part, in one spelling of Unicode (NFC), of letters, digits,
  /// spaces and `-_.()+,@=~`; all else, also what patterns are made of, becomes `_`.
  ///
  /// - Returns: never empty, never hidden (no dot at the beginning), at most `longest` bytes; of a name that is too
  ///   long the beginning and its endings are kept.
  static func safe(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    var text = ""
    for scalar in last.precomposedStringWithCanonicalMapping.unicodeScalars {
      text.unicodeScalars.append(isKept(scalar) ? scalar : "_")
    }
    text = text.trimmingCharacters(in: CharacterSet(charactersIn: " "))
    while let first = text.first, ".-~".contains(first) { text.removeFirst() }
    while text.last == "." || text.last == " " { text.removeLast() }
    guard text.contains(where: { $0 != "_" }) else { return "upload" }
    return shortened(text)
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return kept.contains(scalar) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  private static let kept: Set<Unicode.Scalar> = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -_.()+,@=~".unicodeScalars
  )

  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > longest else { return text }
    // `.csv.gz` and the like say how a file is read.
    let endings = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().suffix(2)
      .filter { (1...8).contains($0.utf8.count) }
    let ending = endings.map { "." + $0 }.joined()
    var start = Substring(text.dropLast(ending.count))
    while start.utf8.count + ending.utf8.count > longest { start.removeLast() }
    return start + ending
  }
}
