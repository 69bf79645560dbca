import Testing

@testable import LogParsing

/// Which bytes are UTF-8, against Swift's own decoder.
struct UTF8TextTests {
  private static let samples: [(bytes: [UInt8], invalid: Int?)] = {
    let texts = ["", "plain ASCII", "가나다 ABC 라마바", "1234567é", "12345678é2345678", "😀"]
    var samples: [(bytes: [UInt8], invalid: Int?)] = texts.map { (Array($0.utf8), nil) }
    samples.append(([0xC0, 0x80], 0))
    samples.append(([0xED, 0xA0, 0x80], 0))
    samples.append(([0xF4, 0x90, 0x80, 0x80], 0))
    samples.append(([0x61, 0xE2, 0x82], 1))
    samples.append((Array("1234567".utf8) + [0xFF], 7))
    samples.append((Array("12345678".utf8) + [0x80], 8))
    samples.append((Array("가12345678".utf8) + [0xFE, 0x31], 11))
    return samples
  }()

  @Test(arguments: samples)
  func `The first byte that is not UTF-8 is found`(bytes: [UInt8], expected: Int?) {
    #expect(bytes.withUnsafeBytes { UTF8Text.firstInvalid($0) } == expected)
  }

  @Test
  func `Random bytes are valid exactly when Swift takes them`() {
    var random = SystemRandomNumberGenerator()
    let pieces: [[UInt8]] = [
      [0x41], Array("abcdefgh".utf8), Array("가".utf8), Array("é".utf8), Array("😀".utf8), [0x80],
      [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
    ]
    for _ in 0..<20_000 {
      let isClean = Bool.random(using: &random)
      let bytes = (0..<Int.random(in: 0..<12, using: &random)).flatMap { _ in
        pieces[Int.random(in: 0..<(isClean ? 5 : pieces.count), using: &random)]
      }
      let isValid = bytes.withUnsafeBytes { UTF8Text.firstInvalid($0) } == nil
      #expect(isValid == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }
}
