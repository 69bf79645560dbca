import Tables

extension JSONScanner {
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

  mutating func memberName() throws(Failure) -> String {
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
