import Diagnostics

/// What stands between the braces of one `%{…}` of a dissect pattern.
struct DissectField {
  enum Kind { case plain, skipped, appended, key, value }

  let kind: Kind
  let name: String
  /// The number after `/` of an appended field.
  let order: Int?
  let type: FieldType?
  let isPadded: Bool
  let range: Range<Int>
  /// What is wrong with it.
  let complaint: Diagnostic?

  init(_ range: Range<Int>, of pattern: PatternText) {
    self.range = range
    var text = String(decoding: pattern.bytes[range], as: UTF8.self)
    isPadded = text.hasSuffix("->")
    if isPadded { text.removeLast(2) }
    var complaint: Diagnostic?

    var type: FieldType?
    if let colon = text.lastIndex(of: ":") {
      let word = String(text[text.index(after: colon)...])
      type = FieldType(word)
      if type == nil { complaint = .unknownType(word, at: pattern.span(range)) }
      text = String(text[..<colon])
    }

    var order: Int?
    switch text.first {
    case "+":
      text.removeFirst()
      kind = .appended
      if let slash = text.lastIndex(of: "/") {
        order = Int(text[text.index(after: slash)...])
        if order == nil || order.map({ $0 < 0 || $0 >= 1_000 }) == true {
          complaint = .badOrder(at: pattern.span(range))
        }
        text = String(text[..<slash])
      }
    case "?":
      text.removeFirst()
      kind = .skipped
    case "*":
      text.removeFirst()
      kind = .key
    case "&":
      text.removeFirst()
      kind = .value
    case nil: kind = .skipped
    default: kind = .plain
    }
    if text.isEmpty, kind != .skipped { complaint = .fieldWithoutName(at: pattern.span(range)) }
    name = text
    self.order = order
    self.type = type
    self.complaint = complaint
  }
}
