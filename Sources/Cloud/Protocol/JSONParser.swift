extension JSONValue {
  /// Reads a JSON text.
  ///
  /// - Throws: `CloudError` of kind `unexpected` with the place in bytes.
  package init(parsing bytes: [UInt8]) throws(CloudError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }
}

/// Reads JSON byte by byte.
private struct JSONParser {
  let bytes: [UInt8]
  var at = 0
  var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(CloudError) -> JSONValue {
    let value = try value()
    skipBlanks()
    guard at == bytes.count else { throw wrong }
    return value
  }

  private var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }
  private var wrong: CloudError {
    CloudError(.unexpected, "the answer is no JSON: it cannot be read at byte \(at)")
  }

  private mutating func skipBlanks() {
    while [0x20, 0x0A, 0x0D, 0x09].contains(byte) { at += 1 }
  }

  private mutating func value() throws(CloudError) -> JSONValue {
    skipBlanks()
    switch byte {
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "["): return .array(try items())
    case UInt8(ascii: "\""): return .string(try text())
    default: return try word()
    }
  }

  private mutating func members() throws(CloudError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    try list(until: UInt8(ascii: "}")) { parser throws(CloudError) in
      guard parser.byte == UInt8(ascii: "\"") else { throw parser.wrong }
      let name = try parser.text()
      parser.skipBlanks()
      guard parser.byte == UInt8(ascii: ":") else { throw parser.wrong }
      parser.at += 1
      members.append(JSONValue.Member(name, try parser.value()))
    }
    return members
  }

  private mutating func items() throws(CloudError) -> [JSONValue] {
    var items: [JSONValue] = []
    try list(until: UInt8(ascii: "]")) { parser throws(CloudError) in
      items.append(try parser.value())
    }
    return items
  }

  private mutating func list(
    until end: UInt8,
    _ element: (inout JSONParser) throws(CloudError) -> Void
  ) throws(CloudError) {
    depth += 1
    defer { depth -= 1 }
    // Protects the stack.
    guard depth <= 256 else { throw wrong }
    at += 1
    skipBlanks()
    if byte == end {
      at += 1
      return
    }
    while true {
      skipBlanks()
      try element(&self)
      skipBlanks()
      guard byte == UInt8(ascii: ",") || byte == end else { throw wrong }
      at += 1
      if bytes[at - 1] == end { return }
    }
  }

  private mutating func word() throws(CloudError) -> JSONValue {
    let start = at
    while at < bytes.count, !",]} \n\r\t".utf8.contains(bytes[at]) { at += 1 }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    switch word {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      guard word.first == "-" || word.first?.isNumber == true, Double(word) != nil else {
        at = start
        throw wrong
      }
      return .number(word)
    }
  }

  private mutating func text() throws(CloudError) -> String {
    var result: [UInt8] = []
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &result)
      case 0..<0x20: throw wrong
      default: result.append(byte)
      }
    }
    throw wrong
  }

  private mutating func escape(into result: inout [UInt8]) throws(CloudError) {
    let letter = byte
    at += 1
    switch letter {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "u"):
      var units = [try unit()]
      if (0xD800..<0xDC00).contains(units[0]), byte == UInt8(ascii: "\\"), at + 1 < bytes.count,
        bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        units.append(try unit())
      }
      result += String(decoding: units, as: UTF16.self).utf8
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
    default: throw wrong
    }
  }

  private mutating func unit() throws(CloudError) -> UInt16 {
    guard at + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw wrong }
    at += 4
    return unit
  }
}
