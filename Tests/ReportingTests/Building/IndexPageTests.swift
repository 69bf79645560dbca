import Foundation
import Templates
import Testing

@testable import Reporting

@Suite struct IndexPageTests {
  private static func entry(
    _ name: String,
    title: String = "Title",
    language: Language = .english,
    values: [(name: String, text: String)] = [],
    texts: [String] = ["Some prose."],
    state: ReportSummary.State = .finished
  ) -> IndexEntry {
    IndexEntry(
      report: PlannedReport(
        template: "templates/\(name).md",
        name: name,
        arguments: [],
        values: values
      ),
      summary: ReportSummary(
        title: title,
        description: nil,
        date: nil,
        language: language,
        state: state,
        problem: nil,
        metrics: [],
        sections: [.init(anchor: "one", heading: "One", texts: texts)],
        hasPage: true
      )
    )
  }

  private struct Texts: Decodable {
    struct Report: Decodable {
      let title: String
      let path: String
    }
    let texts: [String]
    let reports: [Report]
  }

  private func page(_ entries: [IndexEntry]) -> String {
    String(decoding: IndexPage(entries).html(), as: UTF8.self)
  }

  private func texts(of page: String) throws -> Texts {
    let start = try #require(page.range(of: "id=\"texts\">")).upperBound
    let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
    return try JSONDecoder().decode(Texts.self, from: Data(page[start..<end].utf8))
  }

  @Test func `nothing in a report ends the script that holds its texts`() throws {
    let evil = "</script><script>alert(1)</script><!-- \" \u{2028} &"
    let page = page([Self.entry("a", title: evil, texts: [evil])])
    #expect(!page.contains("<script>alert"))
    let found = try texts(of: page)
    #expect(found.texts.contains(evil))
    #expect(found.reports.map(\.title) == [evil])
  }

  @Test func `addresses hold no byte that means something in an address`() throws {
    let page = page([Self.entry("100% #1?/서울 a")])
    #expect(page.contains("href=\"100%25%20%231%3F/%EC%84%9C%EC%9A%B8%20a.html\""))
  }

  @Test func `texts are composed, stand once and keep to a budget`() throws {
    let shared = String(repeating: "a sentence that all reports have ", count: 20)
    let entries = (0..<2_000).map { number in
      Self.entry(
        "r/\(number)",
        texts: [shared, "cafe\u{301}"]
          + (0..<40).map { "own \(number) \($0) " + String(repeating: "w", count: 60) }
      )
    }
    let search = SearchTexts(entries.map { ($0.address, $0.summary) })
    #expect(!search.isWhole)
    #expect(search.json.count < 3_000_000)
    let found = try JSONDecoder().decode(Texts.self, from: Data(search.json))
    #expect(found.reports.count == 2_000)
    #expect(found.texts.count { $0 == shared } == 1)
    #expect(found.texts.contains { $0.unicodeScalars.elementsEqual("caf\u{E9}".unicodeScalars) })
    #expect(found.texts.reduce(0) { $0 + $1.utf8.count } <= SearchTexts.budget)
    let few = SearchTexts(entries.prefix(3).map { ($0.address, $0.summary) })
    #expect(few.isWhole)
  }

  @Test func `the page speaks the language of most reports`() {
    let korean = Self.entry("a", language: .korean), english = Self.entry("b")
    #expect(page([korean, korean, english]).contains("<html lang=\"ko\">"))
    #expect(page([korean, korean, english]).contains("보고서 3편"))
    #expect(page([korean, english]).contains("<html lang=\"en\">"))
    #expect(page([korean, korean, english]).contains("<a href=\"b.html\" lang=\"en\">"))
  }

  @Test func `the reports of a template stand in a table with pages`() throws {
    let entries = (1...30).map { Self.entry("s/x/\($0)", values: [("n", "\($0)")]) }
    let page = page([Self.entry("s/other")] + entries + [Self.entry("t")])
    #expect(page.contains("data-page=\"25\""))
    #expect(page.components(separatedBy: "<tr>").count == 32)
    #expect(page.contains("<td class=\"n\">17</td>"))
    // The output folder's own reports come first.
    let own = try #require(page.range(of: "href=\"t.html\"")).lowerBound
    let folder = try #require(page.range(of: "id=\"folder-1\"")).lowerBound
    #expect(own < folder)
  }

  @Test func `the largest build makes a page that can be opened`() {
    let entries = (1...10_000).map { Self.entry("x/\($0)", values: [("n", "\($0)")]) }
    #expect(IndexPage(entries).html().count < 6_000_000)
  }
}
