/// Steps through the bytes of JSON.
///
/// The bytes must outlive the scanner.
struct JSONScanner {
  struct Failure: Error {
    let message: String
    /// The offset of the byte that is wrong.
    let place: Int
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0
  var depth = 0

  /// How deeply lists and objects may nest; protects the stack.
  static let depthLimit = 512

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
}
