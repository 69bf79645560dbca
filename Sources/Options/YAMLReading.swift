public import Diagnostics
import Tables
import Yams

extension OptionNode {
  /// Reads YAML (or JSON, which is YAML) with the place of every key and value.
  ///
  ///     let node = OptionNode.parse(yaml: directive.body, into: &diagnostics)
  ///
  /// `{{ … }}` may stand unquoted as a value, inside quotes, or in the middle of plain text; it
  /// must not contain a line end. Unquoted values mean what YAML 1.2's core schema says: `yes`,
  /// `1:30` and `2022-01-01` are text. A text without any value is null. A key given twice keeps
  /// its first value. Aliases and `<<` work; aliases that multiply beyond the text's own size are
  /// refused.
  ///
  /// Bytes in `blanks` are read as blanks: the `--|` before options in SQL.
  ///
  /// Nil when the text cannot be read at all; then `diagnostics` has grown.
  public static func parse(
    yaml span: SourceSpan,
    blanking blanks: [Range<Int>] = [],
    into diagnostics: inout [Diagnostic]
  ) -> OptionNode? {
    var text = YAMLText(span, blanking: blanks)
    if let control = text.firstForbiddenCharacter {
      diagnostics.append(.yamlForbiddenCharacter(control))
      return nil
    }
    guard let root = compose(&text, &diagnostics) else { return nil }
    guard let node = root.node else { return OptionNode(.value(.null), at: span.sub(0, 0)) }
    var conversion = YAMLConversion(text)
    let converted = conversion.node(from: node)
    diagnostics += conversion.diagnostics
    return conversion.hasOverrun ? nil : converted
  }

  /// Yams's tree; nil (with a diagnostic) when the text is not YAML.
  ///
  /// Yams stops at a mapping with a doubled key, naming the first of the pair. That one is renamed
  /// and the text read again: the conversion, which knows both names, then reports every pair.
  private static func compose(
    _ text: inout YAMLText,
    _ diagnostics: inout [Diagnostic]
  ) -> (node: Node?, Void)? {
    for attempt in 0..<200 {
      do {
        return (try Yams.compose(yaml: text.text, .basic, .default, .utf8), ())
      } catch {
        if case YamlError.duplicatedKeysInMapping(let names, let context) = error,
          let name = names.first
        {
          let start = text.offset(line: context.mark.line, column: context.mark.column)
          let end = text.keyEnd(from: start, name: name)
          if start < end {
            text.renameKey(start..<end, to: attempt)
            continue
          }
        }
        if let open = text.unclosed.first {
          diagnostics.append(.unclosedExpression(in: text, at: open))
        } else {
          diagnostics.append(.yaml(error, in: text))
        }
        return nil
      }
    }
    diagnostics.append(.tooManyDoubledKeys(at: text.file.span(text.range)))
    return nil
  }
}

extension YAMLText {
  /// The first character YAML does not allow, or the first byte that is not UTF-8.
  var firstForbiddenCharacter: SourceSpan? {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      let width =
        byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
      let isControl = (byte < 0x20 && byte != 9 && byte != 10 && byte != 13) || byte == 0x7F
      let end = min(bytes.count, at + max(width, 1))
      let isBroken =
        width == 0 || at + width > bytes.count
        || (width > 1 && String(validating: bytes[at..<end], as: UTF8.self) == nil)
      let isC1 = width == 2 && byte == 0xC2 && end <= bytes.count && bytes[end - 1] < 0xA0
      let isNEL = isC1 && bytes[end - 1] == 0x85
      let isNonCharacter =
        width == 3 && byte == 0xEF && !isBroken && bytes[at + 1] == 0xBF && bytes[at + 2] >= 0xBE
      if isControl || isBroken || (isC1 && !isNEL) || isNonCharacter {
        let last = isBroken ? at + 1 : end
        return file.span(range.lowerBound + at..<range.lowerBound + last)
      }
      at = end
    }
    return nil
  }

  /// The end of a key that begins at `start`: past its closing quote, or past its name.
  func keyEnd(from start: Int, name: String) -> Int {
    if let quote = byte(start), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return quotedEnd(from: start, quote)
    }
    return min(start + name.utf8.count, range.upperBound)
  }

  /// The offset just past the quote that closes the one at `start`.
  func quotedEnd(from start: Int, _ quote: UInt8) -> Int {
    var at = start + 1
    while let byte = byte(at) {
      if byte == 0x5C, quote == UInt8(ascii: "\"") {
        at += 2
      } else if byte == quote {
        if quote == UInt8(ascii: "'"), self.byte(at + 1) == quote { at += 2 } else { return at + 1 }
      } else {
        at += 1
      }
    }
    return range.upperBound
  }
}
