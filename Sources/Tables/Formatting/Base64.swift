/// Base 64 (RFC 4648), so that no room needs Foundation for it.
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// Text of bytes, padded.
  public static func encoded(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let chunk = bytes[start..<min(start + 3, bytes.count)]
      let bits = chunk.reduce(0) { $0 << 8 | Int($1) } << ((3 - chunk.count) * 8)
      for place in 0..<4 {
        let digit = bits >> (18 - place * 6) & 63
        out.append(place <= chunk.count ? alphabet[digit] : UInt8(ascii: "="))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Bytes of a text, blanks and padding passed over; nil when it holds another character.
  public static func decoded(_ text: String) -> [UInt8]? {
    var out: [UInt8] = []
    var bits = 0
    var count = 0
    for byte in text.utf8 where byte > 32 && byte != UInt8(ascii: "=") {
      guard let digit = alphabet.firstIndex(of: byte) else { return nil }
      bits = (bits << 6 | digit) & 0xFF_FFFF
      count += 6
      if count >= 8 {
        count -= 8
        out.append(UInt8(bits >> count & 255))
      }
    }
    return out
  }
}
