/// The text of an SVG path's `d`, with coordinates rounded to three decimals.
struct PathData {
  private var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func move(_ x: Double, _ y: Double) { pair(UInt8(ascii: "M"), x, y) }
  mutating func line(_ x: Double, _ y: Double) { pair(UInt8(ascii: "L"), x, y) }
  mutating func horizontal(_ x: Double) { command("H", [x]) }
  mutating func vertical(_ y: Double) { command("V", [y]) }

  mutating func curve(
    _ x1: Double,
    _ y1: Double,
    _ x2: Double,
    _ y2: Double,
    _ x: Double,
    _ y: Double
  ) { command("C", [x1, y1, x2, y2, x, y]) }

  /// A line of no length, which round caps make a dot.
  mutating func stay() { bytes += [UInt8(ascii: "h"), UInt8(ascii: "0")] }

  mutating func close() { bytes.append(UInt8(ascii: "Z")) }

  /// A circle around a point, drawn as two arcs.
  mutating func circle(x: Double = 0, y: Double = 0, radius: Double) {
    move(x + radius, y)
    command("A", [radius, radius, 0, 1, 1, x - radius, y])
    command("A", [radius, radius, 0, 1, 1, x + radius, y])
  }

  /// A closed outline; the corners are multiplied by `scale`.
  mutating func polygon(_ corners: [(Double, Double)], scale: Double = 1) {
    for (index, corner) in corners.enumerated() {
      if index == 0 {
        move(corner.0 * scale, corner.1 * scale)
      } else {
        line(corner.0 * scale, corner.1 * scale)
      }
    }
    close()
  }

  private mutating func pair(_ letter: UInt8, _ x: Double, _ y: Double) {
    bytes.append(letter)
    Coordinate.append(x, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    Coordinate.append(y, to: &bytes)
  }

  private mutating func command(_ letter: Character, _ numbers: [Double]) {
    bytes.append(letter.asciiValue ?? 0)
    for (index, number) in numbers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      Coordinate.append(number, to: &bytes)
    }
  }
}

/// Numbers as they stand in SVG: at most three decimals, no trailing zeros, never an exponent.
enum Coordinate {
  static func text(_ value: Double) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Values beyond a million pixels are cut off there; NaN is written as 0.
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    let bounded = value.isNaN ? 0 : min(max(value, -1e6), 1e6)
    var thousandths = Int((bounded * 1000).rounded())
    if thousandths < 0 {
      bytes.append(UInt8(ascii: "-"))
      thousandths = -thousandths
    }
    appendDigits(thousandths / 1000, to: &bytes)
    var rest = thousandths % 1000
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var divisor = 100
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  private static func appendDigits(_ value: Int, to bytes: inout [UInt8]) {
    if value >= 10 { appendDigits(value / 10, to: &bytes) }
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }
}
