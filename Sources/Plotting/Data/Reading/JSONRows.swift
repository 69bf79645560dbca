import Diagnostics
import Tables

/// Rows out of JSON (RFC 8259), read byte by byte straight into columns.
///
/// A list of objects becomes rows, scalars the column `data`; an object or a scalar by itself is one
/// row. Lists and objects inside a row stay nested values. Of a key that a row gives twice the first
/// value counts.
enum JSONRows {
  /// The rows of a file, whose name is for messages, below the names of `property`.
  ///
  /// With `isLines` each line is a value of its own (NDJSON). The first byte that is no JSON makes a
  /// diagnostic with its line and column.
  static func read(
    _ bytes: [UInt8],
    named name: String,
    property: String?,
    isLines: Bool = false
  ) throws(Diagnostic) -> Frame {
    let path = property.map { FieldPath($0).names } ?? []
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<Frame, JSONScanner.Failure> in
      var reader = JSONRowReader(JSONScanner(buffer))
      do throws(JSONScanner.Failure) {
        return .success(isLines ? try reader.lines() : try reader.document(path))
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let frame): return frame
    case .failure(let failure):
      let file = SourceFile(name: name, bytes: bytes)
      let place = min(failure.place, bytes.count)
      let end = min(place + 1, bytes.count)
      throw Diagnostic(.error, "json", failure.message, at: file.span(place..<end))
    }
  }
}

/// Puts what a scanner finds into columns.
private struct JSONRowReader {
  var scanner: JSONScanner
  var columns = ColumnBuilders()
  /// The keys of the columns as bytes: rows mostly have the keys of the row before, in its order.
  private var keys: [[UInt8]] = []

  init(_ scanner: JSONScanner) { self.scanner = scanner }

  mutating func document(_ path: [String]) throws(JSONScanner.Failure) -> Frame {
    scanner.skipMark()
    scanner.skipBlanks()
    for name in path {
      guard try scanner.enter(member: name) else {
        // The rows are not there: there are none.
        return columns.finish()
      }
    }
    if scanner.byte == UInt8(ascii: "[") {
      try list()
    } else {
      try row()
    }
    if path.isEmpty {
      scanner.skipBlanks()
      guard scanner.isAtEnd else { throw scanner.failure("the file goes on after its value") }
    }
    return columns.finish()
  }

  mutating func lines() throws(JSONScanner.Failure) -> Frame {
    scanner.skipMark()
    scanner.skipBlanks()
    while !scanner.isAtEnd {
      try row()
      scanner.skipBlanks()
    }
    return columns.finish()
  }

  private mutating func list() throws(JSONScanner.Failure) {
    scanner.at += 1
    scanner.skipBlanks()
    if scanner.take("]") { return }
    while true {
      try row()
      scanner.skipBlanks()
      if scanner.take("]") { return }
      guard scanner.take(",") else { throw scanner.failure("a ',' or ']' is missing here") }
      scanner.skipBlanks()
    }
  }

  private mutating func row() throws(JSONScanner.Failure) {
    columns.beginRow()
    guard scanner.take("{") else {
      if scanner.byte == UInt8(ascii: "n") {
        try scanner.skipValue()
      } else {
        try value(at: columns.place(of: "data"))
      }
      return
    }
    scanner.skipBlanks()
    if scanner.take("}") { return }
    var expected = 0
    while true {
      let place = try key(expected)
      expected = place + 1
      scanner.skipBlanks()
      guard scanner.take(":") else { throw scanner.failure("a ':' is missing here") }
      scanner.skipBlanks()
      try value(at: place)
      scanner.skipBlanks()
      if scanner.take("}") { return }
      guard scanner.take(",") else { throw scanner.failure("a ',' or '}' is missing here") }
      scanner.skipBlanks()
    }
  }

  /// The place of the column that a key names.
  private mutating func key(_ expected: Int) throws(JSONScanner.Failure) -> Int {
    if expected < keys.count, scanner.skipText(keys[expected]) { return expected }
    let text = try scanner.text()
    let place = columns.place(of: text.string)
    if place == keys.count { keys.append(text.bytes) }
    return place
  }

  private mutating func value(at place: Int) throws(JSONScanner.Failure) {
    switch scanner.byte {
    case UInt8(ascii: "\""):
      switch try scanner.text() {
      case .plain(let text): columns.append(text: text, at: place)
      case .escaped(let text):
        text.withUnsafeBufferPointer { columns.append(text: $0, at: place) }
      }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      columns.append(number: try scanner.number(), at: place)
    default: columns.append(Level(try scanner.value()), at: place)
    }
  }
}
