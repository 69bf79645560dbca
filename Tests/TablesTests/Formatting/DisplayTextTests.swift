import Testing

@testable import Tables

@Suite struct DisplayTextTests {
  @Test(arguments: [
    (Value.null, ""), (.bool(true), "true"), (.int(-5), "-5"), (.int(.min), "-9223372036854775808"),
    (.double(5), "5"), (.double(0.1), "0.1"), (.double(-0.0), "0"), (.double(1e21), "1e+21"),
    (.double(1e20), "100000000000000000000"), (.double(1e-7), "1e-7"), (.double(1e-6), "0.000001"),
    (.double(-1.5e300), "-1.5e+300"), (.double(.nan), "NaN"), (.double(-.infinity), "-Infinity"),
    (.double(123_456_789.125), "123456789.125"), (.double(.leastNonzeroMagnitude), "5e-324"),
    (.decimal(12_340, scale: 2), "123.40"), (.decimal(-5, scale: 3), "-0.005"),
    (.decimal(7, scale: 0), "7"), (.decimal(0, scale: 2), "0.00"), (.string("a b"), "a b"),
    (.bytes([0, 15, 255]), "0x000fff"), (.bytes([]), "0x"), (.date(19_052), "2022-03-01"),
    (.date(-719_162), "0001-01-01"), (.date(2_932_897), "+010000-01-01"),
    (.date(-719_529), "-000001-12-31"), (.time(3_909_000_000_000), "01:05:09"),
    (.time(1), "00:00:00.000000001"),
    (.timestamp(Timestamp(1_646_139_909, .second)), "2022-03-01 13:05:09"),
    (.timestamp(Timestamp(1_646_139_909_123, .millisecond)), "2022-03-01 13:05:09.123"),
    (
      .timestamp(Timestamp(1_646_139_909_123_400, .microsecond, zone: "Asia/Seoul")),
      "2022-03-01 13:05:09.123400Z"
    ),
    (.timestamp(Timestamp(-1, .second)), "1969-12-31 23:59:59"),
    (.duration(90_061, .second), "1 day 01:01:01"),
    (.duration(-1_500, .millisecond), "-00:00:01.500"),
    (.interval(months: 14, days: 3, nanoseconds: 0), "1 year 2 months 3 days"),
    (.interval(months: 0, days: 0, nanoseconds: 0), "00:00:00"),
    (.list([.int(1), .string("a"), .null]), "[1, a, null]"), (.list([]), "[]"),
    (.record(Record([("a", .int(1)), ("b", .list([]))])), "{a: 1, b: []}"),
  ])
  func `a value without a format`(_ value: Value, _ expected: String) {
    #expect(value.displayText == expected)
  }

  @Test func `the extremes of time do not trap`() {
    for unit in TimeUnit.allCases {
      for count in [Int64.min, -1, 0, .max] {
        #expect(!Value.timestamp(Timestamp(count, unit)).displayText.isEmpty)
        #expect(!Value.duration(count, unit).displayText.isEmpty)
      }
    }
    #expect(!Value.date(.min).displayText.isEmpty)
    #expect(!Value.time(.min).displayText.isEmpty)
    #expect(!Value.interval(months: .min, days: .min, nanoseconds: .min).displayText.isEmpty)
  }

  @Test func `milliseconds are rounded only once`() {
    #expect(Timestamp(-8_602_816_103_551, .millisecond).milliseconds == -8_602_816_103_551)
    #expect(Timestamp(1_646_139_909_123_456, .microsecond).milliseconds == 1_646_139_909_123.456)
  }
}
