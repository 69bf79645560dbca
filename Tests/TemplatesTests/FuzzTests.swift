import Diagnostics
import Templates
import Testing

/// Random splices of template fragments: nothing may crash, and every place must lie in the file.
@Suite struct FuzzTests {
  private static let fragments = [
    "---\n", "title: {{ a }}\n", "\n", "\n\n", " ", "    ", "\t", "> ", "- ", "1. ", "- [ ] ", "# ",
    "{{ a }}", "{{", "}}", "{{ x['}}'] }}", "{% if a %}", "{% elif b %}", "{% else %}",
    "{% endif %}", "{% for r in t %}", "{% endfor %}", "{%", "%}", "{# c #}", "{#", "#}", "{#id}",
    "```{sql a}\n", "```{table}\n", "```{nope\n", "```\n", "~~~~\n", "--| caption: x\n",
    "SELECT 1\n",
    "a: [1\n", "| a | b |\n", "|---|:-:|\n", "| 1 | 2 | 3\n", "|", "\\|", "\\", "`", "``", "*",
    "**",
    "_", "~~", "[^1]", "[^1]: note\n", "[^1]:", "[a](b)", "![a](javascript:x)", "[r]: u\n", "[r]",
    "<div>\n", "</div>", "<!--", "-->", "<b c=\"", "<?", "?>", "<https://x>", "@fig-a", "[@tbl-b]",
    "> [!note] t\n", "[!tip]", "word", "한글", "\u{1F600}", "\r\n", "\r", "\u{0}", "\u{2}0000",
    "\u{FEFF}", "***\n", "===\n", "&amp;", "{", "}", "[", "]", "(", ")", "!", ":", "'", "\"",
  ]

  /// A small generator with a fixed seed, so that a failure can be found again.
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
  }

  @Test(arguments: 0..<8) func `random splices are read without harm`(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 7_919 &+ 17)
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<(1 + dice.roll(40)) {
        text += Self.fragments[dice.roll(Self.fragments.count)]
        if dice.roll(4) == 0 { text += "\n" }
      }
      check(Array(text.utf8), text)
    }
  }

  @Test(arguments: 0..<4) func `random bytes are read without harm`(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 104_729 &+ 5)
    let ink = Array("{}%#`~[]()|<>!-*_\\\n\n :@^\"'a".utf8) + [0, 2, 5, 0x80, 0xC3, 0xED, 0xFF]
    for _ in 0..<400 {
      let bytes = (0..<(1 + dice.roll(60))).map { _ in ink[dice.roll(ink.count)] }
      check(bytes, "\(bytes)")
    }
  }

  private func check(_ bytes: [UInt8], _ comment: String) {
    let file = SourceFile(name: "fuzz.md", bytes: bytes)
    let (template, diagnostics) = Template.parse(file, directives: testDirectives)
    let dump = TemplateDump(template).text
    // None of the marks that stand for ours while libcmark reads may be left over; the author's
    // own control characters are reported, but quoted as they are.
    if !bytes.contains(where: { $0 < 9 }) {
      let leftover = dump.unicodeScalars.first { $0.value < 9 }
      #expect(leftover == nil, "\(comment.debugDescription)")
    }
    for diagnostic in diagnostics {
      guard let span = diagnostic.span else { continue }
      let isInside = span.range.lowerBound >= 0 && span.range.upperBound <= bytes.count
      #expect(isInside, "\(diagnostic.message) in \(comment.debugDescription)")
      #expect(!DiagnosticPrinter().text(diagnostic).isEmpty)
    }
  }
}
