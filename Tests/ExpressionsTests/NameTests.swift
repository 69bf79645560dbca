import Diagnostics
import Expressions
import Tables
import Testing

@Suite struct NameTests {
  private func scope(isLenient: Bool = false) throws -> NamedValues {
    let group = Record([("students", .table(try monthly()))])
    return NamedValues(
      [
        "monthly": .table(try monthly()), "academy": .record(group), "none": .null, "n": .int(5),
        "empty": .table(Table([("a", try Column(.int64, []))])),
        "one": .table(Table([("a", try Column(.int64, [.int(1)]))])),
        "params": .record(Record([("from", .date(19_052)), ("이름", .string("가"))])),
      ],
      isLenient: isLenient
    )
  }

  @Test(arguments: [
    ("monthly[0].students", "120"), ("monthly[1]['students'] + 5", "100"),
    ("monthly[2].students", ""),
    ("length(monthly)", "3"), ("monthly.students", "[120, 95, null]"),
    ("monthly.students[1]", "95"),
    ("sum(monthly.students)", "215"), ("max(monthly.month)", "2022-03-01"),
    ("monthly['이름'][0]", "가"),
    ("monthly.이름[2]", "다"), ("academy.students[0].month", "2022-01-01"),
    ("params.from", "2022-03-01"),
    ("params['이름']", "가"), ("pluck(monthly, 'students')", "[120, 95, null]"),
    ("monthly[length(monthly) - 1].month", "2022-03-01"), ("peek(monthly).이름", "다"),
    ("slice(monthly, -1)[0].이름", "다"), ("has(monthly, 'month')", "true"),
    ("length(monthly[0])", "3"),
    ("extent(monthly.students)", "[95, 120]"), ("isArray(monthly)", "true"),
    ("monthly == monthly", "true"),
    ("reverse(monthly)[0].이름", "다"), ("monthly[0] == monthly[0]", "true"),
    ("mean(monthly.students)", "107.5"),
  ])
  func `tables, rows and columns are reached by name and number`(
    _ source: String,
    _ expected: String
  ) throws {
    #expect(try evaluate(source, in: try scope()).displayText == expected)
  }

  @Test(arguments: [
    ("montly", "0-6: no table or parameter 'montly' [unknown-name]; did you mean 'monthly'?"),
    (
      "1 + 학생",
      "4-10: no table or parameter '학생' [unknown-name]; known names: academy, empty, monthly, n, "
        + "none, one, params"
    ),
    (
      "length",
      "0-6: no table or parameter 'length' [unknown-name]; 'length' is a function: write length(…)"
    ),
    (
      "monthly.studens",
      "8-15: 'monthly' has no column 'studens' [unknown-column]; did you mean 'students'?"
    ),
    (
      "monthly[0].studens",
      "11-18: 'monthly[0]' has no column 'studens' [unknown-column]; did you mean 'students'?"
    ),
    (
      "monthly['studens']",
      "8-17: 'monthly' has no column 'studens' [unknown-column]; did you mean 'students'?"
    ),
    (
      "monthly['stu' + 'dens']",
      "8-22: 'monthly' has no column 'studens' [unknown-column]; did you mean 'students'?"
    ),
    ("params.form", "7-11: 'params' has no 'form' [unknown-member]; did you mean 'from'?"),
    ("params.x", "7-8: 'params' has no 'x' [unknown-member]; it has: from, 이름"),
    ("params['x']", "7-10: 'params' has no 'x' [unknown-member]; it has: from, 이름"),
    ("none.x", "5-6: 'none' is null and has no 'x' [null-member]"),
    ("n.x", "2-3: 'n' is a number and has no 'x' [unknown-member]"),
    ("n[0]", "2-3: 'n' is a number and has no elements [not-a-list]"),
    ("[1].x", "4-5: '[1]' is a list and has no 'x' [unknown-member]"),
    (
      "monthly[5].students",
      "8-9: row 5 of 'monthly' does not exist [out-of-range]; the table has 3 rows, counted from 0"
    ),
    (
      "monthly[-1].students",
      "8-10: row -1 of 'monthly' does not exist [out-of-range]; the table has 3 rows, counted from 0"
    ),
    ("empty[0].a", "6-7: row 0 of 'empty' does not exist [out-of-range]; the table has no rows"),
    (
      "one[1]",
      "4-5: row 1 of 'one' does not exist [out-of-range]; the table has 1 row, counted from 0"
    ),
    (
      "[1, 2][2]",
      "7-8: element 2 of '[1, 2]' does not exist [out-of-range]; the list has 2 elements, counted from 0"
    ),
    (
      "'가나'[9]",
      "9-10: character 9 of ''가나'' does not exist [out-of-range]; the text has 2 characters, counted from 0"
    ),
    ("monthly[0.5]", "8-11: an index is a whole number, not '0.5' [bad-index]"),
    ("monthly[null]", "8-12: an index is a whole number, not null [bad-index]"),
    ("monthly[[]]", "8-10: an index is a whole number, not '[]' [bad-index]"),
  ])
  func `what does not exist is never an empty text`(_ source: String, _ expected: String) throws {
    #expect(complaint(source, in: try scope()) == expected)
  }

  @Test(arguments: [
    "monthly.studens", "params.x", "none.x", "n.x", "n[0]", "monthly[5]", "monthly[0].x.y",
    "[1][3]",
    "'a'[4]", "monthly[0.5]", "params['x']",
  ])
  func `in charts a missing member is null`(_ source: String) throws {
    #expect(try evaluate(source, in: try scope(isLenient: true)) == .null)
  }

  @Test func `in charts an unknown name is still an error`() throws {
    #expect(
      complaint("datm.x", in: NamedValues(["datum": .null], isLenient: true))
        == "0-4: no table or parameter 'datm' [unknown-name]; did you mean 'datum'?"
    )
  }

  @Test func `a scope may give members without the record around them`() throws {
    struct Row: Scope {
      func value(of name: String) -> Value? { nil }
      func value(of member: String, in name: String) -> Value? {
        name == "datum" && member == "x" ? .int(7) : nil
      }
      var names: [String] { ["datum"] }
    }
    #expect(try evaluate("datum.x * datum['x']", in: Row()) == .int(49))
  }

  @Test func `references are top-level names with their places`() throws {
    let source = "if(a.b > 가[c].d, PI * a, f.length) + sin(x) + {k: y}.k"
    let file = SourceFile(name: "e", text: "  " + source)
    let expression = try Expression(source, at: file.span(2..<file.bytes.count))
    #expect(expression.references.map(\.value) == ["a", "가", "c", "a", "f", "x", "y"])
    #expect(expression.references.map(\.span.text) == ["a", "가", "c", "a", "f", "x", "y"])
    #expect(expression.source == source)
  }
}
