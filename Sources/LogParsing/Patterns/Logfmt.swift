import Diagnostics
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines of `key=value` words, as Heroku's and Go's loggers write them.
///
///     at=info method=GET path="/a b" status=200 dyno=web.1 cached
///
/// After the grammar of github.com/kr/logfmt: words end at a space or a control character, a value
/// in quotes is read like a JSON string. A key alone is the value `true`, `key=` is an empty text.
/// Unlike there, a value without quotes may hold `=`, as unquoted URLs do. A line without any `=` is
/// none of the format, for every prose would be.
struct Logfmt: LineMatcher {
  private let pairs: PairFields

  var fields: [MatchedField] { pairs.fields }

  /// - Parameters:
  ///   - names: The keys that are fields.
  ///   - rest: Whether the pairs with other keys go to the field `rest`, a JSON object.
  ///   - diagnostics: Where complaints go; the result is nil when there is one.
  init?(names: [PatternText], rest: Bool = false, diagnostics: inout [Diagnostic]) {
    guard let pairs = PairFields(names, rest: rest, diagnostics: &diagnostics) else { return nil }
    self.pairs = pairs
  }

  func match(_ line: UnsafeRawBufferPointer, _ slots: FieldSlots) -> Mismatch? {
    pairs.match(line, by: LogfmtGrammar(), slots)
  }
}

private struct LogfmtGrammar: PairGrammar {
  private static let yes: StaticString = "true"

  @inline(__always)
  func next(in line: UnsafeRawBufferPointer, _ cursor: inout PairCursor) -> PairScan {
    var place = cursor.place
    while place < line.count, line[place] <= 0x20 { place &+= 1 }
    guard place < line.count else {
      return cursor.hasValue || line.isEmpty ? .end : .malformed("no key=value", at: 0)
    }
    let start = place
    while place < line.count, line[place] > 0x20, line[place] != UInt8(ascii: "=") {
      if line[place] == UInt8(ascii: "\"") { return .malformed("a quote in a key", at: place) }
      place &+= 1
    }
    guard place > start else { return .malformed("no key before '='", at: place) }
    let key = UnsafeRawBufferPointer(rebasing: line[start..<place])
    guard place < line.count, line[place] == UInt8(ascii: "=") else {
      cursor.place = place
      let yes = UnsafeRawBufferPointer(start: Self.yes.utf8Start, count: 4)
      return .pair(ScannedPair(key: key, value: yes))
    }
    cursor.hasValue = true
    place &+= 1
    if place < line.count, line[place] == UInt8(ascii: "\"") {
      return quoted(key, in: line, place, &cursor)
    }
    let valueStart = place
    while place < line.count, line[place] > 0x20 {
      if line[place] == UInt8(ascii: "\"") {
        return .malformed("a quote in a value that begins without one", at: place)
      }
      place &+= 1
    }
    cursor.place = place
    return .pair(
      ScannedPair(key: key, value: UnsafeRawBufferPointer(rebasing: line[valueStart..<place]))
    )
  }

  private func quoted(
    _ key: UnsafeRawBufferPointer,
    in line: UnsafeRawBufferPointer,
    _ quote: Int,
    _ cursor: inout PairCursor
  ) -> PairScan {
    let start = quote &+ 1
    var end = line.count
    var isEscaped = false
    if let base = line.baseAddress, start < line.count,
      let hit = memchr(base + start, 0x22, line.count &- start)
    {
      end = UnsafeRawPointer(hit) - base
      isEscaped = memchr(base + start, 0x5C, end &- start) != nil
    }
    if isEscaped { end = escapedEnd(line, start) }
    guard end < line.count else { return .malformed("a quoted value does not end", at: quote) }
    let next = end &+ 1
    guard next == line.count || line[next] <= 0x20 else {
      return .malformed("text after a quoted value", at: next)
    }
    cursor.place = next
    let value = UnsafeRawBufferPointer(rebasing: line[start..<end])
    return .pair(ScannedPair(key: key, value: value, isEscaped: isEscaped))
  }

  /// The first quote that no backslash stands before, or the end of the line.
  private func escapedEnd(_ line: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var place = start
    while place < line.count, line[place] != UInt8(ascii: "\"") {
      place &+= line[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(place, line.count)
  }

  func append(unescaped value: UnsafeRawBufferPointer, to writer: ByteWriter) {
    JSONText.append(unescaped: value, to: writer)
  }
}
