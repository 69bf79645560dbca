@testable import Reporting
import Testing

/// A text in two versions, word by word.
@Suite struct TextChangeTests {
  private static func text(_ old: String, _ new: String) -> String {
    TextChange(old, new).parts.map { part in
      switch part {
      case .same(let text): text
      case .gone(let text): "[-\(text)-]"
      case .come(let text): "{+\(text)+}"
      }
    }.joined()
  }

  @Test(arguments: [
    ("The mean is 3.1 points.", "The mean is 3.14 points.", "The mean is [-3.1-]{+3.14+} points."),
    ("a b c", "a b c", "a b c"),
    ("one two three", "one three", "one [-two -]three"),
    ("now", "now, then", "now{+, then+}"),
    // A phrase that was rewritten is one change.
    ("It grew very fast.", "It fell a little.", "It [-grew very fast-]{+fell a little+}."),
    ("학생은 모두 5,000명입니다.", "학생이 모두 6,000명입니다.", "학생[-은-]{+이+} 모두 [-5,000-]{+6,000+}명입니다."),
    ("자료", "자료를", "자료{+를+}"),
    // Three flags and a family are four characters.
    ("🇰🇷 go", "🇯🇵 go", "[-🇰🇷-]{+🇯🇵+} go"), ("", "new", "{+new+}"), ("old", "", "[-old-]"), ("", "", ""),
  ])
  func `words that went and came`(old: String, new: String, marked: String) {
    #expect(Self.text(old, new) == marked)
  }

  @Test func `words of a text make up the text`() {
    for text in ["", " ", "3.14, 1,000명", "a\n\nb  c", "Q3-2025: +4.5%", "é́ 가나다 ABC각"] {
      #expect(TextChange.words(text).joined() == text)
    }
    #expect(TextChange.words("1,200명 Q3 3.") == ["1,200", "명", " ", "Q3", " ", "3", "."])
  }

  private static func paragraph(
    _ text: String,
    _ kind: PageParts.Kind = .paragraph,
    _ level: Int? = nil
  ) -> PageParts.Paragraph {
    PageParts.Paragraph(kind: kind, level: level, text: text)
  }

  @Test func `paragraphs are paired by their words, in their sections`() {
    let old = [
      Self.paragraph("Report", .heading, 1), Self.paragraph("Growth", .heading, 2),
      Self.paragraph("We had 992 students in March."), Self.paragraph("Nobody left."),
      Self.paragraph("Money", .heading, 2), Self.paragraph("All is well."),
    ]
    let new = [
      Self.paragraph("Report", .heading, 1), Self.paragraph("Growth", .heading, 2),
      Self.paragraph("A word before."), Self.paragraph("We had 1,204 students in March."),
      Self.paragraph("Money", .heading, 2), Self.paragraph("By month", .heading, 3),
      Self.paragraph("All is well."),
    ]
    let changes = ParagraphChange.all(old, new).filter(\.differs)
    #expect(
      changes == [
        ParagraphChange(section: ["Growth"], kind: .paragraph, old: nil, new: "A word before."),
        ParagraphChange(
          section: ["Growth"],
          kind: .paragraph,
          old: "We had 992 students in March.",
          new: "We had 1,204 students in March."
        ),
        ParagraphChange(section: ["Growth"], kind: .paragraph, old: "Nobody left.", new: nil),
        ParagraphChange(section: ["Money", "By month"], kind: .heading, old: nil, new: "By month"),
      ]
    )
  }

  @Test func `a page of very many paragraphs is compared all the same`() {
    let old = (0..<3_000).map { Self.paragraph("Line \($0) says \($0 * 7)") }
    let new = (0..<3_000).map { Self.paragraph("Line \($0) says \($0 * 7 + 1)") }
    let changes = ParagraphChange.all(old, new)
    #expect(changes.count == 3_000)
    #expect(changes[2_999].old == "Line 2999 says 20993")
    #expect(changes[2_999].new == "Line 2999 says 20994")
    #expect(ParagraphChange.all(old, old).allSatisfy { !$0.differs })
  }

  private static func chart(
    _ anchor: String,
    _ caption: String?,
    _ digest: String,
    named: Bool = false
  ) -> PageParts.Chart {
    PageParts.Chart(anchor: anchor, isNamed: named, caption: caption, digest: digest)
  }

  @Test func `charts are paired by name, by caption, then by drawing`() {
    let old = [
      Self.chart("fig-a", "A", "1", named: true), Self.chart("fig-chart-2", "B", "2"),
      Self.chart("fig-chart-3", nil, "3"), Self.chart("fig-chart-4", "Gone", "4"),
    ]
    let new = [
      Self.chart("fig-new", "New", "9", named: true), Self.chart("fig-chart-3", "B", "22"),
      Self.chart("fig-a", "A, again", "1", named: true), Self.chart("fig-chart-5", nil, "3"),
    ]
    let changes = ChartChange.all(old, new)
    #expect(
      changes.map { [$0.old?.anchor ?? "–", $0.new?.anchor ?? "–", $0.state.rawValue] } == [
        ["–", "fig-new", "added"], ["fig-chart-2", "fig-chart-3", "changed"],
        ["fig-a", "fig-a", "recaptioned"], ["fig-chart-3", "fig-chart-5", "same"],
        ["fig-chart-4", "–", "removed"],
      ]
    )
    #expect(ChartChange.all(old, old).allSatisfy { !$0.differs })
  }
}
