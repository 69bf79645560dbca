import Diagnostics
import Tables

/// Lines of pairs with separators of one's own: `ip=1.2.3.4, user="a, b"`, `8=FIX.4.4␁35=A`.
///
/// Pieces without any byte between two pair separators are passed over; a piece without the key
/// separator is not of the format. A value that begins with a quote ends at the next one of its
/// kind, whatever stands between; a backslash inside escapes that quote and the backslash, and is
/// itself before anything else.
struct KeyValue: LineMatcher {
  /// How the pairs of a line are written.
  struct Options: Sendable, Hashable {
    /// Between pairs.
    var pairSeparator = Literal(Array(" ".utf8))
    /// Between a key and its value: the first one of a piece counts.
    var keySeparator = Literal(Array("=".utf8))
    /// Bytes that are taken off both ends of keys and of values outside quotes.
    var trimmedKeyBytes: [UInt8] = []
    var trimmedValueBytes: [UInt8] = []
    /// The bytes that quote values; none: quotes are text.
    var quotes: [UInt8] = Array("\"".utf8)
  }

  private let pairs: PairFields
  private let options: Options

  var fields: [MatchedField] { pairs.fields }

  /// - Parameters:
  ///   - names: The keys that are fields.
  ///   - options: The separators: none of them empty, and not both the same.
  ///   - rest: Whether the pairs with other keys go to the field `rest`, a JSON object.
  ///   - diagnostics: Where complaints go; the result is nil when there is one.
  init?(
    names: [PatternText],
    options: Options = Options(),
    rest: Bool = false,
    diagnostics: inout [Diagnostic]
  ) {
    guard let pairs = PairFields(names, rest: rest, diagnostics: &diagnostics) else { return nil }
    precondition(!options.pairSeparator.bytes.isEmpty && !options.keySeparator.bytes.isEmpty)
    self.pairs = pairs
    self.options = options
  }

  func match(_ line: UnsafeRawBufferPointer, _ slots: FieldSlots) -> Mismatch? {
    pairs.match(line, by: options, slots)
  }
}

extension KeyValue.Options: PairGrammar {
  @inline(__always)
  func next(in line: UnsafeRawBufferPointer, _ cursor: inout PairCursor) -> PairScan {
    var start = cursor.place
    while start < line.count, pairSeparator.stands(in: line, at: start) {
      start &+= pairSeparator.bytes.count
    }
    guard start < line.count else { return .end }
    guard let cut = keySeparator.find(in: line, from: start),
      // What stands behind the next pair separator is another piece's.
      (pairSeparator.find(in: line, from: start) ?? cut) >= cut
    else { return .malformed("a piece without its key separator", at: start) }
    let key = trimmed(line, start, cut, trimmedKeyBytes)
    let afterCut = cut &+ keySeparator.bytes.count
    let valueStart = afterTrimmed(line, afterCut)
    if valueStart < line.count, quotes.contains(line[valueStart]) {
      return quoted(key, in: line, valueStart, &cursor)
    }
    let end = pairSeparator.find(in: line, from: afterCut) ?? line.count
    cursor.place = end
    let value = trimmed(line, afterCut, end, trimmedValueBytes)
    return .pair(ScannedPair(key: key, value: value))
  }

  private func quoted(
    _ key: UnsafeRawBufferPointer,
    in line: UnsafeRawBufferPointer,
    _ start: Int,
    _ cursor: inout PairCursor
  ) -> PairScan {
    let quote = line[start]
    var end = start &+ 1
    var isEscaped = false
    while end < line.count, line[end] != quote {
      if isEscape(line, end, of: quote) {
        isEscaped = true
        end &+= 1
      }
      end &+= 1
    }
    guard end < line.count else { return .malformed("a quoted value does not end", at: start) }
    let next = afterTrimmed(line, end &+ 1)
    guard next == line.count || pairSeparator.stands(in: line, at: next) else {
      return .malformed("text after a quoted value", at: next)
    }
    cursor.place = next
    let value = UnsafeRawBufferPointer(rebasing: line[start &+ 1..<end])
    return .pair(ScannedPair(key: key, value: value, isEscaped: isEscaped))
  }

  @inline(__always)
  private func isEscape(_ text: UnsafeRawBufferPointer, _ place: Int, of quote: UInt8) -> Bool {
    text[place] == UInt8(ascii: "\\") && place &+ 1 < text.count
      && (text[place &+ 1] == quote || text[place &+ 1] == UInt8(ascii: "\\"))
  }

  private func afterTrimmed(_ line: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var place = start
    while place < line.count, trimmedValueBytes.contains(line[place]),
      !pairSeparator.stands(in: line, at: place)
    {
      place &+= 1
    }
    return place
  }

  @inline(__always)
  private func trimmed(
    _ line: UnsafeRawBufferPointer,
    _ start: Int,
    _ end: Int,
    _ bytes: [UInt8]
  ) -> UnsafeRawBufferPointer {
    var start = start
    var end = end
    if !bytes.isEmpty {
      while start < end, bytes.contains(line[start]) { start &+= 1 }
      while end > start, bytes.contains(line[end &- 1]) { end &-= 1 }
    }
    return UnsafeRawBufferPointer(rebasing: line[start..<end])
  }

  func append(unescaped value: UnsafeRawBufferPointer, to writer: ByteWriter) {
    // The quote that began the value stands before it.
    guard let quote = value.baseAddress?.load(fromByteOffset: -1, as: UInt8.self) else { return }
    var start = 0
    var place = 0
    while place < value.count {
      if isEscape(value, place, of: quote) {
        writer.append(UnsafeRawBufferPointer(rebasing: value[start..<place]))
        start = place + 1
        place += 1
      }
      place += 1
    }
    writer.append(UnsafeRawBufferPointer(rebasing: value[start...]))
  }
}
