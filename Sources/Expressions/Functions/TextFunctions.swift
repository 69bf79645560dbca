import Tables

extension FunctionLibrary {
  /// Positions and lengths count characters as readers do (grapheme clusters), not UTF-16 units.
  static let texts: [Function] = [
    Function("upper", 1...1) { values, _ in .string(Coercion.text(values[0]).uppercased()) },
    Function("lower", 1...1) { values, _ in .string(Coercion.text(values[0]).lowercased()) },
    Function("trim", 1...1) { values, _ in .string(trimmed(Coercion.text(values[0]))) },
    Function("pad", 2...4) { values, _ throws(Complaint) in
      let text = Coercion.text(values[0])
      let filler = values.count > 2 && !values[2].isNull ? Coercion.text(values[2]) : " "
      let missing = number(values[1]) - Double(text.count)
      guard missing > 0 else { return .string(text) }
      guard missing <= Double(lengthLimit) else {
        throw Complaint(argument: 1, reason: .tooLong(lengthLimit))
      }
      let count = Int(missing)
      let fill: (Int) -> String = { String(repeating: filler, count: $0) }
      switch alignment(values, 3) {
      case .left: return .string(fill(count) + text)
      case .center: return .string(fill(count / 2) + text + fill(count - count / 2))
      case .right: return .string(text + fill(count))
      }
    },
    Function("truncate", 2...4) { values, _ in
      let text = Coercion.text(values[0])
      let ellipsis = values.count > 3 && !values[3].isNull ? Coercion.text(values[3]) : "…"
      let limit = number(values[1])
      guard Double(text.count) > limit else { return .string(text) }
      let kept = Int(max(0, limit - Double(ellipsis.count)))
      switch alignment(values, 2) {
      case .left: return .string(ellipsis + text.suffix(kept))
      case .center:
        return .string(text.prefix((kept + 1) / 2) + ellipsis + text.suffix(kept / 2))
      case .right: return .string(text.prefix(kept) + ellipsis)
      }
    },
    Function("substring", 2...3) { values, _ in
      let text = Coercion.text(values[0])
      let count = text.count
      let start = position(values[1], count)
      let end = values.count > 2 && !values[2].isNull ? position(values[2], count) : count
      let (low, high) = (min(start, end), max(start, end))
      return .string(String(text.dropFirst(low).prefix(high - low)))
    },
    Function("startswith", 2...2) { values, _ in
      .bool(Coercion.text(values[0]).hasPrefix(Coercion.text(values[1])))
    },
    Function("endswith", 2...2) { values, _ in
      .bool(Coercion.text(values[0]).hasSuffix(Coercion.text(values[1])))
    },
    Function("parseFloat", 1...1) { values, _ in parsedFloat(Coercion.text(values[0])) },
    Function("parseInt", 1...2) { values, _ in
      parsedInteger(Coercion.text(values[0]), values.count > 1 ? number(values[1]) : 0)
    },
    Function("btoa", 1...1) { values, _ in
      .string(Base64.encoded(Array(Coercion.text(values[0]).utf8)))
    },
    Function("atob", 1...1) { values, _ throws(Complaint) in
      guard let bytes = Base64.decoded(Coercion.text(values[0])) else {
        throw Complaint(argument: 0, reason: .needs("a text in base 64", given: values[0]))
      }
      return .string(String(decoding: bytes, as: UTF8.self))
    },
  ]

  private enum Alignment: String { case left, center, right }

  private static func alignment(_ values: [Value], _ index: Int) -> Alignment {
    guard values.count > index else { return .right }
    return Alignment(rawValue: Coercion.text(values[index])) ?? .right
  }

  private static func position(_ value: Value, _ count: Int) -> Int {
    let number = number(value)
    return number.isNaN ? 0 : Int(max(0, min(Double(count), number)))
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  /// The longest number that the text begins with.
  private static func parsedFloat(_ text: String) -> Value {
    let text = trimmed(text)
    let sign = text.hasPrefix("-") || text.hasPrefix("+") ? 1 : 0
    if text.dropFirst(sign).hasPrefix("Infinity") {
      return .double(text.hasPrefix("-") ? -.infinity : .infinity)
    }
    var end = text.prefix(sign).count
    var seenPoint = false
    let characters = Array(text)
    func isDigit(_ index: Int) -> Bool {
      index < characters.count && ("0"..."9").contains(characters[index])
    }
    while isDigit(end) || (!seenPoint && end < characters.count && characters[end] == ".") {
      if characters[end] == "." { seenPoint = true }
      end += 1
    }
    if end < characters.count, characters[end] == "e" || characters[end] == "E" {
      let signed = end + 1 < characters.count && "+-".contains(characters[end + 1])
      var exponentEnd = end + (signed ? 2 : 1)
      if isDigit(exponentEnd) {
        while isDigit(exponentEnd) { exponentEnd += 1 }
        end = exponentEnd
      }
    }
    guard end > sign else { return .double(.nan) }
    return ScriptNumber.read(String(characters[..<end])) ?? .double(.nan)
  }

  /// The digits that the text begins with, in a base from 2 to 36 (16 after `0x`, else 10).
  private static func parsedInteger(_ text: String, _ radix: Double) -> Value {
    var rest = Substring(trimmed(text))
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
    var base = radix.isFinite && radix.magnitude <= 100 ? Int(radix) : 0
    if base == 0 || base == 16, rest.lowercased().hasPrefix("0x") {
      rest = rest.dropFirst(2)
      base = 16
    }
    if base == 0 { base = 10 }
    guard (2...36).contains(base) else { return .double(.nan) }
    let digits = rest.prefix {
      $0.isASCII && (($0.wholeNumberValue ?? letterValue($0)).map { $0 < base } ?? false)
    }
    guard !digits.isEmpty else { return .double(.nan) }
    if let value = Int64(digits, radix: base) { return .int(isNegative ? -value : value) }
    let double = digits.reduce(0.0) {
      $0 * Double(base) + Double($1.wholeNumberValue ?? letterValue($1) ?? 0)
    }
    return .double(isNegative ? -double : double)
  }

  private static func letterValue(_ character: Character) -> Int? {
    guard let ascii = character.asciiValue, character.isLetter else { return nil }
    return Int(ascii | 0x20) - 87
  }
}
