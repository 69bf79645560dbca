import Diagnostics
import Expressions
import Options
import Tables
import TestSupport
import Testing

/// A node as text with the place of each part: `{key@1:1: 'value'@1:6}`.
func dump(_ node: OptionNode) -> String {
  let place = "@" + position(node.span)
  switch node.content {
  case .value(.string(let text)): return text.debugDescription + place
  case .value(.int(let value)): return "\(value)" + place
  case .value(.double(let value)): return "\(value)d" + place
  case .value(.bool(let value)): return "\(value)" + place
  case .value(.null): return "null" + place
  case .value(let value): return "\(value)" + place
  case .interpolation(let interpolation):
    let parts = interpolation.parts.map { part in
      switch part {
      case .text(let text): "'\(text.value)'"
      case .expression(let expression): "<\(expression.source)@\(position(expression.span))>"
      }
    }
    return "i(" + parts.joined(separator: " ") + ")" + place
  case .sequence(let nodes): return "[" + nodes.map(dump).joined(separator: ", ") + "]" + place
  case .mapping(let entries):
    let inner = entries.map { "\($0.key.value)@\(position($0.key.span)): \(dump($0.node))" }
    return "{" + inner.joined(separator: ", ") + "}" + place
  }
}

/// Line, column and the length in bytes.
func position(_ span: SourceSpan) -> String {
  "\(span.start.line):\(span.start.column)+\(span.range.count)"
}

func read(_ yaml: String) -> (node: String, problems: [String]) {
  let file = SourceFile(name: "t.yaml", text: yaml)
  var diagnostics: [Diagnostic] = []
  let node = OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
  let problems = diagnostics.map { diagnostic in
    let place = diagnostic.span.map { position($0) + " " } ?? ""
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    return "\(place)\(diagnostic.code): \(diagnostic.message)\(hint)"
  }
  return (node.map(dump) ?? "nil", problems)
}

/// Expects YAML to read as a node with exactly these problems.
func expect(
  _ yaml: String,
  reads expected: String,
  problems wanted: [String] = [],
  _ location: SourceLocation = #_sourceLocation
) {
  let (node, problems) = read(yaml)
  #expect(node == expected, sourceLocation: location)
  #expect(problems == wanted, sourceLocation: location)
}
