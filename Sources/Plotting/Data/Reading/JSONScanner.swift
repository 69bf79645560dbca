import Tables

/// Steps through the bytes of JSON.
///
/// The bytes must outlive the scanner.
struct JSONScanner {
  struct Failure: Error {
    let message: String
    /// The offset of the byte that is wrong.
    let place: Int
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  var at = 0
  private var depth = 0

  /// How deeply lists and objects may nest; protects the stack.
  private static let depthLimit = 512

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The byte here; 0 at the end.
  var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }
  var isAtEnd: Bool { at >= bytes.count }

  func failure(_ message: String, at place: Int? = nil) -> Failure {
    Failure(message: message, place: place ?? at)
  }

  /// Passes by a byte order mark.
  mutating func skipMark() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  mutating func skipBlanks() {
    while at < bytes.count, bytes[at] <= 32 {
      switch bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: scalar) else { return false }
    at += 1
    return true
  }

  /// Passes by a quoted text when it is `wanted`.
  mutating func skipText(_ wanted: [UInt8]) -> Bool {
    let end = at + wanted.count + 1
    guard byte == UInt8(ascii: "\""), end < bytes.count, bytes[end] == UInt8(ascii: "\"") else {
      return false
    }
    for index in wanted.indices where bytes[at + 1 + index] != wanted[index] { return false }
    at = end + 1
    return true
  }

  /// What stands between quotes.
  enum Text {
    /// A part of the bytes scanned.
    case plain(UnsafeBufferPointer<UInt8>)
    /// Put together, because it holds escapes.
    case escaped([UInt8])

    var string: String {
      switch self {
      case .plain(let bytes): String(decoding: bytes, as: UTF8.self)
      case .escaped(let bytes): String(decoding: bytes, as: UTF8.self)
      }
    }

    var bytes: [UInt8] {
      switch self {
      case .plain(let bytes): Array(bytes)
      case .escaped(let bytes): bytes
      }
    }
  }

  mutating func text() throws(Failure) -> Text {
    guard take("\"") else {
      throw failure(isAtEnd ? "the file ends too early" : "a text in quotes must stand here")
    }
    let start = at
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return .plain(UnsafeBufferPointer(rebasing: bytes[start..<at - 1]))
      case UInt8(ascii: "\\"): return try escapedText(from: start)
      case 0..<32: throw failure("a line end or control character in a text must be escaped")
      default: at += 1
      }
    }
    throw failure("this text has no closing quote", at: start - 1)
  }

  private mutating func escapedText(from start: Int) throws(Failure) -> Text {
    var content = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return .escaped(content)
      case UInt8(ascii: "\\"): try escape(&content)
      case 0..<32:
        throw failure("a line end or control character in a text must be escaped", at: at - 1)
      default: content.append(byte)
      }
    }
    throw failure("this text has no closing quote", at: start - 1)
  }

  private mutating func escape(_ content: inout [UInt8]) throws(Failure) {
    let mark = byte
    at += 1
    switch mark {
    case UInt8(ascii: "n"): content.append(10)
    case UInt8(ascii: "t"): content.append(9)
    case UInt8(ascii: "r"): content.append(13)
    case UInt8(ascii: "b"): content.append(8)
    case UInt8(ascii: "f"): content.append(12)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(mark)
    case UInt8(ascii: "u"):
      var unit = try hexUnit()
      if unit >> 10 == 0x36, byte == UInt8(ascii: "\\"), at + 1 < bytes.count,
        bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        let low = try hexUnit()
        unit = low >> 10 == 0x37 ? 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF) : 0xFFFD
      }
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      content.append(contentsOf: String(Character(scalar)).utf8)
    default: throw failure("this escape does not exist in JSON", at: at - 2)
    }
  }

  private mutating func hexUnit() throws(Failure) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits must stand here")
      }
      unit = unit << 4 + UInt32(digit)
      at += 1
    }
    return unit
  }

  mutating func number() throws(Failure) -> Double {
    let rest = UnsafeBufferPointer(rebasing: bytes[at...])
    guard let (number, length) = NumberText.prefix(rest) else {
      throw failure("this is not a number")
    }
    at += length
    return number
  }

  /// Any value.
  mutating func value() throws(Failure) -> Value {
    switch byte {
    case UInt8(ascii: "\""): return .string(try text().string)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .double(try number())
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      defer { depth -= 1 }
      if depth > Self.depthLimit { throw failure("lists and objects nest too deeply here") }
      return byte == UInt8(ascii: "{") ? .record(try object()) : .list(try list())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default:
      throw failure(isAtEnd ? "the file ends too early" : "a value must stand here")
    }
  }

  mutating func skipValue() throws(Failure) { _ = try value() }

  private mutating func word(_ word: StaticString, _ value: Value) throws(Failure) -> Value {
    let length = word.utf8CodeUnitCount
    for index in 0..<length {
      guard at + index < bytes.count, bytes[at + index] == word.utf8Start[index] else {
        throw failure("a value must stand here")
      }
    }
    at += length
    return value
  }

  private mutating func list() throws(Failure) -> [Value] {
    at += 1
    var values: [Value] = []
    skipBlanks()
    if take("]") { return values }
    while true {
      values.append(try value())
      skipBlanks()
      if take("]") { return values }
      guard take(",") else { throw failure("a ',' or ']' is missing here") }
      skipBlanks()
    }
  }

  private mutating func object() throws(Failure) -> Record {
    at += 1
    var record = Record([])
    skipBlanks()
    if take("}") { return record }
    while true {
      record.names.append(try memberName())
      record.values.append(try value())
      skipBlanks()
      if take("}") { return record }
      guard take(",") else { throw failure("a ',' or '}' is missing here") }
      skipBlanks()
    }
  }

  private mutating func memberName() throws(Failure) -> String {
    let name = try text().string
    skipBlanks()
    guard take(":") else { throw failure("a ':' is missing here") }
    skipBlanks()
    return name
  }

  /// Goes to the value of a member of the object (or the element of the list) here; false when
  /// there is none.
  mutating func enter(member name: String) throws(Failure) -> Bool {
    if take("[") {
      guard let index = Int(name), index >= 0 else { return false }
      skipBlanks()
      for _ in 0..<index {
        if byte == UInt8(ascii: "]") { return false }
        try skipValue()
        skipBlanks()
        guard take(",") else { return false }
        skipBlanks()
      }
      return byte != UInt8(ascii: "]")
    }
    guard take("{") else { return false }
    skipBlanks()
    while !take("}") {
      if try memberName() == name { return true }
      try skipValue()
      skipBlanks()
      if take(",") { skipBlanks() }
      if isAtEnd { throw failure("the file ends too early") }
    }
    return false
  }
}
