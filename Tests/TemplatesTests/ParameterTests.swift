import Diagnostics
import Options
import Tables
import Templates
import Testing

/// Values of parameters from the command line, from files and from defaults.
@Suite struct ParameterTests {
  private func parameters(_ lines: String) -> [Parameter] {
    parse("---\nparams:\n" + lines + "---\n").template.frontMatter.parameters
  }

  @Test func `the short form takes its type from the default`() {
    let found = parameters(
      """
        a: 5000
        b: text
        c: 1.5
        d: true
        e: 2022-01-31
        f: 2022-01-31T10:30:00Z
        g: "007"

      """
    )
    #expect(
      found.map(\.type) == [.integer, .string, .number, .boolean, .date, .timestamp, .string]
    )
    #expect(
      found.map(\.defaultValue) == [
        .int(5_000), .string("text"), .double(1.5), .bool(true), .date(19_023),
        .timestamp(Timestamp(1_643_625_000_000_000, .microsecond, zone: "UTC")), .string("007"),
      ]
    )
  }

  @Test func `the long form holds type, range, choices and words`() throws {
    let found = parameters(
      """
        n: {type: number, default: 3, min: 0, max: 1e3, title: N, description: How many}
        c: {choices: [a, b], default: a}
        k: {type: integer, choices: [1, 2, 3]}
        p: {type: path, default: data/*.csv}

      """
    )
    let number = try #require(found.first)
    #expect(number.type == .number)
    #expect(number.defaultValue == .double(3))
    #expect(number.minimum == .double(0))
    #expect(number.maximum == .double(1_000))
    #expect(number.title == "N")
    #expect(number.description == "How many")
    #expect(found[1].type == .choice)
    #expect(found[1].choices == [.string("a"), .string("b")])
    #expect(found[2].choices == [.int(1), .int(2), .int(3)])
    #expect(found[2].defaultValue == nil)
    #expect(found[3].defaultValue == .string("data/*.csv"))
  }

  @Test(arguments: [
    ("{type: integer}", "-7", Value.int(-7)),
    ("{type: number}", "1e3", .double(1_000)),
    ("{type: boolean}", "True", .bool(true)),
    ("{type: string}", "", .string("")),
    ("{type: date}", "2024-02-29", .date(19_782)),
    ("{type: date}", "1969-12-31", .date(-1)),
    ("{type: timestamp}", "1970-01-01 00:01", .timestamp(Timestamp(60_000_000, .microsecond))),
    (
      "{type: timestamp}", "1970-01-01T01:00:00.5+01:00",
      .timestamp(Timestamp(500_000, .microsecond, zone: "UTC"))
    ),
    ("{type: timestamp}", "1970-01-02", .timestamp(Timestamp(86_400_000_000, .microsecond))),
  ])
  func `a text of the command line becomes a value`(
    _ declaration: String,
    _ text: String,
    _ value: Value
  ) throws {
    let parameter = try #require(parameters("  x: \(declaration)\n").first)
    #expect(try parameter.value(from: text, at: nil) == value)
  }

  @Test(arguments: [
    ("{type: integer}", "1.5", "parameter 'x' must be a whole number, not '1.5'"),
    ("{type: number}", "nan", "parameter 'x' must be a number, not 'nan'"),
    ("{type: boolean}", "yes", "parameter 'x' must be true or false, not 'yes'"),
    (
      "{type: date}", "2023-02-29",
      "parameter 'x' must be a date such as 2022-01-31, not '2023-02-29'"
    ),
    (
      "{type: timestamp}", "2022-01-01T25:00",
      "parameter 'x' must be a time such as 2022-01-31T10:30:00, not '2022-01-01T25:00'"
    ),
    ("{type: integer, min: 1}", "0", "parameter 'x' must be at least 1, not 0"),
    ("{type: integer, max: 9}", "10", "parameter 'x' must be at most 9, not 10"),
    ("{choices: [red, blue]}", "bleu", "'bleu' is not a choice of parameter 'x'"),
  ])
  func `a text that does not fit is refused in words`(
    _ declaration: String,
    _ text: String,
    _ message: String
  ) throws {
    let parameter = try #require(parameters("  x: \(declaration)\n").first)
    let error = #expect(throws: Diagnostic.self) { try parameter.value(from: text, at: nil) }
    #expect(error?.message == message)
    #expect(error?.code == "wrong-parameter")
  }
}
