/// Characters between brackets.
struct RE2CharacterSet {
  private let bytes: [UInt8]
  private(set) var place: Int

  /// `start`: where the first bracket stands.
  init(_ bytes: [UInt8], _ start: Int) {
    self.bytes = bytes
    place = start
  }

  private func stands(_ text: String) -> Bool { bytes[place...].starts(with: Array(text.utf8)) }

  /// The set as RE2 writes it; `place` is after its last bracket then.
  mutating func text() throws(RE2Translation.Missing) -> String {
    place += 1
    var text = "["
    if stands("^") {
      text += "^"
      place += 1
    }
    var isFirst = true
    while place < bytes.count, isFirst || bytes[place] != UInt8(ascii: "]") {
      isFirst = false
      text += try item()
    }
    place += 1
    return text + "]"
  }

  private mutating func item() throws(RE2Translation.Missing) -> String {
    let start = place
    if stands("[:"), let end = bytes[place...].firstIndex(of: UInt8(ascii: "]")),
      bytes[end - 1] == UInt8(ascii: ":")
    {
      place = end + 1
      let name = String(decoding: bytes[start..<place], as: UTF8.self)
      // Without the vertical tab in RE2.
      return name == "[:space:]" ? #"\t-\r "# : name
    }
    if stands("\\Q") || stands("\\E") {
      throw RE2Translation.Missing(what: "\\Q in brackets", range: start..<start + 2)
    }
    guard let first = try character() else {
      let byte = bytes[place + 1]
      let (members, end) = try RE2Text.type(bytes, place)
      place = end
      if byte | 0x20 == UInt8(ascii: "p") { return members }
      if byte & 0x20 != 0 { return members }
      // All but the members: only three kinds are that common.
      switch byte {
      case UInt8(ascii: "D"): return #"\x{0}-/:-\x{10ffff}"#
      case UInt8(ascii: "W"): return #"\x{0}-/:-@\[-\^`{-\x{10ffff}"#
      case UInt8(ascii: "S"): return #"\x{0}-\x{8}\x{e}-\x{1f}!-\x{10ffff}"#
      default:
        let what = String(decoding: bytes[start..<place], as: UTF8.self) + " in brackets"
        throw RE2Translation.Missing(what: what, range: start..<place)
      }
    }
    guard stands("-"), place + 1 < bytes.count, bytes[place + 1] != UInt8(ascii: "]") else {
      return written(first)
    }
    let dash = place
    place += 1
    guard let last = try character() else {
      // `[a-\d]`: the dash is a character.
      place = dash
      return written(first)
    }
    return written(first) + "-" + written(last)
  }

  /// The character that stands here, past which `place` moves; nil for a kind of characters.
  private mutating func character() throws(RE2Translation.Missing) -> UnicodeScalar? {
    if bytes[place] == UInt8(ascii: "\\") {
      guard let (scalar, end) = try RE2Text.character(bytes, place, inSet: true) else { return nil }
      place = end
      return scalar
    }
    let start = place
    place += 1
    while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self).unicodeScalars.first
  }

  private func written(_ scalar: UnicodeScalar) -> String {
    if "\\]^-[".unicodeScalars.contains(scalar) { return "\\" + String(scalar) }
    return scalar.value < 0x20 || scalar.value == 0x7F
      ? RE2Text.code(scalar) : String(scalar)
  }
}
