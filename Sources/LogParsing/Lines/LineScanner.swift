#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Walks over the lines of some bytes.
///
/// A line ends at `\n`; a `\r` before it is not part of the line. The last line need not have an end.
struct LineScanner {
  private let bytes: UnsafeRawBufferPointer
  private(set) var place = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next line without its end, and where it begins; nil at the end.
  @inline(__always)
  mutating func next() -> (line: UnsafeRawBufferPointer, start: Int)? {
    guard place < bytes.count, let base = bytes.baseAddress else { return nil }
    let start = place
    var end: Int
    if let hit = memchr(base + start, 0x0A, bytes.count &- start) {
      end = UnsafeRawPointer(hit) - base
      place = end &+ 1
    } else {
      end = bytes.count
      place = end
    }
    if end > start, bytes[end &- 1] == 0x0D { end &-= 1 }
    return (UnsafeRawBufferPointer(rebasing: bytes[start..<end]), start)
  }

  /// Whether a line has nothing but spaces, tabs and carriage returns.
  @inline(__always)
  static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
    for byte in line where byte != 0x20 && byte != 0x09 && byte != 0x0D { return false }
    return true
  }
}
