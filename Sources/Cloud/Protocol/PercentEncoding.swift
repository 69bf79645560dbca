/// Percent-encoding as AWS's signatures want it: all but letters, digits, `-`, `.`, `_` and `~`.
enum PercentEncoding {
  /// A value of a query.
  static func value(_ text: String) -> String { encoded(text, slashes: true) }

  /// A path, whose `/` stay.
  static func path(_ text: String) -> String { encoded(text, slashes: false) }

  /// `a=1&b=2`, sorted by the encoded names, then values.
  static func query(_ items: [(String, String)]) -> String {
    items.map { (value($0), value($1)) }.sorted { $0 < $1 }.map { "\($0)=\($1)" }
      .joined(separator: "&")
  }

  /// Reads percent-encoded text; a `%` without two digits stands for itself.
  static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var at = 0
    while at < source.count {
      if source[at] == UInt8(ascii: "%"), at + 2 < source.count,
        let byte = UInt8(String(decoding: source[at + 1...at + 2], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        at += 3
      } else {
        bytes.append(source[at] == UInt8(ascii: "+") ? 0x20 : source[at])
        at += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func encoded(_ text: String, slashes: Bool) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.append(byte)
      case UInt8(ascii: "/") where !slashes: result.append(byte)
      default:
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
