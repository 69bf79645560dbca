/// The one place where characters that mean something to HTML are made harmless.
enum Escaping {
  static func append(_ text: String, to out: inout [UInt8], inAttribute: Bool) {
    var text = text
    text.withUTF8 { bytes in
      var plain = 0
      for (index, byte) in bytes.enumerated() {
        if byte == 0xEF, isNoncharacter(bytes[index...]) {
          out.append(contentsOf: bytes[plain..<index])
          out.append(contentsOf: "\u{FFFD}".utf8)
          plain = index + 3
        } else if let replacement = replacement(for: byte, inAttribute: inAttribute) {
          out.append(contentsOf: bytes[plain..<index])
          out.append(contentsOf: replacement.utf8)
          plain = index + 1
        }
      }
      out.append(contentsOf: bytes[plain...])
    }
  }

  private static func replacement(for byte: UInt8, inAttribute: Bool) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\"") where inAttribute: "&quot;"
    // Not characters of HTML or XML at all: shown by their Unicode pictures.
    case 0..<9, 11, 12, 14..<32: pictures[Int(byte)]
    case 127: "␡"
    default: nil
    }
  }

  /// U+FFFE and U+FFFF, which no XML file may hold.
  private static func isNoncharacter(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.starts(with: [0xEF, 0xBF, 0xBE]) || bytes.starts(with: [0xEF, 0xBF, 0xBF])
  }

  private static let pictures = (0..<32).map { String(UnicodeScalar(0x2400 + $0) ?? "\u{FFFD}") }
}
