import Diagnostics
import Yams

/// One of libyaml's complaints, which speak of its own insides, turned to what the author did.
struct YAMLProblem {
  private let problem: String
  private let text: YAMLText
  /// Where libyaml stopped.
  private let offset: Int
  /// Where the thing it was reading begins.
  private let contextOffset: Int?

  init(_ problem: String, _ mark: Mark, _ context: YamlError.Context?, in text: YAMLText) {
    self.problem = problem
    self.text = text
    offset = text.offset(line: mark.line, column: mark.column)
    contextOffset = context.map { text.offset(line: $0.mark.line, column: $0.mark.column) }
    self.context = context?.text ?? ""
  }

  private let context: String

  var diagnostic: Diagnostic {
    switch problem {
    case "found character that cannot start any token": badStart
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      .yamlError("a tab indents this line", at: at(tab), hint: "indent with spaces")
    case "mapping values are not allowed in this context": unexpectedColon
    case "could not find expected ':'":
      .yamlError(
        "no ':' after this key",
        at: restOfLine(contextOffset ?? offset),
        hint: "write 'key: value'"
      )
    case "found unexpected end of stream" where context.contains("quoted"):
      .yamlError("this quote is never closed", at: at(contextOffset ?? offset), hint: nil)
    case "did not find expected ',' or '}'":
      .yamlError(
        "'{' is not closed, or a ',' is missing",
        at: bracket("{"),
        hint: "separate entries with ', ' and end with '}'"
      )
    case "did not find expected ',' or ']'":
      .yamlError(
        "'[' is not closed, or a ',' is missing",
        at: bracket("["),
        hint: "separate values with ', ' and end with ']'"
      )
    case "did not find expected key": badIndentation
    case "did not find expected '-' indicator":
      .yamlError(
        "this line belongs to no item of the list above",
        at: restOfLine(offset),
        hint: "begin it with '- ' or indent it like its neighbours"
      )
    case "block sequence entries are not allowed in this context":
      .yamlError(
        "a list cannot begin here",
        at: at(offset),
        hint: "put '- ' on a line of its own below the key"
      )
    case "found unknown escape character":
      .yamlError(
        "this '\\' escape is unknown",
        at: at(escape),
        hint: "write '\\\\' for a backslash, or use single quotes"
      )
    case "found undefined alias":
      .yamlError("no anchor '&…' of this name stands above", at: word(offset), hint: nil)
    case "but found another document":
      .yamlError("a second document begins here", at: restOfLine(offset), hint: "leave '---' out")
    case "did not find expected node content":
      .yamlError("a value is missing here", at: at(offset), hint: nil)
    case "did not find expected <document start>":
      .yamlError(
        "this does not continue what stands above",
        at: restOfLine(offset),
        hint: "keys of one mapping begin in the same column"
      )
    case let words where words.hasPrefix("Maximum nesting level"):
      .yamlError("lists and mappings are nested deeper than 1000 levels", at: at(offset), hint: nil)
    default:
      .yamlError(context.isEmpty ? problem : "\(problem) \(context)", at: at(offset), hint: nil)
    }
  }

  private var badStart: Diagnostic {
    switch text.byte(offset) {
    case 0x09: .yamlError("a tab indents this line", at: at(offset), hint: "indent with spaces")
    case let byte?:
      .yamlError(
        "a value cannot begin with '\(Unicode.Scalar(byte))'",
        at: at(offset),
        hint: "put the value in quotes"
      )
    case nil: .yamlError("a value is missing here", at: at(offset), hint: nil)
    }
  }

  /// A colon too many: either a second one on the line, or a line indented too deep.
  private var unexpectedColon: Diagnostic {
    let line = text.file.lineRange(text.file.line(at: offset))
    if text.file.text(in: line.lowerBound..<max(line.lowerBound, offset)).contains(": ") {
      return .yamlError(
        "a second ':' on this line",
        at: at(offset),
        hint: "put the value in quotes"
      )
    }
    let start = firstLetter(of: line)
    if let above = lineAbove(line),
      start - line.lowerBound == firstLetter(of: above) - above.lowerBound
    {
      return .yamlError(
        "no ':' after this key",
        at: restOfLine(firstLetter(of: above)),
        hint: "write 'key: value'"
      )
    }
    return .yamlError(
      "this line is indented deeper than the one it follows",
      at: restOfLine(start),
      hint: "keys of one mapping begin in the same column"
    )
  }

  private var badIndentation: Diagnostic {
    let line = text.file.lineRange(text.file.line(at: offset))
    let start = firstLetter(of: line)
    if start < offset {
      return .yamlError(
        "this text follows a value that has ended",
        at: restOfLine(offset),
        hint: "put the whole value in one pair of quotes"
      )
    }
    return .yamlError(
      "this line is indented unlike the keys above it",
      at: restOfLine(offset),
      hint: "keys of one mapping begin in the same column"
    )
  }

  private func lineAbove(_ line: Range<Int>) -> Range<Int>? {
    var number = text.file.line(at: line.lowerBound) - 1
    while number >= 1 {
      let above = text.file.lineRange(number)
      if above.lowerBound < text.range.lowerBound { return nil }
      if !ExpressionBraces.trimmed(above, in: text.file.bytes).isEmpty { return above }
      number -= 1
    }
    return nil
  }

  /// The bracket that libyaml began to read; its place is the end for a file that stops early.
  private func bracket(_ scalar: Unicode.Scalar) -> SourceSpan {
    if let start = contextOffset, text.byte(start) == UInt8(ascii: scalar) { return at(start) }
    return at(offset)
  }

  private var tab: Int {
    let line = text.file.lineRange(text.file.line(at: offset))
    return text.file.bytes[line].firstIndex(of: 0x09) ?? offset
  }

  /// The backslash that begins the unknown escape.
  private var escape: Int {
    var at = offset
    while at > text.range.lowerBound, text.byte(at) != 0x5C { at -= 1 }
    return text.byte(at) == 0x5C ? at : offset
  }

  private func firstLetter(of line: Range<Int>) -> Int {
    text.file.bytes[line].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? line.lowerBound
  }

  private func at(_ offset: Int) -> SourceSpan {
    let start = min(max(offset, text.range.lowerBound), text.range.upperBound)
    var end = min(start + 1, text.range.upperBound)
    while end < text.range.upperBound, text.file.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return text.file.span(start..<end)
  }

  private func restOfLine(_ offset: Int) -> SourceSpan {
    let line = text.file.lineRange(text.file.line(at: offset))
    let end = min(line.upperBound, text.range.upperBound)
    guard offset < end else { return at(offset) }
    return text.file.span(ExpressionBraces.trimmed(offset..<end, in: text.file.bytes))
  }

  private func word(_ offset: Int) -> SourceSpan {
    var end = offset
    while let byte = text.byte(end), byte > 0x20, byte != UInt8(ascii: ","),
      byte != UInt8(ascii: "]"),
      byte != UInt8(ascii: "}")
    { end += 1 }
    return text.file.span(offset..<max(offset, end))
  }
}
