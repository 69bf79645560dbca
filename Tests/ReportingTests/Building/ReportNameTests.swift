import Testing

@testable import Reporting

@Suite struct ReportNameTests {
  private func name(_ texts: String...) -> String {
    ReportName.of(texts.enumerated().map { ("p\($0)", $1) })
  }

  @Test(arguments: [
    (["north"], "north"), (["2025-01-01", "3"], "2025-01-01_3"), (["북부"], "북부"),
    (["Seoul", "é"], "Seoul_é"), (["e\u{301}"], "é"),
  ])
  func `values that fit into a file's name are the name`(texts: [String], expected: String) {
    #expect(ReportName.of(texts.map { ("p", $0) }) == expected)
  }

  @Test(arguments: [
    "a/b", "..", ".hidden", "", "con", "COM1", "a b", "a_b", "a\u{0}b", "-a", "x:y", "🙂", "a\\b",
  ])
  func `what does not fit is replaced and marked`(text: String) {
    let name = name(text)
    let isSafe = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    #expect(isSafe && name.count >= 10 && !name.hasPrefix("-"), "\(name)")
    #expect(name == self.name(text))
    #expect(name.suffix(10).allSatisfy { $0.isHexDigit })
  }

  @Test func `names that were cut or changed alike do not meet`() {
    let texts = ["a b", "a/b", "a-b", "a  b", "a.b", "a_b", " a b"]
    #expect(Set(texts.map { name($0) }).count == texts.count)
    #expect(name("a-b", "c") != name("a", "b-c"))
    #expect(name("a", "") != name("", "a"))
    let long = String(repeating: "한", count: 200)
    #expect(name(long).utf8.count < 130)
    #expect(name(long) != name(long + "글"))
  }
}
