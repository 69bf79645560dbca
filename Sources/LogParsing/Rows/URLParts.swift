/// The parts of a URL as they stand in its text.
struct URLParts {
  let scheme: UnsafeRawBufferPointer?
  let host: UnsafeRawBufferPointer?
  let port: Int32?
  let path: UnsafeRawBufferPointer
  let query: UnsafeRawBufferPointer?
  let fragment: UnsafeRawBufferPointer?

  init(_ text: UnsafeRawBufferPointer) {
    var rest = text[...]
    func taken(_ piece: Slice<UnsafeRawBufferPointer>) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: piece)
    }
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      fragment = taken(rest[(hash + 1)...])
      rest = rest[..<hash]
    } else {
      fragment = nil
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = taken(rest[(mark + 1)...])
      rest = rest[..<mark]
    } else {
      query = nil
    }
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")), colon > rest.startIndex,
      rest[colon...].starts(with: [0x3A, 0x2F, 0x2F]), rest[..<colon].allSatisfy(Self.isSchemeByte)
    {
      scheme = taken(rest[..<colon])
      rest = rest[(colon + 3)...]
      let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      var authority = rest[..<end]
      if let user = authority.lastIndex(of: UInt8(ascii: "@")) {
        authority = authority[(user + 1)...]
      }
      // The last colon, unless it stands inside the brackets of an IPv6 address.
      if let colon = authority.lastIndex(of: UInt8(ascii: ":")),
        !authority[colon...].contains(UInt8(ascii: "]")),
        let number = NumberReading.int(taken(authority[(colon + 1)...])),
        let port = Int32(exactly: number)
      {
        self.port = port
        authority = authority[..<colon]
      } else {
        port = nil
      }
      host = taken(authority)
      rest = rest[end...]
    } else {
      scheme = nil
      host = nil
      port = nil
    }
    path = taken(rest)
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
  }
}
