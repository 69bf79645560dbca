import Tables

/// The names a field of a specification goes through: `a.b`, `a[0]`, `a['b c']`, `a\.b` (one name).
///
/// Source: vega-util's `splitAccessPath`
/// (https://vega.github.io/vega-lite/docs/field.html, "Nested fields").
struct FieldPath: Hashable, Sendable {
  let names: [String]

  /// Text that is no path (a bracket or a quote left open) is one name.
  init(_ text: String) {
    names = Self.split(Array(text.utf8)) ?? [text]
  }

  /// The text without escapes, as titles show a field of one name.
  static func unescaped(_ text: String) -> String {
    let names = FieldPath(text).names
    return names.count == 1 ? names[0] : text
  }

  private static func split(_ bytes: [UInt8]) -> [String]? {
    var names: [String] = []
    var name: [UInt8] = []
    var isOpen = false
    var at = 0
    func finish() {
      names.append(String(decoding: name, as: UTF8.self))
      name = []
      isOpen = false
    }
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\"):
        at += 1
        if at < bytes.count {
          name.append(bytes[at])
          isOpen = true
        }
      case UInt8(ascii: "."):
        if isOpen { finish() }
      case UInt8(ascii: "["):
        if isOpen { finish() }
        guard let end = bracket(bytes, from: at + 1, into: &name) else { return nil }
        finish()
        at = end
      case UInt8(ascii: "]"): return nil
      default:
        name.append(bytes[at])
        isOpen = true
      }
      at += 1
    }
    if isOpen { finish() }
    return names.isEmpty ? nil : names
  }

  /// Reads `0]` or `'name']`; gives the place of the bracket.
  private static func bracket(
    _ bytes: [UInt8],
    from start: Int,
    into name: inout [UInt8]
  ) -> Int? {
    var at = start
    var quote: UInt8?
    if at < bytes.count, bytes[at] == UInt8(ascii: "'") || bytes[at] == UInt8(ascii: "\"") {
      quote = bytes[at]
      at += 1
    }
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count {
        at += 1
      } else if let open = quote, bytes[at] == open {
        let close = at + 1
        return close < bytes.count && bytes[close] == UInt8(ascii: "]") ? close : nil
      } else if quote == nil, bytes[at] == UInt8(ascii: "]") {
        return at
      }
      name.append(bytes[at])
      at += 1
    }
    return nil
  }
}

extension Level {
  /// A member of a record, an element of a list, `length` of a list or a text; else null, and
  /// nothing when there is no such member.
  func member(_ name: String) -> Level? {
    switch self {
    case .nested(.record(let record)): return record[name].map { Level($0) }
    case .nested(.list(let values)):
      if name == "length" { return .number(Double(values.count)) }
      return Int(name).flatMap { values.indices.contains($0) ? Level(values[$0]) : nil }
    case .text(let text) where name == "length": return .number(Double(text.utf16.count))
    default: return nil
    }
  }
}
