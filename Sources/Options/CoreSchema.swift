import Tables

/// The meaning of an unquoted YAML scalar by the core schema of YAML 1.2, the one JSON agrees with.
///
/// `yes`, `no`, `on`, `off`, `1:30` and `2022-01-01` are text, as in YAML 1.2 and unlike YAML 1.1.
/// Source: https://yaml.org/spec/1.2.2/#103-core-schema.
enum CoreSchema {
  static func value(of text: String) -> Value {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    case ".nan", ".NaN", ".NAN": return .double(.nan)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .double(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .double(-.infinity)
    default: return number(text) ?? .string(text)
    }
  }

  /// A whole number that does not fit 64 bits becomes a double, as JSON readers do.
  private static func number(_ text: String) -> Value? {
    let bytes = Array(text.utf8)
    if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
      if bytes[1] == UInt8(ascii: "x"), bytes[2] != UInt8(ascii: "-"), bytes[2] != UInt8(ascii: "+")
      {
        return Int64(text.dropFirst(2), radix: 16).map(Value.int)
      }
      if bytes[1] == UInt8(ascii: "o"), bytes[2] != UInt8(ascii: "-"), bytes[2] != UInt8(ascii: "+")
      {
        return Int64(text.dropFirst(2), radix: 8).map(Value.int)
      }
    }
    var at = 0
    func isSign(_ index: Int) -> Bool {
      index < bytes.count
        && (bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+"))
    }
    func skipDigits() -> Int {
      let start = at
      while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) {
        at += 1
      }
      return at - start
    }
    if isSign(at) { at += 1 }
    let whole = skipDigits()
    if whole > 0, at == bytes.count {
      return Int64(text).map(Value.int) ?? Double(text).map(Value.double)
    }
    var fraction = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      fraction = skipDigits()
    }
    guard whole + fraction > 0 else { return nil }
    if at < bytes.count, bytes[at] == UInt8(ascii: "e") || bytes[at] == UInt8(ascii: "E") {
      at += 1
      if isSign(at) { at += 1 }
      guard skipDigits() > 0 else { return nil }
    }
    guard at == bytes.count else { return nil }
    // Swift's reader wants a digit on both sides of the point.
    var padded = text
    if padded.hasSuffix(".") { padded += "0" }
    padded = padded.replacing(".e", with: ".0e").replacing(".E", with: ".0E")
    return Double(padded).map(Value.double)
  }
}
