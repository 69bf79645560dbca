/// Characters and kinds of characters as RE2 writes them.
enum RE2Text {
  /// Text that stands for itself.
  static func literal(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map(literal).joined()
  }

  static func literal(_ scalar: UnicodeScalar) -> String {
    if "\\.+*?()|[]{}^$".unicodeScalars.contains(scalar) { return "\\" + String(scalar) }
    return scalar.value < 0x20 || scalar.value == 0x7F ? code(scalar) : String(scalar)
  }

  static func code(_ scalar: UnicodeScalar) -> String {
    "\\x{" + String(scalar.value, radix: 16) + "}"
  }

  /// The one character that an escape at `start` stands for, and where it ends; nil when it stands
  /// for a kind of characters or for a place.
  static func character(
    _ bytes: [UInt8],
    _ start: Int,
    inSet: Bool
  ) throws(RE2Translation.Missing) -> (UnicodeScalar, Int)? {
    var place = start + 1
    func hex(_ digits: ArraySlice<UInt8>, _ radix: Int) -> UnicodeScalar? {
      digits.isEmpty
        ? UnicodeScalar(0)
        : UInt32(String(decoding: digits, as: UTF8.self), radix: radix).flatMap(UnicodeScalar.init)
    }
    guard place < bytes.count else { return nil }
    let byte = bytes[place]
    place += 1
    switch byte {
    case UInt8(ascii: "n"): return ("\n", place)
    case UInt8(ascii: "r"): return ("\r", place)
    case UInt8(ascii: "t"): return ("\t", place)
    case UInt8(ascii: "f"): return ("\u{C}", place)
    case UInt8(ascii: "a"): return ("\u{7}", place)
    case UInt8(ascii: "e"): return ("\u{1B}", place)
    case UInt8(ascii: "b") where inSet: return ("\u{8}", place)
    case UInt8(ascii: "x"), UInt8(ascii: "o"):
      let radix = byte == UInt8(ascii: "x") ? 16 : 8
      if place < bytes.count, bytes[place] == UInt8(ascii: "{"),
        let close = bytes[place...].firstIndex(of: UInt8(ascii: "}"))
      {
        return hex(bytes[place + 1..<close], radix).map { ($0, close + 1) }
      }
      let digits = bytes[place...].prefix(2).prefix { NumberReading.hexValue($0) != nil }
      return hex(digits, 16).map { ($0, place + digits.count) }
    case UInt8(ascii: "0")...UInt8(ascii: "7") where inSet || byte == UInt8(ascii: "0"):
      let digits = bytes[(place - 1)...].prefix(3).prefix { $0 &- UInt8(ascii: "0") < 8 }
      return hex(digits, 8).map { ($0, place - 1 + digits.count) }
    case UInt8(ascii: "c") where place < bytes.count:
      let letter = bytes[place]
      let upper =
        letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") ? letter - 0x20 : letter
      return (UnicodeScalar(upper ^ 0x40), place + 1)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return nil
    default:
      while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
      let text = String(decoding: bytes[start + 1..<place], as: UTF8.self)
      return text.unicodeScalars.first.map { ($0, place) }
    }
  }

  /// The members of the kind of characters that an escape at `start` stands for, as they stand
  /// within brackets, and where the escape ends.
  ///
  /// Those of a negated kind are what it does not hold, but for `\P`, which is whole in itself.
  static func type(
    _ bytes: [UInt8],
    _ start: Int
  ) throws(RE2Translation.Missing) -> (String, Int) {
    let end = start + 2
    switch bytes[start + 1] {
    case UInt8(ascii: "d"), UInt8(ascii: "D"): return ("0-9", end)
    case UInt8(ascii: "w"), UInt8(ascii: "W"): return ("0-9A-Za-z_", end)
    // RE2's own `\s` has no vertical tab.
    case UInt8(ascii: "s"), UInt8(ascii: "S"): return (#"\t-\r "#, end)
    case UInt8(ascii: "h"), UInt8(ascii: "H"):
      let more = #"\x{1680}\x{180e}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}"#
      return (#"\t \x{a0}"# + more, end)
    case UInt8(ascii: "v"), UInt8(ascii: "V"): return (#"\n-\r\x{85}\x{2028}\x{2029}"#, end)
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      let isBraced = end < bytes.count && bytes[end] == UInt8(ascii: "{")
      let close = isBraced ? bytes[end...].firstIndex(of: UInt8(ascii: "}")) : end
      guard let close, close < bytes.count else { break }
      let name = String(decoding: bytes[end...close], as: UTF8.self)
      // Kinds that PCRE2 made up itself.
      guard !name.hasPrefix("{X"), !name.contains("&"), !name.contains("=") else { break }
      return (String(decoding: bytes[start...close], as: UTF8.self), close + 1)
    default: break
    }
    let what = String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
    throw RE2Translation.Missing(what: what, range: start..<min(end, bytes.count))
  }
}
