import Crypto

/// The identity of a step's result: equal fingerprints promise equal output.
///
/// It is SHA-256 over parts that each carry their length, so that `["ab", "c"]` and `["a", "bc"]`
/// differ. It covers the step's text and options, the bytes of the files and the contents of the
/// tables it reads, and the engine.
public struct Fingerprint: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let hex: String

  /// The fingerprint of some parts, in order.
  public init(_ parts: some Sequence<String>) {
    var hash = SHA256()
    for part in parts {
      var part = part
      part.withUTF8 { bytes in
        withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
      }
    }
    self.init(hash.finalize())
  }

  /// The SHA-256 of bytes as they are, without a length before them.
  public init(bytes: some Sequence<UInt8>) {
    self.init(SHA256.hash(data: Array(bytes)))
  }

  init(_ digest: SHA256.Digest) {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    hex = String(decoding: text, as: UTF8.self)
  }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else.
  public init?(hex: String) {
    let isDigit = { (byte: UInt8) in (48...57).contains(byte) || (97...102).contains(byte) }
    guard hex.utf8.count == 64, hex.utf8.allSatisfy(isDigit) else { return nil }
    self.hex = hex
  }

  /// The first twelve digits: enough for people to tell results apart.
  public var short: String { String(hex.prefix(12)) }

  public var description: String { hex }

  public static func < (a: Fingerprint, b: Fingerprint) -> Bool { a.hex < b.hex }
}

extension Fingerprint: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Fingerprint(hex: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a fingerprint")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}
