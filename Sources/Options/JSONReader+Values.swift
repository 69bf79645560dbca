import Diagnostics
import Tables

extension JSONReader {
  /// Any value without places: rows of data.
  mutating func value() throws(Diagnostic) -> Value {
    switch byte {
    case UInt8(ascii: "{"): return try record(like: nil)
    case UInt8(ascii: "["):
      var values: [Value] = []
      // Rows mostly have the keys of the row before: they share one list of names.
      var names: [String]?
      try list { reader throws(Diagnostic) in
        guard reader.byte == UInt8(ascii: "{") else {
          values.append(try reader.value())
          return
        }
        let record = try reader.record(like: names)
        if case .record(let row) = record { names = row.names }
        values.append(record)
      }
      return .list(values)
    case UInt8(ascii: "\""): return .string(try text())
    default: return try scalar()
    }
  }

  /// An object; of a key given twice the last value stays.
  private mutating func record(like expected: [String]?) throws(Diagnostic) -> Value {
    try enterRecord()
    defer { depth -= 1 }
    var names = expected ?? []
    var isShared = expected != nil
    var values: [Value] = []
    values.reserveCapacity(names.count)
    skipBlanks()
    if byte == UInt8(ascii: "}") {
      at += 1
      return .record(Record([]))
    }
    while true {
      guard byte == UInt8(ascii: "\"") else { throw self.expected("a key in double quotes") }
      let index = values.count
      if isShared, index < names.count, take(key: names[index]) {
        try colon(names[index])
        values.append(try value())
      } else {
        if isShared {
          names.removeSubrange(index...)
          isShared = false
        }
        let name = try text()
        try colon(name)
        let value = try value()
        if let known = names.firstIndex(of: name) {
          values[known] = value
        } else {
          names.append(name)
          values.append(value)
        }
      }
      if try isClosed(after: names.last ?? "") { break }
    }
    if values.count < names.count { names.removeSubrange(values.count...) }
    var record = Record([])
    record.names = names
    record.values = values
    return .record(record)
  }

  private mutating func enterRecord() throws(Diagnostic) {
    depth += 1
    guard depth <= Self.depthLimit else {
      throw .json("lists and objects nest more than \(Self.depthLimit) deep", at: place, hint: nil)
    }
    at += 1
  }

  /// Takes `"key"` when exactly that stands here, without making a text of it.
  private mutating func take(key: String) -> Bool {
    var index = at + 1
    for byte in key.utf8 {
      guard index < file.bytes.count, file.bytes[index] == byte,
        byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "\"")
      else { return false }
      index += 1
    }
    guard index < file.bytes.count, file.bytes[index] == UInt8(ascii: "\"") else { return false }
    at = index + 1
    return true
  }

  private mutating func colon(_ name: String) throws(Diagnostic) {
    skipBlanks()
    guard byte == UInt8(ascii: ":") else { throw expected("':' after the key '\(name)'") }
    at += 1
    skipBlanks()
  }

  private mutating func isClosed(after name: String) throws(Diagnostic) -> Bool {
    skipBlanks()
    if byte == UInt8(ascii: "}") {
      at += 1
      return true
    }
    guard byte == UInt8(ascii: ",") else {
      throw expected("',' or '}' after the value of '\(name)'")
    }
    at += 1
    skipBlanks()
    if byte == UInt8(ascii: "}") { throw .jsonComma(before: "}", at: place) }
    return false
  }
}
