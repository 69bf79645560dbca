import Tables

/// Cells that are written at a pointer.
extension ByteCursor {
  /// The number in decimal digits.
  @inline(__always)
  mutating func add(decimal number: Int) {
    reserve(24)
    if number < 0 { end.add(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var digits = 1
    var power: UInt = 10
    while digits < 20, rest >= power {
      digits &+= 1
      power = digits == 20 ? .max : power &* 10
    }
    var place = digits
    while place >= 2 {
      place &-= 2
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      end.put(twoDigits: pair, at: place)
      rest = quotient
    }
    if place == 1 { end[0] = UInt8(truncatingIfNeeded: 48 &+ rest) }
    end += digits
  }

  /// A CSV field (RFC 4180): in quotes where it has to be, and where it is empty, since nothing at all
  /// is a null.
  @inline(__always)
  mutating func add(csvField text: UnsafePointer<UInt8>, _ count: Int) {
    reserve(count &+ 8)
    if count > 0, !copy(UnsafeRawPointer(text), count) {
      end += count
      return
    }
    append { bytes in bytes.append(csvField: UnsafeBufferPointer(start: text, count: count)) }
  }

  /// Copies a text to the end, in words that may overlap.
  ///
  /// - Returns: Whether a byte of it must stand in quotes.
  @inline(__always)
  private func copy(_ text: UnsafeRawPointer, _ count: Int) -> Bool {
    let target = UnsafeMutableRawPointer(end)
    var seen: UInt64 = 0
    if count >= 8 {
      var place = 0
      while place &+ 8 < count {
        let word = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        target.storeBytes(of: word, toByteOffset: place, as: UInt64.self)
        seen |= ByteScan.lowBytes(word)
        place &+= 8
      }
      let word = text.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      target.storeBytes(of: word, toByteOffset: count &- 8, as: UInt64.self)
      seen |= ByteScan.lowBytes(word)
    } else if count >= 4 {
      let first = text.loadUnaligned(as: UInt32.self)
      let last = text.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      target.storeBytes(of: first, as: UInt32.self)
      target.storeBytes(of: last, toByteOffset: count &- 4, as: UInt32.self)
      seen = ByteScan.lowBytes(UInt64(first) << 32 | UInt64(last))
    } else {
      for place in 0..<count {
        let byte = text.load(fromByteOffset: place, as: UInt8.self)
        target.storeBytes(of: byte, toByteOffset: place, as: UInt8.self)
        if byte < 0x2D { seen = 1 }
      }
    }
    // Most texts have no such byte; blanks and the like are no reason for quotes.
    return seen != 0 && ByteScan.needsQuotes(text.assumingMemoryBound(to: UInt8.self), count)
  }
}
