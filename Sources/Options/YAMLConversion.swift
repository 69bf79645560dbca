import Diagnostics
import Expressions
import Tables
import Yams

/// Turns Yams's tree into option nodes with places in the file.
struct YAMLConversion {
  private let text: YAMLText
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether aliases multiplied beyond what the text could say by itself.
  private(set) var hasOverrun = false
  private var nodesLeft: Int

  init(_ text: YAMLText) {
    self.text = text
    nodesLeft = text.bytes.count + 10_000
  }

  mutating func node(from node: Node) -> OptionNode {
    nodesLeft -= 1
    guard nodesLeft >= 0 else {
      if !hasOverrun {
        hasOverrun = true
        diagnostics.append(.tooManyAliases(at: text.file.span(text.range)))
      }
      return OptionNode(.value(.null), at: text.file.span(text.range))
    }
    switch node {
    case .scalar(let scalar): return option(from: scalar)
    case .sequence(let sequence):
      let start = offset(sequence.mark)
      var nodes: [OptionNode] = []
      for child in sequence where !hasOverrun { nodes.append(self.node(from: child)) }
      let end = end(of: start, after: nodes.map(\.span), closing: "]")
      return OptionNode(.sequence(nodes), at: text.file.span(start..<end))
    case .mapping(let mapping): return option(from: mapping)
    case .alias: return OptionNode(.value(.null), at: text.file.span(text.range))
    }
  }

  private mutating func option(from mapping: Node.Mapping) -> OptionNode {
    let start = offset(mapping.mark)
    var entries: [OptionNode.Entry] = []
    var merged: [OptionNode.Entry] = []
    var names: Set<String> = []
    var spans: [SourceSpan] = []
    for (keyNode, valueNode) in mapping {
      if hasOverrun { break }
      guard let key = key(from: keyNode) else { continue }
      spans.append(key.span)
      let value = node(from: valueNode)
      spans.append(value.span)
      if key.value == "<<", isPlain(keyNode) {
        merged += mergedEntries(of: value)
      } else if names.insert(key.value).inserted {
        entries.append(OptionNode.Entry(key: key, node: value))
      } else {
        diagnostics.append(.doubledKey(key))
      }
    }
    for entry in merged where names.insert(entry.key.value).inserted { entries.append(entry) }
    let end = end(of: start, after: spans, closing: "}")
    return OptionNode(.mapping(entries), at: text.file.span(start..<end))
  }

  /// What `<<: *base` or `<<: [*a, *b]` brings in; the earlier of two wins.
  private mutating func mergedEntries(of node: OptionNode) -> [OptionNode.Entry] {
    switch node.content {
    case .mapping(let entries): return entries
    case .sequence(let nodes): return nodes.flatMap { mergedEntries(of: $0) }
    default:
      diagnostics.append(.mergeOfScalar(at: node.span))
      return []
    }
  }

  private func isPlain(_ node: Node) -> Bool {
    if case .scalar(let scalar) = node { scalar.style == .plain } else { false }
  }

  private mutating func key(from node: Node) -> Spanned<String>? {
    guard case .scalar(let scalar) = node else {
      diagnostics.append(.keyIsNoText(at: text.file.span(point(offset(node.mark)))))
      return nil
    }
    let start = contentStart(offset(scalar.mark))
    if let name = text.renamedKeys[start] {
      let bare =
        name.first == "\"" || name.first == "'" ? String(name.dropFirst().dropLast()) : name
      return Spanned(bare, at: text.file.span(start..<start + name.utf8.count))
    }
    let span = text.file.span(start..<text.end(of: scalar, from: start))
    guard !scalar.string.unicodeScalars.contains(text.mark) else {
      diagnostics.append(.expressionAsKey(at: span))
      return nil
    }
    return Spanned(scalar.string, at: span)
  }

  private mutating func option(from scalar: Node.Scalar) -> OptionNode {
    let start = contentStart(offset(scalar.mark))
    let span = text.file.span(start..<text.end(of: scalar, from: start))
    let tag = scalar.tag.description
    if tag.hasPrefix("!") {
      diagnostics.append(
        .unknownTag(tag, at: text.file.span(offset(scalar.mark)..<span.range.upperBound))
      )
    }
    if scalar.string.unicodeScalars.contains(text.mark) {
      return YAMLPlaceholders(text).option(from: scalar, at: span, into: &diagnostics)
    }
    if let open = text.unclosed.first(where: { span.range.contains($0) }) {
      diagnostics.append(.unclosedExpression(in: text, at: open))
      // Waits for ever: its readers have nothing to add to that.
      return OptionNode(.interpolation(Interpolation(parts: [], span: span)), at: span)
    }
    let string = Interpolation.unescaped(scalar.string)
    if scalar.style == .plain || scalar.style == .any, tag != "tag:yaml.org,2002:str" {
      return OptionNode(.value(CoreSchema.value(of: string)), at: span)
    }
    return OptionNode(.value(.string(string)), at: span)
  }

  private func offset(_ mark: Mark?) -> Int {
    mark.map { text.offset(line: $0.line, column: $0.column) } ?? text.range.lowerBound
  }

  private func point(_ offset: Int) -> Range<Int> {
    offset..<min(offset + 1, text.range.upperBound)
  }

  /// Past the anchor and tag that may stand before a value.
  private func contentStart(_ offset: Int) -> Int {
    var at = offset
    while let byte = text.byte(at), byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
      while let inner = text.byte(at), inner > 0x20 { at += 1 }
      while let blank = text.byte(at), blank == 0x20 || blank == 0x09 { at += 1 }
    }
    return at
  }

  /// The end of a list or mapping: past its closing bracket, or where its last part ends.
  private func end(
    of start: Int,
    after parts: [SourceSpan],
    closing bracket: Unicode.Scalar
  ) -> Int {
    // An alias's place is that of its anchor, which may lie before `start`.
    var end = parts.reduce(start) { max($0, $1.range.upperBound) }
    guard let first = text.byte(contentStart(start)),
      first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    else { return end }
    while let byte = text.byte(end) {
      end += 1
      if byte == UInt8(ascii: bracket) { return end }
    }
    return text.range.upperBound
  }
}
