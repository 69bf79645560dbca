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
  case .value(.string(let text)): return "'\(text)'" + place
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

@Suite struct YAMLReadingTests {
  @Test func `show all`() {
    for yaml in [
      "a: 1\nb: text here\n한글: \"큰 값\"  # c\nc: [1, 'x y', {d: e}]\n",
      "a: |\n  one\n  two\nb: >-\n  x\n  y\n\nc: more\n  words\n",
      "", "# only\n", "just text", "a:\nb: ~\n", "- 1\n- a: b\n  c: d\n",
      "x: yes\ny: 1:30\nz: 2022-01-01\nh: 0x1F\no: 0o17\nf: 1e3\ng: .5\ni: -.inf\nn: .NaN\nq: '5'\nbig: 99999999999999999999\n",
      "a: 1\nb: 2\na: 3\na: 4\n\"b\": 5\n", "a: &x {p: 1}\nb: *x\nc: {<<: *x, q: 2}\n",
      "{\"a\": \"\\ud83d\\ude00!\", \"b\":[1,2,\t3]}", "a: 1\n---\nb: 2\n", "\ta: 1\n",
      "a: 1\n\tb: 2\n", "a:\n\tb: 2\n", "a: 1\n  b: 2\n", "a: b: c\n",
      "a: \"open\nb: 2\n", "a: [1, 2\nb: 3\n", "a: {x: 1\n", "foo\nbar: 1\n", "a: 1\n b: 2\nc: 3",
      "  a: 1\nb: 2\n", "a: @x\n", "a: \"x\" y\n", "a: \"\\q\"\n", "a: *no\n", "a: - b\n",
      "x: \u{7}\n", "- a\nb: 1\n", "? [a, b]\n: 1\n", "a: !foo 1\nb: !!str 5\n", "a: `x`\n",
      "a: %x\n", "a: 1\nb\nc: 2\n",
    ] {
      let result = read(yaml)
      print("---", yaml.debugDescription, "\n   ", result.node)
      for problem in result.problems { print("    !", problem) }
    }
  }
}
