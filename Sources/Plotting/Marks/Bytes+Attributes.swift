/// Pieces of markup made of names of our own and numbers, which need no escaping.
extension [UInt8] {
  /// Appends ` transform="translate(x,y) rotate(angle)"`.
  mutating func appendTransform(_ x: Double, _ y: Double, angle: Double = 0) {
    append(" transform=\"")
    appendCall("translate(", x, y)
    if angle != 0, angle.isFinite {
      append(" rotate(")
      Coordinate.append(angle, to: &self)
      append(UInt8(ascii: ")"))
    }
    append(UInt8(ascii: "\""))
  }

  mutating func appendCall(_ name: StaticString, _ x: Double, _ y: Double) {
    append(name)
    Coordinate.append(x, to: &self)
    append(UInt8(ascii: ","))
    Coordinate.append(y, to: &self)
    append(UInt8(ascii: ")"))
  }

  mutating func appendAttribute(_ name: StaticString, _ value: Double) {
    append(UInt8(ascii: " "))
    append(name)
    append("=\"")
    Coordinate.append(value, to: &self)
    append(UInt8(ascii: "\""))
  }

  mutating func appendData(_ data: [UInt8]) {
    append(" d=\"")
    append(contentsOf: data)
    append(UInt8(ascii: "\""))
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }
}
