import Diagnostics

/// What stands between the braces of one `%{…}` of a grok pattern: `NUMBER:bytes:int`.
struct GrokReference {
  /// The pattern that is meant.
  let pattern: String
  let patternRange: Range<Int>
  /// The field that takes what it matches; `[http][request][method]` is `http.request.method`.
  let field: String?
  let type: FieldType?
  /// What is wrong with it.
  let complaint: Diagnostic?

  init(_ range: Range<Int>, of text: PatternText) {
    let parts = text.bytes[range].split(
      separator: UInt8(ascii: ":"),
      maxSplits: 2,
      omittingEmptySubsequences: false
    )
    func string(_ index: Int) -> String? {
      index < parts.count ? String(decoding: parts[index], as: UTF8.self) : nil
    }
    pattern = string(0) ?? ""
    patternRange = range.lowerBound..<range.lowerBound + (parts.first?.count ?? 0)
    let written = string(1)
    field = written.flatMap(Self.fieldName)
    let word = string(2)
    type = word.flatMap { FieldType($0) }
    if let written, field == nil {
      let span = text.span(parts[1].startIndex..<parts[1].endIndex)
      complaint = written.isEmpty ? .grokFieldMissing(at: span) : .badFieldName(written, at: span)
    } else if let word, type == nil {
      complaint = .unknownType(word, at: text.span(parts[2].startIndex..<parts[2].endIndex))
    } else {
      complaint = nil
    }
  }

  /// The name of a field as columns refer to it, or nil when it is none.
  private static func fieldName(_ written: String) -> String? {
    guard written.first == "[" else {
      let isPlain = !written.contains { "[]{}".contains($0) }
      return isPlain && !written.isEmpty ? written : nil
    }
    guard written.last == "]" else { return nil }
    let names = written.dropFirst().dropLast().split(
      separator: "][",
      omittingEmptySubsequences: false
    )
    let isWhole = names.allSatisfy { name in
      !name.isEmpty && !name.contains { "[]{}".contains($0) }
    }
    return isWhole ? names.joined(separator: ".") : nil
  }
}
