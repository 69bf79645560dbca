import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Names, strings, numbers and words of a JSON text.
extension JSONScan {
  /// Reads a string from its first quote to after its last.
  @inline(__always)
  mutating func string(_ start: Int) -> Int {
    var place = start &+ 1
    while true {
      place = plainEnd(place)
      guard place < line.count else { return fail("the string does not end", start) }
      if line[place] == UInt8(ascii: "\"") { return place &+ 1 }
      if line[place] < 0x20 { return fail("a control character in a string", place) }
      place = escape(place, of: start)
      if place < 0 { return -1 }
    }
  }

  /// The first quote, backslash or control character from `start` on.
  @inline(__always)
  private func plainEnd(_ start: Int) -> Int {
    var place = start
    // Eight bytes at a time. A marked byte is one of the three, or stands after a marked one.
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones << 7
    while place &+ 8 <= line.count {
      let word = UInt64(littleEndian: line.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let slashes = word ^ (ones &* 0x5C)
      let marks =
        ((quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
          | (word &- ones &* 0x20) & ~word) & highs
      if marks != 0 { return place &+ marks.trailingZeroBitCount >> 3 }
      place &+= 8
    }
    while place < line.count {
      let byte = line[place]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      place &+= 1
    }
    return place
  }

  @inline(never)
  private mutating func escape(_ place: Int, of start: Int) -> Int {
    noteEscape()
    guard place &+ 1 < line.count else { return fail("the string does not end", start) }
    let letter = byte(place &+ 1)
    if letter == UInt8(ascii: "u") {
      return JSONText.unit(line, place &+ 2) == nil
        ? fail("an escape that JSON does not have", place) : place &+ 6
    }
    return JSONText.single(letter) == nil
      ? fail("an escape that JSON does not have", place) : place &+ 2
  }

  mutating func word(_ start: Int, _ text: StaticString) -> Int {
    let count = text.utf8CodeUnitCount
    guard start &+ count <= line.count, let base = line.baseAddress,
      memcmp(base + start, text.utf8Start, count) == 0
    else { return fail("no JSON value", start) }
    return start &+ count
  }

  mutating func number(_ start: Int) -> Int {
    var place = start
    if byte(place) == UInt8(ascii: "-") { place &+= 1 }
    guard isDigit(place) else {
      return place == start ? fail("no JSON value", start) : fail("no digit", place)
    }
    // No digit follows a leading zero.
    place = byte(place) == UInt8(ascii: "0") ? place &+ 1 : digitsEnd(place)
    if byte(place) == UInt8(ascii: ".") {
      guard isDigit(place &+ 1) else { return fail("no digit", place &+ 1) }
      place = digitsEnd(place &+ 1)
    }
    if byte(place) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(place &+ 1)
      let first = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? place &+ 2 : place &+ 1
      guard isDigit(first) else { return fail("no digit", first) }
      place = digitsEnd(first)
    }
    return place
  }

  @inline(__always)
  private func isDigit(_ place: Int) -> Bool { byte(place) &- UInt8(ascii: "0") < 10 }

  @inline(__always)
  private func digitsEnd(_ start: Int) -> Int {
    var place = start
    while isDigit(place) { place &+= 1 }
    return place
  }

  /// The child of a node that a member's name leads to, or -1; the name without its quotes.
  ///
  /// Objects of one program have their members in one order: the search begins at `guess`.
  @inline(__always)
  func member(of node: Int, _ start: Int, _ end: Int, _ guess: inout Int32) -> Int {
    guard end > start, hasEscape, line[start..<end].contains(UInt8(ascii: "\\")) else {
      return member(of: node, UnsafeRawBufferPointer(rebasing: line[start..<end]), &guess)
    }
    let name = ByteWriter(capacity: end - start)
    JSONText.append(unescaped: UnsafeRawBufferPointer(rebasing: line[start..<end]), to: name)
    return name.withUnsafeBytes { member(of: node, $0, &guess) }
  }

  @inline(__always)
  private func member(of node: Int, _ name: UnsafeRawBufferPointer, _ guess: inout Int32) -> Int {
    let first = nodes[node].firstChild
    let count = nodes[node].childCount
    var offset = guess < count ? guess : 0
    for _ in 0..<count {
      let child = Int(first &+ offset)
      offset &+= 1
      if Int(nodes[child].keyCount) == name.count,
        name.baseAddress.map({ memcmp(keys + Int(nodes[child].keyStart), $0, name.count) == 0 })
          ?? true
      {
        guess = offset
        return child
      }
      if offset == count { offset = 0 }
    }
    return -1
  }

  /// The child of a node for an element of a list, or -1.
  @inline(__always)
  func element(of node: Int, _ index: Int) -> Int {
    let first = Int(nodes[node].firstChild)
    for child in first..<first &+ Int(nodes[node].childCount) where nodes[child].index == index {
      return child
    }
    return -1
  }
}
