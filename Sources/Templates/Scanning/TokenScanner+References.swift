import Diagnostics

extension TokenScanner {
  mutating func footnote(_ at: Int, _ end: Int) -> Int {
    guard at + 3 < end, work[at + 1] == UInt8(ascii: "^") else { return at + 1 }
    var index = at + 2
    while index < end, work[index] > 0x20, work[index] != 0x5B, work[index] != 0x5D { index += 1 }
    guard index < end, index > at + 2, work[index] == 0x5D else { return at + 1 }
    let id = file.span(at + 2..<index)
    write(.footnote(Spanned(id.text, at: id)), at..<index + 1)
    return index + 1
  }

  mutating func reference(_ at: Int, _ block: Range<Int>) -> Int {
    if at > block.lowerBound {
      let before = work[at - 1]
      let isWord = before >= 0x80 || Self.isWordByte(before)
      if isWord || [0x40, 0x2E, 0x2F, 0x2D, 0x2B].contains(before) { return at + 1 }
    }
    for kind in CrossReference.Kind.allCases {
      let start = at + 2 + kind.rawValue.utf8.count
      guard start < block.upperBound,
        work[at + 1..<start].elementsEqual(Array("\(kind.rawValue)-".utf8))
      else { continue }
      var end = start
      while end < block.upperBound,
        work[end] >= 0x80 || Self.isWordByte(work[end]) || work[end] == 0x2D
      { end += 1 }
      end = labelEnd(start..<end)
      guard end > start else { return at + 1 }
      let label = file.span(start..<end)
      let reference = CrossReference(
        kind: kind,
        label: Spanned(label.text, at: label),
        span: file.span(at..<end)
      )
      // `[@fig-a]` is `@fig-a`; the brackets keep what follows apart from the label.
      if isBracketed(at..<end, block) {
        write(.reference(reference), at - 1..<end + 1)
        return end + 1
      }
      write(.reference(reference), at..<end)
      return end
    }
    return at + 1
  }

  /// Whether brackets stand around a range that make neither a link nor its definition.
  private func isBracketed(_ range: Range<Int>, _ block: Range<Int>) -> Bool {
    guard range.lowerBound > block.lowerBound, work[range.lowerBound - 1] == 0x5B,
      range.upperBound < block.upperBound, work[range.upperBound] == 0x5D
    else { return false }
    guard range.upperBound + 1 < block.upperBound else { return true }
    return ![0x28, 0x5B, 0x3A].contains(work[range.upperBound + 1])
  }

  /// Where the letters of a label end within a run of bytes that may be of one.
  private func labelEnd(_ range: Range<Int>) -> Int {
    var end = range.lowerBound
    for character in file.text(in: range) {
      guard character == "_" || character == "-" || character.isLetter || character.isNumber else {
        break
      }
      end += String(character).utf8.count
    }
    while end > range.lowerBound, work[end - 1] == 0x2D { end -= 1 }
    return end
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x5F
  }
}
