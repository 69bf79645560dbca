import Tables

extension ByteWriter {
  /// The shortest digits that read back as the same number, with `.0` for whole ones: `0.1`,
  /// `675000.0`, `1e-07`; NaN and infinities as `nan`, `inf`, `-inf`.
  func append(shortest number: Double) {
    // A number of up to 15 digits with two decimals, as amounts and hours are: the quotient is
    // rounded correctly, so equality says that these digits read back as the number.
    let hundredths = (number * 100).rounded()
    guard hundredths.magnitude < 1e15, hundredths / 100 == number,
      hundredths != 0 || number.sign == .plus
    else {
      append(text: number.description)
      return
    }
    var rest = UInt64(hundredths.magnitude)
    append(upTo: 24) { bytes in
      var place = 24
      let (whole, decimals) = rest.quotientAndRemainder(dividingBy: 100)
      if decimals % 10 != 0 {
        place &-= 1
        bytes[place] = UInt8(truncatingIfNeeded: 48 &+ decimals % 10)
      }
      place &-= 1
      bytes[place] = UInt8(truncatingIfNeeded: 48 &+ decimals / 10)
      place &-= 1
      bytes[place] = UInt8(ascii: ".")
      rest = whole
      repeat {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        place &-= 1
        bytes[place] = UInt8(truncatingIfNeeded: 48 &+ digit)
        rest = quotient
      } while rest != 0
      if hundredths < 0 {
        place &-= 1
        bytes[place] = UInt8(ascii: "-")
      }
      let count = 24 &- place
      for index in 0..<count { bytes[index] = bytes[place &+ index] }
      return count
    }
  }

  /// A CSV field (RFC 4180): in quotes where it has to be, and where it is empty, since nothing at
  /// all is a null.
  func append(csvField bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, bytes.count > 0 else {
      append("\"\"")
      return
    }
    guard ByteScan.needsQuotes(start, bytes.count) else {
      append(UnsafeRawBufferPointer(bytes))
      return
    }
    append(UInt8(ascii: "\""))
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }

  func append(csvField text: String) {
    var text = text
    text.withUTF8 { append(csvField: $0) }
  }
}
