import Diagnostics

extension TokenScanner {
  /// Steps over an HTML comment or an autolink, and over the inside of an HTML tag, where only
  /// expressions and tags of ours are looked for.
  mutating func angle(_ at: Int, _ end: Int, _ extent: Extent) -> Int {
    if end - at >= 4, work[at..<at + 4].elementsEqual(Array("<!--".utf8)) {
      return Self.find(Array("-->".utf8), from: at + 4, to: end, in: work) ?? at + 4
    }
    guard extent != .html, at + 1 < end else { return at + 1 }
    let next = work[at + 1]
    let isLetter = (0x41...0x5A).contains(next) || (0x61...0x7A).contains(next)
    guard isLetter || next == UInt8(ascii: "/"),
      let close = tagEnd(at + 1, min(end, at + (1 << 16)))
    else { return at + 1 }
    if isAutolink(at + 1..<close - 1) {
      if Self.find([0x7B, 0x7B], from: at, to: close, in: work) != nil {
        diagnostics.append(.expressionInAutolink(at: file.span(at..<close)))
      }
      return close
    }
    scan(at + 1..<close, as: .html)
    return close
  }

  /// The offset past the `>` that closes a tag; a `>` within quotes closes nothing.
  private func tagEnd(_ from: Int, _ end: Int) -> Int? {
    var quote: UInt8?
    var at = from
    while at < end {
      let byte = work[at]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return at + 1
      } else if byte == UInt8(ascii: "<") {
        return nil
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      at += 1
    }
    return nil
  }

  /// Whether `scheme:…` or an e-mail address stands between angle brackets.
  private func isAutolink(_ inner: Range<Int>) -> Bool {
    for index in inner {
      switch work[index] {
      case UInt8(ascii: ":"), UInt8(ascii: "@"): return index > inner.lowerBound
      case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "{"): return false
      default: continue
      }
    }
    return false
  }
}
