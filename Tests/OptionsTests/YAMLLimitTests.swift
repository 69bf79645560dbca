import Diagnostics
import Options
import Tables
import Testing

/// Texts made to do harm, and texts that are merely large.
@Suite struct YAMLLimitTests {
  @Test func `aliases that multiply are refused`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let (node, problems) = read(text)
    #expect(node == "nil")
    #expect(
      problems == ["1:1+0 yaml: aliases multiply to more values than the text could hold"]
    )
  }

  @Test func `deep nesting is refused`() {
    let (node, problems) = read("a: " + String(repeating: "[", count: 5_000))
    #expect(node == "nil")
    #expect(
      problems == ["1:5+1 yaml: lists and mappings are nested deeper than 1000 levels"]
    )
  }

  @Test func `many doubled keys are all reported`() {
    let text = (0..<60).map { "key\($0 % 20): \($0)\n" }.joined()
    #expect(read(text).problems.count == 40)
  }

  @Test func `bytes that are not UTF-8 are refused in place`() {
    let file = SourceFile(name: "t.yaml", bytes: Array("a: x".utf8) + [0xC3] + Array("\n".utf8))
    var diagnostics: [Diagnostic] = []
    let node = OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
    #expect(node == nil)
    #expect(diagnostics.map(\.message) == ["byte 0xC3 is not UTF-8"])
    #expect(diagnostics.first?.span?.range == 4..<5)
  }

  @Test func `a part of a file keeps the file's places`() {
    let file = SourceFile(name: "t.md", text: "---\ntitle: é {{ x }}\nb: [1\n---\n")
    var diagnostics: [Diagnostic] = []
    let node = OptionNode.parse(yaml: file.span(4..<22), into: &diagnostics)
    #expect(node.map(dump) == "{title@2:1+5: i('é ' <x@2:13+1>)@2:8+10}@2:1+17")
    #expect(diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("5", "5@1:1+1"), ("true", "true@1:1+4"), ("a/b.csv", "\"a/b.csv\"@1:1+7"),
    ("\"5\"", "\"5\"@1:1+3"), ("'a b'", "\"a b\"@1:1+5"), ("\"a\\\"b\"", "\"a\\\"b\"@1:1+6"),
    ("x{{ y }}", "i('x' < y @1:4+3>)@1:1+8"), ("", "null@1:1+0"),
  ])
  func `a scalar by itself`(_ text: String, _ expected: String) {
    let file = SourceFile(name: "t", text: text)
    var diagnostics: [Diagnostic] = []
    let node = OptionNode.parse(scalar: file.span(0..<file.bytes.count), into: &diagnostics)
    #expect(dump(node) == expected)
    #expect(diagnostics.isEmpty)
  }
}
