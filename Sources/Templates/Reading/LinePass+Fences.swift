extension LinePass {
  mutating func openFence(_ line: Range<Int>, _ content: Int) {
    let at = afterListMarkers(content, line)
    guard at < line.upperBound, work[at] == 0x60 || work[at] == 0x7E else { return }
    var end = at
    while end < line.upperBound, work[end] == work[at] { end += 1 }
    guard end - at >= 3 else { return }
    if work[at] == 0x60, work[end..<line.upperBound].contains(0x60) { return }
    let indentation = work.firstInk(in: line) - line.lowerBound
    fence = Fence(
      byte: work[at],
      width: end - at,
      indentation: at - line.lowerBound,
      isQuoted: work[line.lowerBound..<at].contains(0x3E),
      isNested: at > content || indentation >= 2
    )
  }

  /// Past the list markers that may lead a line's content.
  func afterListMarkers(_ content: Int, _ line: Range<Int>) -> Int {
    var at = content
    while let next = afterListMarker(at, line) {
      at = work.firstContent(in: next..<line.upperBound)
    }
    return at
  }

  func afterListMarker(_ at: Int, _ line: Range<Int>) -> Int? {
    var end = at
    while end < line.upperBound, (0x30...0x39).contains(work[end]) { end += 1 }
    guard end < line.upperBound else { return nil }
    let marker = work[end]
    let isBullet = end == at && (marker == 0x2D || marker == 0x2A || marker == 0x2B)
    let isNumber = end > at && end - at <= 9 && (marker == 0x2E || marker == 0x29)
    guard isBullet || isNumber, end + 1 < line.upperBound, work[end + 1] == 0x20 else { return nil }
    return end + 1
  }

  func isClosing(_ open: Fence, _ line: Range<Int>, _ content: Int) -> Bool {
    var end = content
    while end < line.upperBound, work[end] == open.byte { end += 1 }
    return end - content >= open.width
      && work.firstInk(in: end..<line.upperBound) == line.upperBound
  }

  /// Whether a line has left the quote or list item that the fence stands in.
  func hasLeft(_ open: Fence, _ line: Range<Int>, _ content: Int) -> Bool {
    let ink = work.firstInk(in: line)
    if open.isQuoted { return ink == line.upperBound || work[ink] != 0x3E }
    guard open.isNested, ink < line.upperBound else { return false }
    return ink - line.lowerBound < min(open.indentation, 2)
  }
}
