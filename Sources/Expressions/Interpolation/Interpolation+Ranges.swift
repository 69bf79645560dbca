public import Diagnostics

extension Interpolation {
  /// Where `{{ … }}` stand in a range of a file: the whole with its braces, and what is between
  /// them; `inner` is nil for one that is not closed, whose `outer` reaches to the range's end.
  ///
  /// `\{{` begins nothing. Quoted texts and balanced braces inside are skipped.
  public static func ranges(
    in file: SourceFile,
    _ range: Range<Int>
  ) -> [(outer: Range<Int>, inner: Range<Int>?)] {
    let bytes = file.bytes[range.clamped(to: 0..<file.bytes.count)]
    var found: [(outer: Range<Int>, inner: Range<Int>?)] = []
    var index = bytes.startIndex
    while let opening = next("{{", in: bytes, from: index) {
      if opening > bytes.startIndex, bytes[opening - 1] == UInt8(ascii: "\\") {
        index = opening + 2
        continue
      }
      guard let closing = closing(in: bytes, from: opening + 2) else {
        found.append((opening..<bytes.endIndex, nil))
        break
      }
      found.append((opening..<closing + 2, opening + 2..<closing))
      index = closing + 2
    }
    return found
  }

  private static func next(_ text: String, in bytes: ArraySlice<UInt8>, from: Int) -> Int? {
    let wanted = Array(text.utf8)
    return (from..<max(from, bytes.endIndex - 1)).first { bytes[$0...].starts(with: wanted) }
  }

  /// Where the `}}` of an expression begins; the first one at all when quotes or braces inside do
  /// not come out even, so that one mistake does not swallow the rest of the page.
  private static func closing(in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    var quote: UInt8?
    var depth = 0
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { index += 1 }
        if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}") where depth > 0: depth -= 1
        case UInt8(ascii: "}") where bytes[index...].starts(with: [byte, byte]): return index
        default: break
        }
      }
      index += 1
    }
    return next("}}", in: bytes, from: start)
  }
}
