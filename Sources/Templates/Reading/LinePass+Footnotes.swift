import Diagnostics

extension LinePass {
  mutating func readFootnote(at start: Int, line: Int) -> Int? {
    let range = file.lineRange(line)
    guard start + 3 < range.upperBound, work[start + 1] == UInt8(ascii: "^") else { return nil }
    var end = start + 2
    while end < range.upperBound, work[end] > 0x20, work[end] != 0x5B, work[end] != 0x5D {
      end += 1
    }
    guard end + 1 < range.upperBound, work[end] == 0x5D, work[end + 1] == UInt8(ascii: ":") else {
      return nil
    }
    let id = file.span(start + 2..<end)
    var source = FootnoteSource(
      id: Spanned(id.text, at: id),
      span: file.span(start..<end + 2),
      lines: [work.firstInk(in: end + 2..<range.upperBound)..<range.upperBound]
    )
    var last = line
    var next = line + 1
    var isAfterBlank = false
    while next <= file.lineCount {
      let candidate = file.lineRange(next)
      let ink = work.firstInk(in: candidate)
      if ink == candidate.upperBound {
        isAfterBlank = true
      } else {
        let isIndented = ink - candidate.lowerBound >= 4 || work[candidate.lowerBound] == 0x09
        guard isIndented || (!isAfterBlank && !beginsBlock(ink, candidate)) else { break }
        while last + 1 < next {
          last += 1
          let blank = file.lineRange(last)
          source.lines.append(blank.upperBound..<blank.upperBound)
        }
        let drop =
          !isIndented ? 0 : work[candidate.lowerBound] == 0x09 ? 1 : 4
        source.lines.append(candidate.lowerBound + drop..<candidate.upperBound)
        last = next
        isAfterBlank = false
      }
      next += 1
    }
    footnotes.append(source)
    cut.append(max(range.lowerBound, bodyStart)..<file.lineRange(last).upperBound)
    return last + 1
  }

  /// Whether a line that is not indented begins something new rather than going on with the text.
  func beginsBlock(_ ink: Int, _ line: Range<Int>) -> Bool {
    let rest = work[ink..<line.upperBound]
    if afterListMarker(ink, line) != nil { return true }
    for marker in ["```", "~~~", "#", ">", "{%", "{#", "<", "|", "[^", "---", "***", "___"]
    where rest.starts(with: Array(marker.utf8)) { return true }
    return false
  }
}
