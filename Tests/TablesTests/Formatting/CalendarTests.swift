import Testing

@testable import Tables

@Suite struct CalendarTests {
  @Test func `days and dates convert both ways, every day of eight centuries`() {
    var expected = CivilDate(year: 1600, month: 1, day: 1)
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for days in expected.days..<CivilDate(year: 2400, month: 1, day: 1).days {
      let date = CivilDate(days: days)
      guard date == expected, date.days == days else {
        Issue.record("\(days) is \(date), not \(expected)")
        return
      }
      let isLeapDay = expected.month == 2 && CivilDate.isLeap(expected.year)
      expected.day += 1
      if expected.day > lengths[expected.month - 1] + (isLeapDay ? 1 : 0) {
        (expected.month, expected.day) = (expected.month + 1, 1)
      }
      if expected.month > 12 { (expected.year, expected.month) = (expected.year + 1, 1) }
    }
  }

  @Test(arguments: [
    (0, 1970, 1, 1, 4), (-1, 1969, 12, 31, 3), (-719_162, 1, 1, 1, 1), (-719_528, 0, 1, 1, 6),
    (2_932_896, 9999, 12, 31, 5), (19_052, 2022, 3, 1, 2), (11_016, 2000, 2, 29, 2),
    (-100_000_000, -271_821, 4, 20, 2), (100_000_000, 275_760, 9, 13, 6),
  ])
  func `known days`(_ days: Int, _ year: Int, _ month: Int, _ day: Int, _ weekday: Int) {
    let date = CivilDate(year: year, month: month, day: day)
    #expect(CivilDate(days: days) == date)
    #expect(date.days == days)
    #expect(date.weekday == weekday)
  }

  @Test func `months and days outside their range carry over`() {
    func carried(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
      CivilDate(days: CivilDate(year: year, month: month, day: day).days)
    }
    #expect(carried(2022, 13, 1) == CivilDate(year: 2023, month: 1, day: 1))
    #expect(carried(2022, 0, 1) == CivilDate(year: 2021, month: 12, day: 1))
    #expect(carried(2022, -11, 1) == CivilDate(year: 2021, month: 1, day: 1))
    #expect(carried(2022, 3, 0) == CivilDate(year: 2022, month: 2, day: 28))
    #expect(carried(2022, 2, 31) == CivilDate(year: 2022, month: 3, day: 3))
  }

  @Test(arguments: [
    (2020, 12, 31, 2020, 53), (2021, 1, 3, 2020, 53), (2021, 1, 4, 2021, 1),
    (2018, 12, 31, 2019, 1),
    (2016, 1, 1, 2015, 53), (2022, 3, 1, 2022, 9), (2012, 1, 1, 2011, 52),
  ])
  func `ISO weeks belong to the year of their Thursday`(
    _ year: Int,
    _ month: Int,
    _ day: Int,
    _ weekYear: Int,
    _ week: Int
  ) {
    let result = CivilDate(year: year, month: month, day: day).isoWeek
    #expect(result == (weekYear, week))
  }

  @Test func `units floor, move and list`() {
    let time = 1_646_139_909_123.0
    #expect(CalendarUnit.year.floor(time) == 1_640_995_200_000)
    #expect(CalendarUnit.quarter.floor(time) == 1_640_995_200_000)
    #expect(CalendarUnit.month.floor(time) == 1_646_092_800_000)
    #expect(CalendarUnit.week.floor(time) == 1_645_920_000_000)
    #expect(CalendarUnit.day.floor(time) == 1_646_092_800_000)
    #expect(CalendarUnit.hours.floor(time) == 1_646_139_600_000)
    #expect(CalendarUnit.milliseconds.floor(-0.5) == -1)
    #expect(CalendarUnit.month.floor(-1) == -2_678_400_000)
    #expect(CalendarUnit.month.ceil(time) == 1_648_771_200_000)
    #expect(CalendarUnit.month.ceil(1_646_092_800_000) == 1_646_092_800_000)
    // 31 January and a month: 3 March, as d3 carries days over.
    #expect(CalendarUnit.month.offset(1_643_587_200_000, by: 1) == 1_646_265_600_000)
    #expect(CalendarUnit.year.offset(1_582_934_400_000, by: 1) == 1_614_556_800_000)
    #expect(CalendarUnit.month.floor(.nan).isNaN)
    #expect(CalendarUnit.year.offset(0, by: .max).isNaN)
    #expect(
      CalendarUnit.month.range(from: 1, to: 8e9, limit: 10) == [
        2_678_400_000, 5_097_600_000, 7_776_000_000,
      ]
    )
    #expect(CalendarUnit.day.range(from: 0, to: 1e12, limit: 10) == nil)
    #expect(CalendarUnit.day.range(from: 0, to: .infinity, limit: 10) == [])
    #expect(CalendarUnit.day.range(from: 5, to: 0, limit: 10) == [])
    #expect(CalendarUnit(vega: "date") == .day)
    #expect(CalendarUnit(vega: "hour") == .hours)
    #expect(CalendarUnit(vega: "fortnight") == nil)
  }

  // What `Date.parse` of node 20 gives, with TZ=UTC.
  @Test(arguments: [
    ("2022-03-01", 1_646_092_800_000), ("2022-03", 1_646_092_800_000), ("2022", 1_640_995_200_000),
    ("2022-03-01T13:05:09.123Z", 1_646_139_909_123), ("2022-03-01 13:05", 1_646_139_900_000),
    ("2022-03-01T13:05:09+09:00", 1_646_107_509_000), ("2022/3/1", 1_646_092_800_000),
    ("3/1/2022", 1_646_092_800_000), ("Mar 1 2022", 1_646_092_800_000),
    ("Mar 1, 2022", 1_646_092_800_000), ("1 March 2022", 1_646_092_800_000),
    ("Tue, 01 Mar 2022 13:05:09 GMT", 1_646_139_909_000), ("Mar 2022", 1_646_092_800_000),
    ("Tue Mar 01 2022 13:05:09 GMT+0900", 1_646_107_509_000), ("1/31/99", 917_740_800_000),
    ("3/1/2022 1:05 PM", 1_646_139_900_000), ("+012022-03-01", 317_215_612_800_000),
    (" 2022-03-01 ", 1_646_092_800_000), ("0001-01-01", -62_135_596_800_000),
  ])
  func `dates are read as people write them`(_ text: String, _ milliseconds: Double) {
    #expect(ScriptDate.milliseconds(text) == milliseconds)
  }

  @Test(arguments: [
    "", "x", "2022-13-01", "2022-03-32", "2022-03-01T", "12", "March", "2022-03-01 25:00", "1 2 3",
    "2022-03-01 13:61", "2022-03-01x", "hello 2022", "--", "1/2", "2022-03-01T13:05:09+", "서울",
  ])
  func `other texts are no dates`(_ text: String) {
    #expect(ScriptDate.milliseconds(text) == nil)
  }
}
