import Diagnostics
import Tables
import Testing

@testable import Plotting

@Suite struct CalendarPartsTests {
  private func instant(_ text: String) -> Double { ScriptDate.milliseconds(text) ?? .nan }

  private func floor(_ unit: String, _ text: String, step: Int = 1) throws -> String {
    let parts = try #require(CalendarParts(unit))
    return Value(instant: parts.floor(instant(text), step: step)).displayText
  }

  /// What vega-time gives at UTC.
  @Test(
    arguments: [
      ("year", "2017-01-01 00:00:00"), ("quarter", "2012-07-01 00:00:00"),
      ("month", "2012-08-01 00:00:00"), ("date", "2012-01-23 00:00:00"),
      ("week", "2012-08-19 00:00:00"), ("day", "2012-01-04 00:00:00"),
      ("dayofyear", "2012-08-22 00:00:00"), ("hours", "2012-01-01 13:00:00"),
      ("minutes", "2012-01-01 00:47:00"), ("seconds", "2012-01-01 00:00:09"),
      ("milliseconds", "2012-01-01 00:00:00.250"), ("yearquarter", "2017-07-01 00:00:00"),
      ("yearmonth", "2017-08-01 00:00:00"), ("yearmonthdate", "2017-08-23 00:00:00"),
      ("yearweek", "2017-08-20 00:00:00"), ("yearweekday", "2017-08-23 00:00:00"),
      ("weekday", "2012-08-22 00:00:00"), ("monthdate", "2012-08-23 00:00:00"),
      ("yeardayofyear", "2017-08-23 00:00:00"), ("hoursminutes", "2012-01-01 13:47:00"),
      ("dayhours", "2012-01-04 13:00:00"), ("utcyearmonth", "2017-08-01 00:00:00"),
      ("yearmonthdatehoursminutesseconds", "2017-08-23 13:47:09"),
    ]
  )
  func `instants are rounded down to units, without a year to 2012`(unit: String, start: String)
    throws
  {
    // A Wednesday.
    #expect(try floor(unit, "2017-08-23 13:47:09.250") == start)
  }

  @Test func `steps count within the next larger unit`() throws {
    #expect(try floor("year", "2017-08-23", step: 10) == "2010-01-01 00:00:00")
    #expect(try floor("yearmonth", "2017-08-23", step: 3) == "2017-07-01 00:00:00")
    #expect(try floor("date", "2017-08-23", step: 10) == "2012-01-21 00:00:00")
    #expect(try floor("minutes", "2017-08-23 13:47", step: 5) == "2012-01-01 00:45:00")
    #expect(try floor("yearmonthdatehours", "2017-08-23 13:47", step: 6) == "2017-08-23 12:00:00")
    #expect(try floor("yearquarter", "2017-11-23", step: 2) == "2017-07-01 00:00:00")
  }

  @Test func `a year's first days belong to the week that began in the year before`() throws {
    #expect(try floor("yearweek", "2017-01-01") == "2017-01-01 00:00:00")
    #expect(try floor("yearweek", "2019-01-03") == "2018-12-30 00:00:00")
    #expect(try floor("week", "2019-01-03") == "2011-12-25 00:00:00")
  }

  @Test func `the next unit begins a step later`() throws {
    func next(_ unit: String, _ text: String, step: Int = 1) throws -> String {
      let parts = try #require(CalendarParts(unit))
      return Value(instant: parts.next(instant(text), step: step)).displayText
    }
    #expect(try next("yearmonth", "2012-01-01") == "2012-02-01 00:00:00")
    #expect(try next("yearquarter", "2012-10-01", step: 2) == "2013-04-01 00:00:00")
    #expect(try next("week", "2012-01-01") == "2012-01-08 00:00:00")
    #expect(try next("minutes", "2012-01-01", step: 5) == "2012-01-01 00:05:00")
    #expect(try next("year", "2012-01-01") == "2013-01-01 00:00:00")
  }

  @Test func `names are read with their marks, and wrong ones refused with a near match`() {
    #expect(TimeUnitOptions(name: "binnedutcyearmonth")?.isBinned == true)
    #expect(TimeUnitOptions(name: "binnedutcyearmonth")?.isUTC == true)
    #expect(TimeUnitOptions(name: "utcyear")?.name == "year")
    #expect(CalendarParts("yearmonth")?.title == "year-month")
    for wrong in ["", "monthyear", "yearmonthx", "yearyear", "utc"] {
      #expect(CalendarParts(wrong) == nil, "\(wrong)")
    }
    #expect(
      Rows.problems("[{timeUnit: yearmonht, field: a, as: b}]")
        == ["no time unit 'yearmonht' — did you mean 'yearmonth'?"]
    )
    #expect(
      Rows.problems("[{timeUnit: {unit: year, maxbins: 5}, field: a, as: b}]").first
        == "'maxbins' of a time unit is not drawn — name the unit: 'yearmonth'"
    )
  }

  @Test func `dates are given by their parts`() {
    var diagnostics: [Diagnostic] = []
    func date(_ yaml: String) -> String? {
      Rows.node(yaml, &diagnostics)
        .flatMap { DateTimeObject.instant($0, diagnostics: &diagnostics) }
        .map { Value(instant: $0).displayText }
    }
    #expect(date("{year: 2006}") == "2006-01-01 00:00:00")
    #expect(date("{year: 2006, month: feb, date: 3}") == "2006-02-03 00:00:00")
    #expect(date("{month: January}") == "2012-01-01 00:00:00")
    #expect(date("{quarter: 3}") == "2012-07-01 00:00:00")
    #expect(date("{day: tue}") == "2012-01-03 00:00:00")
    #expect(date("{day: 7}") == "2012-01-01 00:00:00")
    #expect(date("{hours: 13, minutes: 5}") == "2012-01-01 13:05:00")
    #expect(diagnostics.isEmpty)
    #expect(date("{year: 2006, mont: 2}") == nil)
    #expect(diagnostics.first?.message == "no part of a date 'mont'")
    #expect(diagnostics.first?.hint == "did you mean 'month'?")
  }
}
