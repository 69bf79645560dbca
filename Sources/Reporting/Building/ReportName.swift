import Foundation
import Pipeline

/// The file name of one of several reports of a template, made of its parameters' values.
///
///     ReportName.of([("region", "north"), ("from", "2025-01-01")])  // north_2025-01-01
///     ReportName.of([("region", "A/B test")])                       // A-B-test-1c2f0a9b3d
///
/// Letters and digits of any script stay, all else becomes a hyphen. Where that or the limit of length
/// lost something, a piece of the values' digest is added, so that two reports never meet and a row
/// has the same name whatever the other rows are.
enum ReportName {
  /// The most bytes of the readable part; file systems take 255 with the ending.
  static let bytesAtMost = 100

  static func of(_ values: [(name: String, text: String)]) -> String {
    var isWhole = true
    let parts = values.map { value in
      let text = value.text.precomposedStringWithCanonicalMapping
      let part = part(text)
      if part != text || part.isEmpty { isWhole = false }
      return part
    }
    var name = parts.filter { !$0.isEmpty }.joined(separator: "_")
    while name.utf8.count > bytesAtMost {
      name.removeLast()
      isWhole = false
    }
    if isWhole, !isReserved(name) { return name }
    return marked(name, values)
  }

  /// The name with the values' digest, for those that would meet without it.
  static func marked(_ name: String, _ values: [(name: String, text: String)]) -> String {
    let key = Fingerprint(
      values.flatMap { [$0.name, $0.text.precomposedStringWithCanonicalMapping] }
    )
    return (name.isEmpty ? "" : name + "-") + key.hex.prefix(10)
  }

  private static func part(_ text: String) -> String {
    var out = ""
    for character in text {
      if character.isLetter || character.isNumber {
        out.append(character)
      } else if out.last != "-" {
        out.append("-")
      }
    }
    while out.last == "-" { out.removeLast() }
    return String(out.drop { $0 == "-" })
  }

  /// Names that Windows keeps for devices.
  private static func isReserved(_ name: String) -> Bool {
    let name = name.lowercased()
    if ["con", "prn", "aux", "nul"].contains(name) { return true }
    return name.count == 4 && (name.hasPrefix("com") || name.hasPrefix("lpt"))
      && name.last?.isNumber == true
  }

  /// What two paths have in common that some file system takes for one.
  static func folded(_ path: String) -> String {
    path.precomposedStringWithCanonicalMapping.lowercased()
      .precomposedStringWithCanonicalMapping
  }
}
