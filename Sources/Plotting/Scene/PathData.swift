/// The text of an SVG path's `d`, with coordinates rounded to three decimals.
struct PathData {
  private(set) var bytes: [UInt8] = []
  /// Where the pen stands after the last absolute command.
  private(set) var x = 0.0
  private(set) var y = 0.0

  var text: String { String(decoding: bytes, as: UTF8.self) }

  var isEmpty: Bool { bytes.isEmpty }

  /// Starts again, in the same memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func move(_ x: Double, _ y: Double) { pair(UInt8(ascii: "M"), x, y) }
  mutating func line(_ x: Double, _ y: Double) { pair(UInt8(ascii: "L"), x, y) }

  mutating func horizontal(_ x: Double) {
    bytes.append(UInt8(ascii: "H"))
    Coordinate.append(x, to: &bytes)
    self.x = x
  }

  mutating func vertical(_ y: Double) {
    bytes.append(UInt8(ascii: "V"))
    Coordinate.append(y, to: &bytes)
    self.y = y
  }

  mutating func curve(
    _ x1: Double,
    _ y1: Double,
    _ x2: Double,
    _ y2: Double,
    _ x: Double,
    _ y: Double
  ) {
    pair(UInt8(ascii: "C"), x1, y1)
    pair(UInt8(ascii: ","), x2, y2)
    pair(UInt8(ascii: ","), x, y)
  }

  /// The smaller or the larger arc of a circle to a point.
  mutating func arc(radius: Double, isLarge: Bool, isClockwise: Bool, _ x: Double, _ y: Double) {
    pair(UInt8(ascii: "A"), radius, radius)
    bytes.append(contentsOf: ",0,".utf8)
    bytes.append(UInt8(ascii: isLarge ? "1" : "0"))
    bytes.append(UInt8(ascii: ","))
    bytes.append(UInt8(ascii: isClockwise ? "1" : "0"))
    pair(UInt8(ascii: ","), x, y)
  }

  /// A rectangle of any size, in the short form that Vega writes.
  mutating func rect(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    move(x, y)
    relative(UInt8(ascii: "h"), width)
    relative(UInt8(ascii: "v"), height)
    relative(UInt8(ascii: "h"), -width)
    close()
  }

  /// Path data made elsewhere.
  mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// A line of no length, which round caps make a dot.
  mutating func stay() { bytes += [UInt8(ascii: "h"), UInt8(ascii: "0")] }

  mutating func close() { bytes.append(UInt8(ascii: "Z")) }

  /// A circle around a point, drawn as two arcs.
  mutating func circle(x: Double = 0, y: Double = 0, radius: Double) {
    move(x + radius, y)
    arc(radius: radius, isLarge: true, isClockwise: true, x - radius, y)
    arc(radius: radius, isLarge: true, isClockwise: true, x + radius, y)
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

  private mutating func relative(_ letter: UInt8, _ length: Double) {
    bytes.append(letter)
    Coordinate.append(length, to: &bytes)
  }

  private mutating func pair(_ letter: UInt8, _ x: Double, _ y: Double) {
    bytes.append(letter)
    Coordinate.append(x, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    Coordinate.append(y, to: &bytes)
    self.x = x
    self.y = y
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
    let rest = thousandths % 1000
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(rest / 100))
    if rest % 100 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest / 10 % 10)) }
    if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }

  private static func appendDigits(_ value: Int, to bytes: inout [UInt8]) {
    if value >= 10 { appendDigits(value / 10, to: &bytes) }
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }
}
