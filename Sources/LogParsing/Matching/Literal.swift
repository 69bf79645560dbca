#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Text that a pattern waits for, found by looking for its rarest byte first.
struct Literal: Sendable, Hashable {
  let bytes: [UInt8]
  /// The place of the byte that is looked for.
  private let anchor: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    anchor = bytes.indices.max { Self.rarity(bytes[$0]) < Self.rarity(bytes[$1]) } ?? 0
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The offset of the first occurrence at or after `start`; nil when there is none.
  @inline(__always)
  func find(in line: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = line.baseAddress, bytes.count > 0 else { return nil }
    let last = line.count &- bytes.count
    if start > last { return nil }
    return bytes.withUnsafeBytes { wanted -> Int? in
      var place = start
      while place <= last {
        // The anchor can stand at most where the literal still fits.
        guard
          let hit = memchr(base + (place &+ anchor), Int32(wanted[anchor]), last &- place &+ 1)
        else { return nil }
        place = (UnsafeRawPointer(hit) - base) &- anchor
        if matches(base + place, wanted) { return place }
        place &+= 1
      }
      return nil
    }
  }

  /// Whether the text stands at `offset`.
  @inline(__always)
  func stands(in line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    guard offset &+ bytes.count <= line.count, let base = line.baseAddress else {
      return bytes.isEmpty
    }
    return bytes.withUnsafeBytes { matches(base + offset, $0) }
  }

  @inline(__always)
  private func matches(_ place: UnsafeRawPointer, _ wanted: UnsafeRawBufferPointer) -> Bool {
    for index in 0..<wanted.count
    where place.load(fromByteOffset: index, as: UInt8.self) != wanted[index] { return false }
    return true
  }

  /// How seldom a byte is in logs, roughly: letters, digits and spaces are everywhere.
  private static func rarity(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: " "): 0
    case UInt8(ascii: "a")...UInt8(ascii: "z"): 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): 2
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "-"): 3
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...0xFF: 4
    case UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "\""): 5
    default: 6
    }
  }
}
