/// Reading numbers from bytes without making text of them first.
enum NumberReading {
  /// A whole number with an optional sign, or hexadecimal after `0x`; nil past 64 bits.
  @inline(__always)
  static func int(_ text: UnsafeRawBufferPointer) -> Int64? {
    var place = 0
    var isNegative = false
    if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      place = 1
    }
    guard place < text.count else { return nil }
    if text.count - place > 2, text[place] == UInt8(ascii: "0"), text[place + 1] | 0x20 == 0x78 {
      return hexadecimal(UnsafeRawBufferPointer(rebasing: text[(place + 2)...]), isNegative)
    }
    var value: Int64 = 0
    let isShort = text.count - place <= 18
    while place < text.count {
      let digit = text[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      if isShort {
        value = value &* 10 &+ Int64(digit)
      } else {
        // Counted downwards, so that the lowest number has room too.
        let (tens, high) = value.multipliedReportingOverflow(by: 10)
        let (sum, low) = tens.subtractingReportingOverflow(Int64(digit))
        if high || low { return nil }
        value = sum
      }
      place &+= 1
    }
    if isShort { return isNegative ? -value : value }
    return isNegative ? value : value == .min ? nil : -value
  }

  private static func hexadecimal(_ digits: UnsafeRawBufferPointer, _ isNegative: Bool) -> Int64? {
    guard digits.count <= 16 else { return nil }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = hexValue(byte) else { return nil }
      value = value << 4 | UInt64(digit)
    }
    guard let number = Int64(exactly: value) else { return nil }
    return isNegative ? -number : number
  }

  @inline(__always)
  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// A number in decimal or scientific notation, `nan` or `inf`, correctly rounded.
  static func float(_ text: UnsafeRawBufferPointer) -> Double? {
    simple(text) ?? general(text)
  }

  /// Up to 15 digits with a point somewhere: exact in one division (Clinger 1990, the fast path).
  @inline(__always)
  private static func simple(_ text: UnsafeRawBufferPointer) -> Double? {
    var place = 0
    var isNegative = false
    if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      place = 1
    }
    guard place < text.count, text.count - place <= 16 else { return nil }
    var digits: Int64 = 0
    var decimals = -1
    var count = 0
    while place < text.count {
      let byte = text[place]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits &* 10 &+ Int64(digit)
        count &+= 1
        if decimals >= 0 { decimals &+= 1 }
      } else if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
      } else {
        return nil
      }
      place &+= 1
    }
    guard count > 0, count <= 15 else { return nil }
    let value = decimals > 0 ? Double(digits) / powers[decimals] : Double(digits)
    return isNegative ? -value : value
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  private static func general(_ text: UnsafeRawBufferPointer) -> Double? {
    // `Double` also reads hexadecimal floats and `nan(…)`, which no log means.
    let allowed = text.allSatisfy { byte in
      byte < 0x80 && byte != UInt8(ascii: "(") && byte | 0x20 != UInt8(ascii: "x")
    }
    return allowed ? Double(String(decoding: text, as: UTF8.self)) : nil
  }

  /// A truth value in one of the usual words.
  static func bool(_ text: UnsafeRawBufferPointer) -> Bool? {
    guard text.count <= 5 else { return nil }
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "true", "t", "yes", "y", "on", "1": return true
    case "false", "f", "no", "n", "off", "0": return false
    default: return nil
    }
  }
}
