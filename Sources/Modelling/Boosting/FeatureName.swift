/// Names of features in a form that LightGBM's text can hold: `hours per day` is `hours%20per%20day`.
///
/// LightGBM refuses names with the characters of JSON, turns spaces into underscores and cuts its text at
/// spaces, line ends and `=`. Such bytes, and `%`, become `%` and two hexadecimal digits, as in URLs, so
/// that a model's text alone tells the true names. A name of no letters is `%`.
enum FeatureName {
  private static let special = Set("\",:[]{}=%".utf8)

  static func encoded(_ name: String) -> String {
    guard !name.isEmpty else { return "%" }
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      if byte <= 0x20 || byte == 0x7F || special.contains(byte) {
        let digits = String(byte, radix: 16, uppercase: true)
        bytes += Array("%\(digits.count < 2 ? "0" : "")\(digits)".utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The true name; what is no escape, as in the text of a model made elsewhere, stays as it is.
  static func decoded(_ text: String) -> String {
    guard text != "%" else { return "" }
    let bytes = Array(text.utf8)
    var name: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = Character(UnicodeScalar(bytes[index + 1])).hexDigitValue,
        let low = Character(UnicodeScalar(bytes[index + 2])).hexDigitValue
      {
        name.append(UInt8(high * 16 + low))
        index += 3
      } else {
        name.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: name, as: UTF8.self)
  }
}
