import Testing

@testable import Tables

@Suite struct NumberFormatTests {
  @Test func `every specifier writes what d3 writes`() throws {
    #expect(NumberFormatAnswers.rows.count > 350)
    for (question, answer) in NumberFormatAnswers.rows {
      let parts = question.split(separator: "|", omittingEmptySubsequences: false)
      let value = try #require(parts[1] == "NaN" ? .nan : Double(parts[1]))
      #expect(try NumberFormat(String(parts[0])).string(value) == answer, "\(question)")
    }
  }

  @Test func `rounding is that of toFixed, toPrecision and toExponential`() throws {
    #expect(RoundingAnswers.rows.count > 100)
    for (number, answers) in RoundingAnswers.rows {
      let value = try #require(Double(number))
      let parts = answers.split(separator: "|").map(String.init)
      let digits = DecimalDigits(exactly: value)
      let (places, precision) = (try #require(Int(parts[1])), try #require(Int(parts[3])))
      if value < 1e21 {
        #expect(digits.fixed(places) == parts[0], "\(number)")
        #expect(DecimalDigits(value, decimals: places).fixed(places) == parts[0], "\(number)")
      }
      #expect(digits.precise(precision) == parts[2], "\(number)")
      #expect(digits.exponential(try #require(Int(parts[5]))) == parts[4], "\(number)")
    }
  }

  // From d3-format's README and tests.
  @Test(arguments: [
    (".0%", 0.123, "12%"), ("($.2f", -3.5, "($3.50)"), ("+20", 42, "                 +42"),
    (".^20", 42, ".........42........."), (".2s", 42e6, "42M"), ("#x", 48879, "0xbeef"),
    (",.2r", 4223, "4,200"), ("s", 1500, "1.50000k"), (".3s", 0.00042, "420µ"),
    (".2s", 0, "0.0"), ("+,d", 1234567, "+1,234,567"), ("0>8d", 1234, "00001234"),
    ("(.2f", -1.5, "(1.50)"), ("$,.2f", 1234567.891, "$1,234,567.89"), ("d", 4.2, "4"),
    ("d", 0.5, "1"), ("d", -0.4, "0"), ("+d", -0.4, "−0"), (".1f", -0.04, "0.0"),
    ("c", 9731, "9731"),
    ("X", 3735928559, "DEADBEEF"), ("b", 10, "1010"), ("x", -10, "−a"), ("x", 14, "e"),
    ("e", 0, "0.000000e+0"), (".3~s", 1500, "1.5k"), ("~g", 0.1, "0.1"), ("", 0.1 + 0.2, "0.3"),
    ("08,d", 1234, "0,001,234"), ("$012,.2f", -1.5, "−$0,000,001.50"), ("_^9", 1, "____1____"),
    ("가>4d", 7, "가가가7"),
  ])
  func `known values`(_ specifier: String, _ value: Double, _ expected: String) throws {
    #expect(try NumberFormat(specifier).string(value) == expected)
  }

  @Test(arguments: [
    ("d", Double.nan, "NaN"), (".2f", .infinity, "Infinity"), (".2f", -.infinity, "−Infinity"),
    (".2s", .nan, "NaN"), ("8d", .nan, "     NaN"), ("$,.0f", -.infinity, "−$Infinity"),
    ("%", .infinity, "Infinity%"),
  ])
  func `what is no finite number is named`(
    _ specifier: String,
    _ value: Double,
    _ expected: String
  ) throws {
    #expect(try NumberFormat(specifier).string(value) == expected)
  }

  @Test func `integers and decimals are exact beyond 2^53`() throws {
    let format = try NumberFormat(",d")
    #expect(format.string(.int(9_007_199_254_740_993)) == "9,007,199,254,740,993")
    #expect(format.string(.int(.min)) == "−9,223,372,036,854,775,808")
    #expect(format.string(.int(.max)) == "9,223,372,036,854,775,807")
    let money = try NumberFormat("$,.2f")
    #expect(
      money.string(.decimal(123_456_789_012_345_678_901_234_567_895, scale: 3))
        == "$123,456,789,012,345,678,901,234,567.90"
    )
    #expect(money.string(.decimal(-5, scale: 3)) == "−$0.01")
    #expect(money.string(.decimal(-4, scale: 3)) == "$0.00")
    #expect(try NumberFormat(".1%").string(.decimal(1_255, scale: 4)) == "12.6%")
    #expect(
      try NumberFormat("d").string(.decimal(.max, scale: 0))
        == "170141183460469231731687303715884105727"
    )
  }

  @Test func `values that are no numbers are shown as they are`() throws {
    let format = try NumberFormat(",d")
    #expect(format.string(.null) == "")
    #expect(format.string(.string("n/a")) == "n/a")
    #expect(format.string(.bool(true)) == "true")
    #expect(try NumberFormat("5c").string(.string("ab")) == "   ab")
  }

  @Test func `a locale gives its currency`() throws {
    #expect(try NumberFormat("$,d", locale: .korean).string(1_234_567) == "₩1,234,567")
    #expect(try NumberFormat("($,d", locale: .korean).string(-1_234) == "(₩1,234)")
    #expect(FormatLocale.of(language: "ko-KR") === FormatLocale.korean)
    #expect(FormatLocale.of(language: "en") === FormatLocale.english)
    #expect(FormatLocale.of(language: "de") === FormatLocale.english)
  }

  @Test func `a locale may group unevenly`() throws {
    let indian = FormatLocale(
      decimalPoint: ",",
      thousands: ".",
      grouping: [3, 2],
      currency: ("", " €"),
      dateTime: "%c",
      date: "",
      time: "",
      periods: ["", ""],
      days: [],
      shortDays: [],
      months: [],
      shortMonths: []
    )
    #expect(try NumberFormat("$,.2f", locale: indian).string(1_234.5) == "1.234,50 €")
  }

  @Test func `a prefix can be fixed for a column of numbers`() throws {
    let micro = try NumberFormat.prefixed(",.0", for: 1e-6)
    #expect(micro.string(0.00042) == "420µ")
    #expect(micro.string(0.0042) == "4,200µ")
    let million = try NumberFormat.prefixed(",.1s", for: 1e6)
    #expect(million.string(1.2e6) == "1.2M")
    #expect(million.string(0) == "0.0M")
    #expect(try NumberFormat.prefixed(",.0", for: 0).string(42) == "42")
    #expect(try NumberFormat.prefixed(".1", for: 1e30).string(1e27) == "1000.0Y")
  }

  @Test func `precision follows from the step between numbers`() {
    #expect(NumberFormat.decimals(forStep: 0.05) == 2)
    #expect(NumberFormat.decimals(forStep: 1) == 0)
    #expect(NumberFormat.decimals(forStep: 500) == 0)
    #expect(NumberFormat.significantDigits(forStep: 0.01, upTo: 1.01) == 3)
    #expect(NumberFormat.significantDigits(forStep: 0.1, upTo: 1.1) == 2)
    #expect(NumberFormat.prefixDecimals(forStep: 1e5, value: 1.3e6) == 1)
    #expect(NumberFormat.prefixDecimals(forStep: 1e-7, value: 1e-6) == 1)
  }

  @Test(arguments: [
    (".2h", 2, FormatError.Reason.unknownType("h")), (",,d", 1, .unexpected(",")),
    ("d2", 1, .unexpected("2")), (".f", 1, .missingPrecision), ("2000d", 3, .tooLarge),
    ("%Y", 1, .unexpected("Y")), ("0.2f?", 4, .unexpected("?")), ("원", 0, .unknownType("원")),
    (".2f ", 3, .unexpected(" ")), ("~,d", 1, .unexpected(",")),
  ])
  func `a specifier that cannot be read says where`(
    _ specifier: String,
    _ offset: Int,
    _ reason: FormatError.Reason
  ) {
    #expect(throws: FormatError(specifier, offset: offset, reason)) {
      try NumberFormat(specifier)
    }
  }
}
