import Diagnostics
import Expressions
import Tables
import Testing

@Suite struct EvaluationTests {
  @Test func `expressions answer what Vega answers`() throws {
    let datum = Record([
      ("a", .int(3)), ("s", .string("Hello, World")), ("n", .null),
      ("l", .list([.int(3), .int(1), .int(2)])),
    ])
    let scope = NamedValues(["datum": .record(datum)], isLenient: true)
    #expect(VegaAnswers.rows.count > 1_000)
    for (source, answer) in VegaAnswers.rows {
      #expect(
        try evaluate("'' + (\(source))", in: scope) == .string(answer),
        "\(source)"
      )
    }
  }

  @Test(arguments: [
    ("1 + 2", Value.int(3)), ("2 * 3 - 1", .int(5)), ("6 / 2", .double(3)), ("7 % 3", .int(1)),
    ("1.0 + 1", .double(2)), ("-5", .int(-5)),
    ("9007199254740993 + 0", .int(9_007_199_254_740_993)),
    ("9223372036854775807 + 1", .double(9.223372036854775807e18)),
    ("9223372036854775807 * 2", .double(1.8446744073709552e19)),
    ("9223372036854775808", .double(9.223372036854775808e18)), ("0xFF", .int(255)),
    ("floor(2.7)", .int(2)), ("round(-2.5)", .int(-2)), ("ceil(1e300)", .double(1e300)),
    ("pow(10, 3)", .int(1_000)), ("abs(-3)", .int(3)), ("max(1, 2.5)", .double(2.5)),
    ("length([1, 2])", .int(2)), ("~5", .int(-6)), ("1 << 31", .int(-2_147_483_648)),
    ("-1 >>> 0", .int(4_294_967_295)), ("null", .null), ("undefined", .null), ("true", .bool(true)),
  ])
  func `whole numbers stay integers while they are exact`(_ source: String, _ expected: Value)
    throws
  {
    #expect(try evaluate(source) == expected)
  }

  @Test(arguments: [
    ("price + price", Value.decimal(2_468, scale: 2)), ("price - 1", .decimal(1_134, scale: 2)),
    ("price * 3", .decimal(3_702, scale: 2)), ("price * price", .decimal(1_522_756, scale: 4)),
    ("-price", .decimal(-1_234, scale: 2)), ("price / 2", .double(6.17)),
    ("price * 0.5", .double(6.17)), ("abs(-price)", .decimal(1_234, scale: 2)),
    ("price == 12.34", .bool(true)), ("price === 12.34", .bool(true)), ("price > 12", .bool(true)),
    ("huge + huge", .double(3.402823669209385e38)), ("price % 5", .double(2.34)),
    ("sum([price, price, null])", .decimal(2_468, scale: 2)), ("'' + price", .string("12.34")),
    ("format(price, '.1f')", .string("12.3")), ("round(price)", .int(12)),
  ])
  func `decimals stay exact in sums and products`(_ source: String, _ expected: Value) throws {
    let scope = NamedValues([
      "price": .decimal(1_234, scale: 2), "huge": .decimal(.max, scale: 0),
    ])
    let value = try evaluate(source, in: scope)
    if case .double(let double) = value, case .double(let wanted) = expected {
      #expect(abs(double - wanted) <= abs(wanted) * 1e-12)
    } else {
      #expect(value == expected)
    }
  }

  @Test(arguments: [
    ("day == '2022-03-01'", true), ("day != '2022-03-02'", true), ("day < '2022-03-02'", true),
    ("day >= datetime(2022, 2, 1)", true), ("day == stamp", false), ("stamp > day", true),
    ("'2022-03-01 13:05' < stamp", true), ("day == 'never'", false), ("day < 'never'", false),
    ("day === day", true), ("day - datetime(2022, 1, 28) == 86400000", true),
    ("day == 1646092800000", true), ("isDate(day) && isDate(stamp)", true), ("day == null", false),
    ("[1, [2, 'a']] == [1, [2, 'a']]", true), ("{a: 1} == {a: 1}", true),
    ("{a: 1} == {a: 2}", false),
    ("max([day, datetime(2021, 0, 1)]) == day", true), ("extent([day])[0] == day", true),
    ("month(day) == 2 && date(day) == 1 && year(stamp) == 2022", true),
    ("year(null) == null", true),
    ("inrange(day, [datetime(2022, 0, 1), datetime(2022, 11, 31)])", true),
    ("toDate('2022-03-01') == day", true), ("toDate('x') == null", true),
    ("toDate('') == null", true),
    ("timeOffset('month', day) == '2022-04-01'", true), ("day + 1 == 1646092800001", true),
    ("isValid(0 / 0) || isValid(null)", false), ("wait == 1500", true), ("noon == 43200000", true),
  ])
  func `dates compare as instants, also with texts`(_ source: String, _ expected: Bool) throws {
    let scope = NamedValues([
      "day": .date(19_052), "stamp": .timestamp(Timestamp(1_646_139_909, .second)),
      "wait": .duration(1_500, .millisecond), "noon": .time(43_200_000_000_000),
    ])
    #expect(try evaluate(source, in: scope) == .bool(expected))
  }

  @Test func `only the branch that counts is evaluated`() throws {
    #expect(try evaluate("true ? 1 : missing") == .int(1))
    #expect(try evaluate("if(false, missing, 2)") == .int(2))
    #expect(try evaluate("false && missing") == .bool(false))
    #expect(try evaluate("1 || missing") == .int(1))
  }

  @Test(arguments: [
    ("length('학생')", "2"), ("length('👩‍🎓')", "1"), ("substring('한국어', 1)", "국어"),
    ("truncate('한국어 보고서', 4)", "한국어…"), ("upper('straße')", "STRASSE"), ("'한국어'[2]", "어"),
    ("pad('가', 3, '-')", "가--"), ("indexof('한국어', '어')", "2"), ("btoa('가')", "6rCA"),
    ("atob(btoa('학생 12'))", "학생 12"), ("replace('한글 text', /[가-힣]+/, 'x')", "x text"),
    ("startswith('학생', '학')", "true"), ("endswith('a', 'b')", "false"),
    ("split('가나', '')", "[가, 나]"),
    ("test(/^É/i, 'école')", "true"), ("match('a1b22', /([a-z])(\\d+)$/)", "[b22, b, 22]"),
    ("match('a', /b/)", ""), ("match('ab', /(x)?b/)", "[b, null]"),
  ])
  func `texts are counted in characters`(_ source: String, _ expected: String) throws {
    #expect(try evaluate(source).displayText == expected)
  }

  @Test(arguments: [
    ("sum([1, 2, null, 3])", "6"), ("sum([])", "0"), ("mean([1, 2, null])", "1.5"),
    ("mean([])", ""),
    ("max([3, null, 5])", "5"), ("min([])", ""), ("max([])", ""), ("min(['10', '9'])", "9"),
    ("sort([3, null, 1])", "[1, 3, null]"), ("peek([])", ""), ("has({a: 1}, 'a')", "true"),
    ("has({a: 1}, 'b')", "false"), ("has(null, 'b')", "false"),
    ("merge({a: 1}, null, {a: 2, b: 3})", "{a: 2, b: 3}"),
    ("sequence(0, 1, 0.5)", "[0, 0.5]"), ("sequence(3)", "[0, 1, 2]"), ("format(null, 'd')", ""),
    ("format('1234.5', ',.1f')", "1,234.5"), ("format('x', 'd')", "NaN"), ("format(0.5)", "0.5"),
    ("timeFormat(null, '%Y')", ""), ("timeFormat(datetime(2022, 0, 1))", "2022"),
    ("timeFormat('2022-03-01', '%-d %b')", "1 Mar"), ("timeFormat(0 / 0, '%Y')", "Invalid Date"),
    ("datetime(2022, 2, 1, 13, 5)", "2022-03-01 13:05:00"), ("datetime(null)", ""),
    ("utc(2022, 12)", "2023-01-01 00:00:00"),
    ("timeParse('1/2022', '%m/%Y')", "2022-01-01 00:00:00"), ("timeParse('x', '%Y')", ""),
    ("length(timeSequence('month', datetime(2022, 0), datetime(2023, 0)))", "12"),
    ("regexp('a', 'g')", "{regexp: a, flags: g}"), ("replace('aXa', regexp('x', 'i'), '-')", "a-a"),
    ("round(cumulativeNormal(1.96) * 1e6)", "975002"),
    ("round(quantileNormal(0.975) * 1e9)", "1959963985"),
    ("hypot(1, 2, 3)", "3.741657386773941"), ("hypot(0, NaN)", "NaN"),
    ("quantileNormal(0)", "-Infinity"), ("quantileNormal(2)", "NaN"),
    ("round(densityNormal(0) * 1e9)", "398942280"),
    ("round(cumulativeLogNormal(1) * 10)", "5"), ("quantileLogNormal(0.5)", "1"),
    ("densityLogNormal(-1)", "0"),
  ])
  func `functions beyond or beside Vega's`(_ source: String, _ expected: String) throws {
    #expect(try evaluate(source).displayText == expected)
  }

  @Test func `formats speak the scope's language`() throws {
    let scope = NamedValues(["day": .date(19_052)], locale: .korean)
    #expect(try evaluate("timeFormat(day, '%B %-d일 %A')", in: scope) == .string("3월 1일 화요일"))
    #expect(try evaluate("format(1234, '$,')", in: scope) == .string("₩1,234"))
    #expect(try evaluate("dayFormat(0) + monthFormat(11)", in: scope) == .string("일요일12월"))
    #expect(try evaluate("timeFormat(day)", in: scope) == .string("3월"))
  }

  @Test func `truth is JavaScript's`() throws {
    func isTrue(_ source: String) throws -> Bool {
      let file = SourceFile(name: "e", text: source)
      return try Expression(source, at: file.span(0..<file.bytes.count)).isTrue(in: NamedValues())
    }
    for source in ["0", "''", "null", "NaN", "false"] { #expect(try !isTrue(source)) }
    for source in ["1", "'0'", "[]", "{}", "datetime(0)"] { #expect(try isTrue(source)) }
  }
}
