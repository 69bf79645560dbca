import Foundation
import Testing

/// The two texts of an evaluation, as the files they are made from.
@Suite struct EvaluationTextTests {
  private static let folder =
    #filePath.components(separatedBy: "/Tests/")[0] + "/Sources/Reporting/Assets"

  private func lines(_ language: String, _ isWanted: (Substring) -> Bool) throws -> [String] {
    try Fixture.read("\(Self.folder)/evaluation.\(language).md")
      .split(separator: "\n").filter(isWanted).map(String.init)
  }

  @Test func `both languages have the same sections and directives in the same order`() throws {
    let isFrame = { (line: Substring) in line.hasPrefix("<!-- ") || line.hasPrefix("```{") }
    let english = try lines("en", isFrame)
    #expect(english.count > 60)
    #expect(try lines("ko", isFrame) == english)
  }

  @Test func `both languages read the same columns`() throws {
    // What stands in a chart, table or query apart from its words.
    let isSame = { (line: Substring) in
      line.hasPrefix("FROM ") || line.hasPrefix("JOIN ") || line.hasPrefix("data: ")
        || line.hasPrefix("ORDER BY ") || line.hasPrefix("GROUP BY ")
    }
    #expect(try lines("ko", isSame) == lines("en", isSame))
  }

  @Test func `labels of steps begin with the evaluation's own`() throws {
    for line in try lines("en", { $0.hasPrefix("```{sql") || $0.hasPrefix("```{chart") }) {
      #expect(line.contains(" @E@_"), "\(line)")
    }
  }

  @Test func `every query has an order or a single row`() throws {
    let text = try Fixture.read("\(Self.folder)/evaluation.en.md")
    let single = ["facts", "cards", "useless", "tested", "kinds", "case_facts", "growth"]
    for match in text.matches(of: /```\{sql @E@_(\w+)\}\n(.*?)```/.dotMatchesNewlines()) {
      guard !single.contains(String(match.1)) else { continue }
      let last = match.2.split(separator: "\n").suffix(3).joined(separator: " ")
      #expect(last.contains("ORDER BY"), "\(match.1) has no order at its end")
    }
  }
}
