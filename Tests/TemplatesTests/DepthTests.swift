import Diagnostics
import Testing

/// Depth and length: no stack overflows, no time that grows with the square.
@Suite struct DepthTests {
  private func codes(_ text: String) -> [String] {
    Array(Set(parse(text).diagnostics.map(\.code))).sorted()
  }

  @Test func `ten thousand quotes are reported once`() {
    #expect(
      problems(String(repeating: ">", count: 10_000) + " a") == [
        "1:65+9938 too-deep: Markdown is nested deeper than 64 levels"
      ]
    )
  }

  @Test func `ten thousand list markers are reported once`() {
    #expect(codes(String(repeating: "- ", count: 10_000) + "a") == ["too-deep"])
  }

  @Test func `emphasis within emphasis is cut at the limit`() {
    let text = String(repeating: "*a **b ", count: 300) + String(repeating: "c** d*", count: 300)
    #expect(codes(text) == ["too-deep"])
  }

  @Test func `images within images are cut at the limit`() {
    let text =
      String(repeating: "![", count: 10_000) + "a" + String(repeating: "](u)", count: 10_000)
    #expect(codes(text) == ["too-deep"])
  }

  @Test func `ten thousand open tags are reported once`() {
    #expect(codes(String(repeating: "{% if a %}\n", count: 10_000)) == ["too-deep"])
    #expect(codes(String(repeating: "{% if a %}", count: 10_000)) == ["too-deep"])
  }

  @Test func `a deep expression is a diagnostic`() {
    #expect(codes("{{ " + String(repeating: "(", count: 5_000) + " }}") == ["expression-syntax"])
  }

  @Test func `a hundred thousand unclosed braces are read in one pass`() {
    let found = parse(String(repeating: "{{ ", count: 100_000)).diagnostics
    #expect(found.count == 100_000)
  }

  @Test func `runs of backticks of every length are read in one pass`() {
    let text = (1...1_000).map { String(repeating: "`", count: $0) }.joined(separator: " ")
    #expect(codes(text) == [])
  }
}
