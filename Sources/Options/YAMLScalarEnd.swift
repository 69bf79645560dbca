import Yams

extension YAMLText {
  /// The file offset at which a scalar that begins at `start` ends.
  ///
  /// Yams tells only where a scalar begins. Quoted ones end past their quote; block ones (`|`, `>`)
  /// with the last line that is indented deeper than the line they begin on; a plain one where the
  /// last of its letters is found again, since only blanks and line ends differ when it is folded.
  func end(of scalar: Node.Scalar, from start: Int) -> Int {
    switch scalar.style {
    case .doubleQuoted: quotedEnd(from: start, UInt8(ascii: "\""))
    case .singleQuoted: quotedEnd(from: start, UInt8(ascii: "'"))
    case .literal, .folded: blockEnd(from: start)
    case .plain, .any: plainEnd(of: scalar.string, from: start)
    }
  }

  private func plainEnd(of string: String, from start: Int) -> Int {
    var at = start
    for byte in string.utf8 where byte != 0x20 && byte != 0x0A && byte != 0x09 {
      while let here = self.byte(at), here != byte { at += 1 }
      at += 1
    }
    return min(at, range.upperBound)
  }

  private func blockEnd(from start: Int) -> Int {
    var lineStart = start - range.lowerBound
    while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
    let own = indentation(at: lineStart)
    var end = lineEnd(from: start - range.lowerBound)
    var next = end + 1
    while next < bytes.count {
      let nextEnd = lineEnd(from: next)
      let isBlank = bytes[next..<nextEnd].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      if !isBlank {
        guard indentation(at: next) > own else { break }
        end = nextEnd
      }
      next = nextEnd + 1
    }
    if end > 0, end <= bytes.count, bytes[end - 1] == 0x0D { end -= 1 }
    return range.lowerBound + end
  }

  private func lineEnd(from at: Int) -> Int { bytes[at...].firstIndex(of: 0x0A) ?? bytes.count }

  /// Leading blanks of a line; the dashes of list items count, as YAML counts them.
  private func indentation(at lineStart: Int) -> Int {
    var at = lineStart
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    return at - lineStart
  }
}
