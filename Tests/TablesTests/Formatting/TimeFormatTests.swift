import Testing

@testable import Tables

@Suite struct TimeFormatTests {
  /// 2022-03-01 13:05:09.123 UTC, a Tuesday.
  private let moment = 1_646_139_909_123.0

  @Test func `every directive writes what d3 writes`() throws {
    #expect(TimeFormatAnswers.rows.count > 150)
    for (question, answer) in TimeFormatAnswers.rows {
      let parts = question.split(separator: "@").map(String.init)
      let milliseconds = try #require(Double(parts[1]))
      #expect(
        try TimeFormat(parts[0]).string(milliseconds: milliseconds) == answer,
        "\(question)"
      )
    }
  }

  @Test(arguments: [
    ("%Y-%m-%d", "2022-03-01"), ("%H:%M:%S.%L", "13:05:09.123"), ("%I:%M %p", "01:05 PM"),
    ("%a %A %b %B", "Tue Tuesday Mar March"), ("%e|%-e|%_d|%0e", " 1|1| 1|01"), ("%j", "060"),
    ("%f", "123000"), ("%q", "1"), ("%Q", "1646139909123"), ("%s", "1646139909"),
    ("%u %w", "2 2"), ("%U %V %W", "09 09 09"), ("%G %g %y", "2022 22 22"), ("%Z %%", "+0000 %"),
    ("%c", "3/1/2022, 1:05:09 PM"), ("%x", "3/1/2022"), ("%X", "1:05:09 PM"), ("no", "no"),
    ("", ""),
  ])
  func `known values`(_ specifier: String, _ expected: String) throws {
    #expect(try TimeFormat(specifier).string(milliseconds: moment) == expected)
  }

  @Test(arguments: [
    ("%Y년 %-m월 %-d일 (%a)", "2022년 3월 1일 (화)"), ("%A %B %b", "화요일 3월 3월"),
    ("%p %-I시", "오후 1시"), ("%c", "2022/03/01 화 13:05:09"), ("%x", "2022/03/01"),
    ("%X", "13:05:09"),
  ])
  func `Korean names and orders`(_ specifier: String, _ expected: String) throws {
    #expect(
      try TimeFormat(specifier, locale: .korean).string(milliseconds: moment) == expected
    )
  }

  @Test func `dates and timestamps are written from their own parts`() throws {
    let format = try TimeFormat("%Y-%m-%d %H:%M:%S.%f")
    #expect(format.string(.date(19_052)) == "2022-03-01 00:00:00.000000")
    #expect(
      format.string(.timestamp(Timestamp(1_646_139_909_123_456, .microsecond)))
        == "2022-03-01 13:05:09.123456"
    )
    #expect(format.string(.timestamp(Timestamp(-1, .nanosecond))) == "1969-12-31 23:59:59.999999")
    #expect(format.string(.null) == "")
    #expect(format.string(.string("x")) == "x")
    #expect(format.string(.date(.max)) == "9223372036854775807 days since 1970-01-01")
  }

  @Test func `the years 1 and 9999, and years before`() throws {
    let format = try TimeFormat("%Y-%m-%d %a")
    #expect(format.string(.date(-719_162)) == "0001-01-01 Mon")
    #expect(format.string(.date(2_932_896)) == "9999-12-31 Fri")
    #expect(format.string(.date(-719_529)) == "-0001-12-31 Fri")
    #expect(format.string(milliseconds: .nan) == "Invalid Date")
    #expect(format.string(milliseconds: 8.65e15) == "Invalid Date")
  }

  @Test(arguments: [
    ("%Y-%m-%d", "2022-03-01", 1_646_092_800_000), ("%Y-%m-%d", "2022-3-1", 1_646_092_800_000),
    ("%Y-%m-%d", "2022-02-31", 1_646_265_600_000), ("%b %d, %Y", "Jan  5, 2020", 1_578_182_400_000),
    ("%B %d %Y", "FEBRUARY 9 2020", 1_581_206_400_000), ("%d/%m/%y", "01/02/68", 3095280000000),
    ("%d/%m/%y", "01/02/69", -28_857_600_000), ("%I:%M %p", "12:30 am", -2_208_987_000_000),
    ("%Y %j", "2020 366", 1_609_372_800_000), ("%G-W%V-%u", "2020-W53-5", 1_609_459_200_000),
    ("%G-W%V", "2021-W01", 1_609_718_400_000), ("%Y %U %w", "2020 10 3", 1_583_884_800_000),
    ("%Y %W %u", "2020 10 7", 1_584_230_400_000), ("%Q", "1234567890123", 1_234_567_890_123),
    ("%s", "-5", -5_000), ("%Y Q%q", "2020 Q4", 1_601_510_400_000),
    ("%H%%", "9%", -2_208_956_400_000),
    ("%Y-%m-%dT%H:%M:%S%Z", "2020-01-01T00:00:00+09:00", 1_577_804_400_000),
    ("%Y-%m-%dT%H:%M:%S%Z", "2020-01-01T00:00:00-0330", 1_577_849_400_000),
    ("%Y-%m-%dT%H:%M:%S%Z", "2020-01-01T00:00:00Z", 1_577_836_800_000),
    ("%c", "3/4/2021, 3:04:05 PM", 1_614_870_245_000),
  ])
  func `texts are read by the same directives`(
    _ specifier: String,
    _ text: String,
    _ milliseconds: Double
  ) throws {
    #expect(try TimeFormat(specifier).milliseconds(parsing: text) == milliseconds)
  }

  @Test(arguments: [
    ("%Y-%m-%d", "2022-03-01 "), ("%Y-%m-%d", "x"), ("%G-W%V", "2020-W54"), ("%e", "  9"),
    ("%b", "Foo"), ("%Y", ""), ("%H:%M", "12"), ("%Z", "x"), ("%Z", ""), ("%Z", "+9"), ("%a", ""),
  ])
  func `a text that does not match is no time`(_ specifier: String, _ text: String) throws {
    #expect(try TimeFormat(specifier).milliseconds(parsing: text) == nil)
  }

  @Test func `Korean texts are read by Korean names`() throws {
    let format = try TimeFormat("%Y년 %B %-d일 %p %-I시", locale: .korean)
    #expect(format.milliseconds(parsing: "2022년 12월 1일 오후 1시") == 1_669_899_600_000)
    #expect(format.milliseconds(parsing: "2022년 1월 1일 오전 12시") == 1_640_995_200_000)
  }

  @Test(arguments: [
    ("%Y %", 3, FormatError.Reason.missingDirective), ("%k", 1, .unknownDirective("k")),
    ("%-", 2, .missingDirective), ("년 %-k", 6, .unknownDirective("k")),
  ])
  func `a directive that does not exist says where`(
    _ specifier: String,
    _ offset: Int,
    _ reason: FormatError.Reason
  ) {
    #expect(throws: FormatError(specifier, offset: offset, reason)) {
      try TimeFormat(specifier)
    }
  }

  @Test(arguments: [
    (1_640_995_200_000, "2022"), (1_646_092_800_000, "March"), (1_646_524_800_000, "Mar 06"),
    (1_646_179_200_000, "Wed 02"), (1_646_139_600_000, "01 PM"), (1_646_139_900_000, "01:05"),
    (1_646_139_909_000, ":09"), (1_646_139_909_123, ".123"), (Double.nan, "Invalid Date"),
  ])
  func `without a format the coarsest unit is shown`(_ milliseconds: Double, _ expected: String) {
    #expect(TimeFormat.automatic(milliseconds: milliseconds) == expected)
  }
}
