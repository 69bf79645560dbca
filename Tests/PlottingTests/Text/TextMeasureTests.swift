import Testing

@testable import Plotting

@Suite struct TextMeasureTests {
  @Test(arguments: [
    ("50", 11.123), ("Europe", 32.246), ("AVAVAVAV", 48.164), ("Tefaluxe", 37.246),
    ("P.T.Y.", 24.097),
  ])
  func widthsAreThoseThatVegaMeasures(text: String, width: Double) {
    #expect(abs(TextMeasure.width(text, size: 10) - width) < 0.01)
  }

  @Test func boldAndFullWidthAreWider() {
    #expect(
      TextMeasure.width("Horsepower", size: 11, isBold: true)
        > TextMeasure.width("Horsepower", size: 11)
    )
    #expect(TextMeasure.width("한글", size: 10) > 18)
    #expect(TextMeasure.width("e\u{301}", size: 10) == TextMeasure.width("e", size: 10))
    #expect(TextMeasure.width("iii", size: 10, font: "Courier") == 18)
    #expect(TextMeasure.width("", size: 10) == 0)
  }

  @Test func textIsCutAtItsLimit() {
    #expect(TextMeasure.truncated("abc", to: 100, size: 10) == "abc")
    let cut = TextMeasure.truncated("a rather long label", to: 50, size: 10)
    #expect(cut.hasSuffix("…"))
    #expect(TextMeasure.width(cut, size: 10) < 50)
    #expect(TextMeasure.truncated("abc", to: 0, size: 10) == "abc")
    #expect(TextMeasure.truncated("abc", to: 1, size: 10) == "…")
  }

  @Test func linesBreakAtSpacesAndBetweenFullWidthCharacters() {
    #expect(TextMeasure.wrapped("North Hill", to: 30, size: 10) == ["North", "Hill"])
    #expect(TextMeasure.wrapped("서울특별시 강남구", to: 40, size: 10) == ["서울특별", "시 강남", "구"])
    #expect(TextMeasure.wrapped("Unbreakable", to: 20, size: 10) == ["Unbreakable"])
    #expect(TextMeasure.wrapped("왜?", to: 12, size: 10) == ["왜?"])
    let short = TextMeasure.wrapped("one two three four", to: 24, size: 10, maxLines: 2)
    #expect(short.count == 2)
    #expect(short[1].hasSuffix("…"))
  }
}
