import Diagnostics

/// `[!note]` at the beginning of a quote.
struct CalloutMark {
  let kind: Callout.Kind?
  let word: Spanned<String>
  /// Characters of the mark.
  let length: Int

  /// Nil when the paragraph begins otherwise, be it with an escaped bracket.
  init?(_ assembly: BlockAssembly, paragraph: Int) {
    guard assembly.tree.nodes[paragraph].kind == .paragraph else { return nil }
    let start = assembly.offset(of: paragraph)
    let line = assembly.buffer.lineRange(assembly.tree.nodes[paragraph].line)
    let bytes = assembly.buffer.bytes
    guard start + 3 < line.upperBound, bytes[start] == 0x5B, bytes[start + 1] == 0x21 else {
      return nil
    }
    var end = start + 2
    while end < line.upperBound, bytes[end] > 0x20, bytes[end] != 0x5D { end += 1 }
    guard end < line.upperBound, bytes[end] == 0x5D, end > start + 2 else { return nil }
    let low = assembly.buffer.source(of: start + 2)
    let span = assembly.file.span(low..<low + end - start - 2)
    word = Spanned(span.text, at: span)
    kind = Callout.Kind(rawValue: span.text.lowercased())
    length = span.text.count + 3
  }
}

extension [InlineNode] {
  /// The part before the first line end, without its first `count` characters, and the part after.
  func splitAtLineEnd(dropping count: Int) -> (first: [InlineNode], rest: [InlineNode]) {
    let end =
      firstIndex { node in
        switch node {
        case .softBreak, .lineBreak: true
        default: false
        }
      } ?? endIndex
    var first = Array(self[..<end])
    if case .text(let text)? = first.first {
      let left = String(text.dropFirst(count).drop { $0 == " " || $0 == "\t" })
      if left.isEmpty { first.removeFirst() } else { first[0] = .text(left) }
    }
    return (first, end < endIndex ? Array(self[(end + 1)...]) : [])
  }

  /// Without `suffix` at the end of the last text and the blanks before it.
  func droppingTrailingText(_ suffix: String) -> [InlineNode] {
    guard case .text(let text)? = last, text.hasSuffix(suffix) else { return self }
    var kept = text.dropLast(suffix.count)
    while kept.last?.isWhitespace == true { kept.removeLast() }
    return dropLast() + (kept.isEmpty ? [] : [.text(String(kept))])
  }
}

extension [BlockNode] {
  /// Without the first `count` characters of the text that a first paragraph begins with.
  func droppingFromFirstParagraph(_ count: Int) -> [BlockNode] {
    guard case .paragraph(let content, let span)? = first, case .text(let text)? = content.first
    else { return self }
    let kept = String(text.dropFirst(count))
    let inlines = (kept.isEmpty ? [] : [InlineNode.text(kept)]) + content.dropFirst()
    return [.paragraph(inlines, span: span)] + dropFirst()
  }
}
