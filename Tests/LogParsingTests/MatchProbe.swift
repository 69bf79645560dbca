import Diagnostics

@testable import LogParsing

/// What tests ask of a matcher.
enum MatchProbe {
  /// The fields of a line by name, or why the matcher does not take it.
  static func match(
    _ matcher: some LineMatcher,
    _ line: [UInt8]
  ) -> Result<[String: String], MismatchError> {
    let slots = matcher.makeSlots()
    return line.withUnsafeBytes { bytes in
      if let mismatch = matcher.match(bytes, slots) { return .failure(MismatchError(mismatch)) }
      let found = matcher.fields.indices.compactMap { index in
        slots[index].map { (matcher.fields[index].name, String(decoding: $0, as: UTF8.self)) }
      }
      return .success(Dictionary(uniqueKeysWithValues: found))
    }
  }

  /// The fields of a line by name; nil when the matcher does not take it.
  static func fields(_ matcher: some LineMatcher, _ line: String) -> [String: String]? {
    try? match(matcher, Array(line.utf8)).get()
  }

  /// Diagnostics as `line:column: message [code]`, with ` (hint)` when there is one.
  static func told(_ diagnostics: [Diagnostic], hints: Bool = false) -> [String] {
    diagnostics.map { diagnostic in
      let place = diagnostic.span?.start ?? (line: 0, column: 0)
      let hint = hints ? diagnostic.hint.map { " (\($0))" } ?? "" : ""
      return "\(place.line):\(place.column): \(diagnostic.message) [\(diagnostic.code)]\(hint)"
    }
  }
}

struct MismatchError: Error, Equatable {
  let mismatch: Mismatch
  init(_ mismatch: Mismatch) { self.mismatch = mismatch }
}
