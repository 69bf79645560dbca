import Diagnostics

@testable import LogParsing

/// A line that a matcher was given: its fields by name, or why it has none.
struct MatchedLine {
  var fields: [String: String] = [:]
  var mismatch: Mismatch?

  init(_ line: some Sequence<UInt8>, by matcher: any LineMatcher) {
    let slots = matcher.makeSlots()
    // Memory that ends with the line: a sanitizer sees what reads on.
    Array(line).withUnsafeBytes { bytes in
      mismatch = matcher.match(bytes, slots)
      guard mismatch == nil else { return }
      for (index, field) in matcher.fields.enumerated() {
        fields[field.name] = slots[index].map { String(decoding: $0, as: UTF8.self) }
      }
    }
  }

  /// The fields; nil when the line has none.
  var taken: [String: String]? { mismatch == nil ? fields : nil }

  init(_ line: String, by matcher: any LineMatcher) { self.init(line.utf8, by: matcher) }
}

extension Diagnostic {
  /// The diagnostic as the command prints it, without its hint.
  var told: String {
    let place = span.map { $0.file.position(at: $0.range.lowerBound) }
    return
      "\(span?.file.name ?? ""):\(place?.line ?? 0):\(place?.column ?? 0): \(message) [\(code)]"
  }

  /// And its hint in parentheses.
  var toldWithHint: String { told + (hint.map { " (\($0))" } ?? "") }
}
