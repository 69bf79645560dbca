import Tables
import Testing

@testable import Plotting

@Suite struct LabelFormatTests {
  private func instant(_ year: Int, _ month: Int = 1, _ day: Int = 1, hour: Int = 0) -> Level {
    .instant(CivilDate(year, month, day).instant + Double(hour) * 3_600_000)
  }

  private func unit(_ name: String) throws -> TimeUnitOptions {
    TimeUnitOptions(unit: try #require(CalendarParts(name)), name: name)
  }

  @Test(arguments: [
    ("year", "2012"), ("quarter", "Q2"), ("month", "May"), ("yearmonth", "May 2012"),
    ("yearmonthdate", "May 09, 2012"), ("week", "W19"), ("day", "Wed"), ("date", "09"),
    ("hours", "15:00"), ("minutes", "00:00"), ("hoursminutes", "15:00"), ("dayofyear", "130"),
    ("yearquarter", "2012 Q2"), ("monthdate", "May 09"), ("yearweek", "2012 W19"),
    ("yearmonthdatehours", "May 09, 2012 15:00"), ("hoursminutesseconds", "15:00:00"),
    ("yearmonthdatehoursminutes", "May 09, 2012 15:00"), ("monthdatehours", "May 09 15:00"),
  ])
  func `calendar units say their parts`(_ name: String, _ text: String) throws {
    let format = LabelFormat(kind: .timeUnit(try unit(name), formats: [:]))
    #expect(format.text(instant(2012, 5, 9, hour: 15)) == text)
    let scale = Scale(ScaleDefinition(.band, domain: .discrete([]), range: .numbers([0, 1])))
    #expect(format.texts([instant(2012, 5, 9, hour: 15)], scale: scale, count: 5) == [text])
  }

  @Test func `single values are written as Vega-Lite's marks write them`() {
    let format = LabelFormat(kind: .standard)
    #expect(format.text(.null) == "null")
    #expect(format.text(.bool(true)) == "true")
    #expect(format.text(.number(1234.5)) == "1234.5")
    #expect(format.text(.number(0.1 + 0.2)) == "0.3")
    #expect(format.text(.number(-3)) == "−3")
    #expect(format.text(instant(2012, 5, 9)) == "May 09, 2012")
    #expect(LabelFormat(kind: .number(".1%")).text(.number(0.123)) == "12.3%")
    #expect(LabelFormat(kind: .time("%Y")).text(.number(0)) == "1970")
    #expect(LabelFormat(kind: .time("%Y")).text(.null) == "null")
    #expect(LabelFormat(kind: .number(".1f")).text(.text("a")) == "a")
  }

  @Test func `a category scale writes values as they are`() {
    let scale = Scale(ScaleDefinition(.ordinal, domain: .discrete([]), range: .numbers([])))
    let format = LabelFormat(kind: .standard)
    let values: [Level] = [.number(0.1), .text("a"), .null, .bool(false), .number(-2)]
    #expect(format.texts(values, scale: scale, count: 5) == ["0.1", "a", "null", "false", "-2"])
  }

  @Test func `classes have ranges beside symbols`() {
    var definition = ScaleDefinition(
      .threshold,
      domain: .continuous([10, 20]),
      range: .numbers([1, 2, 3])
    )
    func texts() -> [String] {
      let scale = Scale(definition)
      return LabelFormat(kind: .standard).legendTexts(
        scale.legendValues(.about(5)),
        scale: scale,
        count: 5,
        asRanges: true
      )
    }
    #expect(texts() == ["< 10", "10 – 20", "≥ 20"])
    definition = ScaleDefinition(
      .binOrdinal,
      domain: .continuous([0, 5, 10]),
      range: .paints([.none])
    )
    definition.bins = [0, 5, 10]
    #expect(texts() == ["0 – 5", "5 – 10"])
    definition = ScaleDefinition(.linear, domain: .continuous([0, 30]), range: .numbers([0, 1]))
    definition.bins = [0, 10, 20, 30]
    #expect(texts() == ["0 – 10", "10 – 20", "20 – 30"])
  }

  @Test func `bins of a category axis have both ends`() {
    var definition = ScaleDefinition(
      .band,
      domain: .discrete([.number(0), .number(0.5), .number(1), .null]),
      range: .numbers([0, 1])
    )
    definition.bins = [0, 0.5, 1, 1.5]
    let format = LabelFormat(kind: .binRange(nil))
    let scale = Scale(definition)
    #expect(
      format.texts([.number(0), .number(0.5), .number(1), .null], scale: scale, count: 5)
        == ["0 – 0.5", "0.5 – 1", "1 – 1.5", "null"]
    )
    #expect(
      LabelFormat(kind: .binRange(".1f")).text(from: .number(0), to: .number(5)) == "0.0 – 5.0"
    )
  }

  @Test func `Korean has its own words`() throws {
    let scale = Scale(
      ScaleDefinition(
        .time,
        domain: .continuous([CivilDate(2024).instant, CivilDate(2025).instant]),
        range: .numbers([0, 100])
      )
    )
    let format = LabelFormat(kind: .standard, locale: .korean)
    #expect(
      format.texts(scale.ticks(.about(4)), scale: scale, count: 4)
        == ["2024년", "4월", "7월", "10월", "2025년"]
    )
    let months = LabelFormat(kind: .timeUnit(try unit("yearmonth"), formats: [:]), locale: .korean)
    #expect(months.text(.instant(CivilDate(2024, 3).instant)) == "2024-03")
  }
}
