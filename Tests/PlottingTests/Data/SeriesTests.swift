import Diagnostics
import Expressions
import Tables
import Testing

@testable import Plotting

@Suite struct SeriesTests {
  @Test func `values take the narrowest form that holds them`() {
    guard case .numbers(let numbers) = Series([.int(1), .null, .double(2.5)]) else {
      Issue.record("no numbers")
      return
    }
    #expect(areClose(numbers, [1, .nan, 2.5]))
    #expect(Series(levels: [.instant(5), .null]).areInstants)
    guard case .levels(_, let mixed) = Series([.int(1), .string("1"), .null, .int(1)]) else {
      Issue.record("no levels")
      return
    }
    #expect(mixed == [.number(1), .text("1"), .null])
    #expect(Series([.null, .null]).isAllNull)
    #expect(Series([Value]()).count == 0)
  }

  @Test func `text counts as the number it spells, and empty text as none`() {
    let series = Series([.string(" 12.5 "), .string(""), .string("x"), .bool(true), .string("1e3")])
    #expect(areClose(series.doubles, [12.5, .nan, .nan, 1, 1000]))
  }

  @Test func `numbers are read to the last bit`() {
    for text in [
      "0.1", "123456789012345678", "1.7976931348623157e308", "5e-324", "-0.000001", "3.",
    ] {
      #expect(NumberText.read(text) == Double(text == "3." ? "3.0" : text), "\(text)")
    }
    #expect(NumberText.read("0x1F") == 31)
    #expect(NumberText.read("-Infinity") == -.infinity)
    for text in ["", "1,5", "12a", "e5", "--1", "inf", "nan"] {
      #expect(NumberText.read(text) == nil, "\(text)")
    }
  }

  @Test func `null sorts first, and last when descending; equal rows keep their order`() {
    let series = Series.numbers([3, .nan, 1, 3, 2])
    #expect(Ordering([(series, false)]).sorted([0, 1, 2, 3, 4]) == [1, 2, 4, 0, 3])
    #expect(Ordering([(series, true)]).sorted([0, 1, 2, 3, 4]) == [0, 3, 4, 2, 1])
    let text = Series([.string("b"), .string("B"), .null, .string("a"), .string("é")])
    #expect(Ordering([(text, false)]).sorted([0, 1, 2, 3, 4]) == [2, 1, 3, 0, 4])
    #expect(
      Ordering([(text.rows([0, 0, 0]), false), (series, false)]).sorted([0, 1, 2]) == [1, 2, 0]
    )
  }

  @Test func `groups are numbered in order of first appearance`() {
    let keys = [
      Series.numbers([5, .nan, 5, -0, 0]),
      Series([.string("a"), .string("a")]).rows([0, 0, 0, 0, 1]),
    ]
    let groups = Grouping(by: keys, rowCount: 5)
    #expect(groups.groups == [0, 1, 0, 2, 2])
    #expect(groups.firstRows == [0, 1, 3])
    #expect(groups.rows == [[0, 2], [1], [3, 4]])
    #expect(Grouping(by: [], rowCount: 3).count == 1)
    #expect(Grouping(by: [], rowCount: 0).count == 0)
  }

  @Test func `many distinct numbers and texts keep their codes`() {
    let numbers = (0..<50_000).map { Double($0 % 20_011) }
    let coded = Series.numbers(numbers).coded
    #expect(coded.levels.count == 20_011)
    #expect(
      coded.codes.indices.allSatisfy { coded.levels[Int(coded.codes[$0])] == .number(numbers[$0]) }
    )
    let texts = (0..<50_000).map { "key \($0 % 9_973)" }
    guard case .levels(let codes, let levels) = Series(texts.map { Value.string($0) }) else {
      Issue.record("no levels")
      return
    }
    #expect(levels.count == 9_973)
    #expect(codes.indices.allSatisfy { levels[Int(codes[$0])] == .text(texts[$0]) })
  }

  @Test func `columns are read as types by JavaScript's rules`() {
    let text = Series([.string("7"), .string(""), .string("x"), .null, .double(2)])
    #expect(areClose(text.parsed(as: .number).doubles, [7, .nan, .nan, .nan, 2]))
    let dates = Series([
      .string("2012-01-01"), .string("Jan 2 2012"), .string("3/1/2012 10:00"), .string("?"),
    ])
    let day = 86_400_000.0
    let start = 1_325_376_000_000.0
    #expect(
      areClose(
        dates.parsed(as: .date).doubles,
        [start, start + day, start + 60 * day + 36_000_000, .nan]
      )
    )
    #expect(Series.numbers([1e12]).parsed(as: .date).areInstants)
    let german = Series([.string("03.04.2012")])
    #expect(german.parsed(as: .dateFormat("%d.%m.%Y")).doubles == [1_333_411_200_000])
    let truths = Series([.string("true"), .string("false"), .string("0"), .string(""), .int(3)])
    #expect(
      (0..<5).map { truths.parsed(as: .boolean).level(at: $0) }
        == [.bool(true), .bool(false), .bool(false), .null, .bool(true)]
    )
    #expect(Series([.int(1), .string("1")]).parsed(as: .string).distinct == [.text("1")])
    #expect(ParseType("date:'%d %b'") == .dateFormat("%d %b"))
    #expect(ParseType("utc:%Y") == .dateFormat("%Y"))
    #expect(ParseType("time") == nil)
  }
}
