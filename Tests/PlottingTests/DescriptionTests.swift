import Markup
import Plotting
import Tables
import Testing

/// Alternative text, whole sentences.
@Suite struct DescriptionTests {
  static let cases: [(String, ChartLocale, String)] = [
    (
      "mark: bar\nencoding: {x: 'yearmonth(month):O', y: 'sum(students):Q'}", .english,
      "Bar chart of sum of students by month. 12 values, Jan 2022 to Dec 2022. "
        + "Lowest 81 (Jan 2022), highest 182 (Jul 2022). First 81, last 103."
    ),
    (
      "mark: line\ntitle: 등록\nencoding: {x: 'month:T', y: 'students:Q', color: group}", .korean,
      "등록: month에 따른 students 꺾은선그래프. 값 24개, 2022-01-01부터 2022-12-01까지. "
        + "group별 계열 2개: offline, online. "
        + "최저 20 (2022-01-01, online), 최고 120 (2022-07-01, offline)."
    ),
    (
      "mark: rect\nencoding: {x: 'month(month):O', y: group, color: 'mean(students)'}", .english,
      "Heat map of mean of students by month and group. 24 values. "
        + "Lowest 20 (Jan, online), highest 120 (Jul, offline)."
    ),
    (
      "mark: bar\nencoding: {y: group, x: 'count()'}", .english,
      "Bar chart of the number of records by group. 2 values, offline to online. "
        + "Every value is 12."
    ),
    (
      "mark: area\nencoding: {x: 'month:T', y: 'students:Q', color: group}", .english,
      "Area chart of students by month. 24 values, Jan 01, 2022 to Dec 01, 2022. "
        + "2 series by group: offline, online. "
        + "Lowest 20 (Jan 01, 2022, online), highest 120 (Jul 01, 2022, offline)."
    ),
  ]

  @Test(arguments: cases)
  func `a description says kind, axes, range and extremes`(
    _ yaml: String,
    _ locale: ChartLocale,
    _ expected: String
  ) throws {
    let drawing = try Specimens.draw(yaml, on: Specimens.monthly(), locale: locale)
    #expect(drawing.description == expected)
    #expect(drawing.svg.html.contains("role=\"img\""))
  }

  @Test func `the author's words stand in place of the description`() throws {
    let chart = try Specimens.chart("mark: bar\nencoding: {x: group, y: 'count()'}")
    let drawing = try Specimens.draw(
      chart,
      on: Specimens.monthly(),
      id: "fig",
      label: "Two <groups>"
    )
    #expect(drawing.svg.html.contains("id=\"fig\" role=\"img\" aria-label=\"Two &lt;groups&gt;\""))
  }

  @Test func `what a composite sums up is said in words, in both languages`() throws {
    let chart = try Specimens.chart(
      "mark: boxplot\nencoding: {x: 'group:N', y: {field: students, type: quantitative}}"
    )
    let table = try Specimens.monthly()
    let english = try Specimens.draw(chart, on: table)
    #expect(
      english.description == "Box plot of students by group. 2 values, offline to online. "
        + "Median of students: lowest 36.5 (online), highest 71.5 (offline)."
    )
    let korean = try Specimens.draw(chart, on: table, locale: .korean)
    #expect(
      korean.description == "group에 따른 students 상자그림. 값 2개, offline부터 online까지. "
        + "students 중앙값: 최저 36.5 (online), 최고 71.5 (offline)."
    )
    #expect(korean.svg.xml.contains("students 위 수염: "))
    #expect(
      korean.tables.first?.columns.map(\.title) == [
        "group", "students 최댓값", "students 3사분위수", "students 중앙값", "students 1사분위수",
        "students 최솟값",
      ]
    )
  }
}
