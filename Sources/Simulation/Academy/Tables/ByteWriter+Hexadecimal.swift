import Tables

extension ByteWriter {
  /// The low `digits` hexadecimal digits of a number, at most eight, in small letters.
  @inline(__always)
  func append(hexadecimal number: UInt32, digits: Int = 8) {
    // All digits at once: each in a byte of its own, the first digit in the highest byte.
    var spread = UInt64(number)
    spread = (spread | spread &<< 16) & 0x0000_FFFF_0000_FFFF
    spread = (spread | spread &<< 8) & 0x00FF_00FF_00FF_00FF
    spread = (spread | spread &<< 4) & 0x0F0F_0F0F_0F0F_0F0F
    // 1 in each byte of 10 or more, which is then moved on from ':' to 'a'.
    let letters = (spread &+ 0x0606_0606_0606_0606) &>> 4 & 0x0101_0101_0101_0101
    let text = spread &+ 0x3030_3030_3030_3030 &+ letters &* 39
    let first = text &<< UInt64(truncatingIfNeeded: 64 &- 8 &* digits)
    append(upTo: 8) { place in
      UnsafeMutableRawPointer(place).storeBytes(of: first.bigEndian, as: UInt64.self)
      return digits
    }
  }
}
