import Foundation
import Testing

@testable import Tables

/// Texts as JSON strings.
struct JSONStringTests {
  private func written(_ text: String) -> String {
    let writer = ByteWriter()
    Array(text.utf8).withUnsafeBytes { writer.append(jsonString: $0) }
    return writer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  @Test
  func `Only what must be escaped is`() {
    #expect(written("") == "\"\"")
    #expect(written("plain text, 가나다 / é") == "\"plain text, 가나다 / é\"")
    #expect(
      written("a\"b\\c\n\r\t\u{1}\u{1f}\u{7f}") == #""a\"b\\c\n\r\t\u0001\u001f"# + "\u{7f}\""
    )
  }

  @Test
  func `Every character comes back from every place`() throws {
    for byte in UInt8(0)..<128 {
      for place in 0..<17 {
        var text = String(repeating: "x", count: 17)
        text.insert(
          Character(Unicode.Scalar(byte)),
          at: text.index(text.startIndex, offsetBy: place)
        )
        let back = try JSONSerialization.jsonObject(
          with: Data(written(text).utf8),
          options: .fragmentsAllowed
        )
        #expect(back as? String == text)
      }
    }
  }
}
