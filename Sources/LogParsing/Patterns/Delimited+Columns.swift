import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Cutting a line into its columns.
extension Delimited.Options {
  struct Column {
    /// The text in the line, without its quotes.
    let range: Range<Int>
    /// Whether it has quotes written as two.
    let isEscaped: Bool
  }

  /// Gives `body` each column with its place from 0; says why the line has none to its end.
  @inline(__always)
  func columns(
    of line: UnsafeRawBufferPointer,
    _ body: (Int, Column) -> Void
  ) -> Mismatch? {
    var place = 0
    var index = 0
    while true {
      if let quote, place < line.count, line[place] == quote {
        var isEscaped = false
        var close = find(quote, in: line, from: place &+ 1)
        while let hit = close, hit &+ 1 < line.count, line[hit &+ 1] == quote {
          isEscaped = true
          close = find(quote, in: line, from: hit &+ 2)
        }
        guard let end = close else {
          return .malformed("a quoted column does not end on its line", at: place)
        }
        body(index, Column(range: place &+ 1..<end, isEscaped: isEscaped))
        place = end &+ 1
        guard place == line.count || line[place] == delimiter else {
          return .malformed("text after a quoted column", at: place)
        }
      } else {
        let end = find(delimiter, in: line, from: place) ?? line.count
        body(index, Column(range: place..<end, isEscaped: false))
        place = end
      }
      if place == line.count { return nil }
      place &+= 1
      index &+= 1
    }
  }

  @inline(__always)
  private func find(_ byte: UInt8, in line: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = line.baseAddress, start < line.count,
      let hit = memchr(base + start, Int32(byte), line.count &- start)
    else { return nil }
    return UnsafeRawPointer(hit) - base
  }

  /// Appends a column whose quotes are written as two.
  func append(unescaped text: UnsafeRawBufferPointer, to writer: ByteWriter) {
    guard let quote else { return writer.append(text) }
    var start = 0
    while let hit = find(quote, in: text, from: start) {
      writer.append(UnsafeRawBufferPointer(rebasing: text[start...hit]))
      start = hit + 2
    }
    writer.append(UnsafeRawBufferPointer(rebasing: text[min(start, text.count)...]))
  }
}
