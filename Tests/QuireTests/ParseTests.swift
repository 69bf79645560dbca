import Foundation
import Testing

/// What `quire parse` shows, writes and says.
@Suite struct `Parsing from the command line` {
  private static let log = """
    2024-03-01 10:00:00 INFO began, in 12 ms

    2024-03-01 10:00:01 WARN slow
    no time here
    2024-03-01 10:00:02 INFO ended

    """
  private static let pattern = "%{date} %{time} %{level} %{message}"

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write("app.log", Self.log)
    return place
  }

  @Test func `shows what a pattern finds and accounts for every line`() async throws {
    let outcome = try await place().quire(
      "parse",
      "app.log",
      "--regex",
      #"^(?<at>\S+ \S+) (?<level>[A-Z]+) (?<message>.*)"#,
      "--columns",
      "{at: {type: timestamp, format: '%Y-%m-%d %H:%M:%S'}}"
    )
    #expect(outcome.code == 0)
    #expect(outcome.errors == "5 lines: 3 rows, 1 rejects, 1 blank\n")
    #expect(
      outcome.output == """
        at       timestamp[us]  2024-03-01 10:00:00 · 2024-03-01 10:00:01 · 2024-03-01 10:00:02
        level    string         INFO · WARN
        message  string         began, in 12 ms · slow · ended

        rejects:
          app.log:4: the pattern does not match
            no time here

        """
    )
  }

  @Test func `writes rows and rejects, whole or not at all`() async throws {
    let place = try place()
    let outcome = try await place.quire(
      "parse",
      "app.log",
      "--dissect",
      "%{date} %{time} %{level} %{message}",
      "--columns",
      "{date: {type: timestamp, format: '%Y-%m-%d'}}",
      "-o",
      "out/rows.csv",
      "--rejects",
      "out/rejects.jsonl"
    )
    #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    #expect(
      try place.read("out/rows.csv") == """
        date,time,level,message
        2024-03-01T00:00:00,10:00:00,INFO,"began, in 12 ms"
        2024-03-01T00:00:00,10:00:01,WARN,slow
        2024-03-01T00:00:00,10:00:02,INFO,ended

        """
    )
    #expect(
      try place.read("out/rejects.jsonl")
        == #"{"file":"app.log","line":4,"offset":72,"reason":"no ' ' after byte 8","text":"no time here"}"#
        + "\n"
    )
    let failed = try await place.quire(
      "parse",
      "app.log",
      "missing.log",
      "--dissect",
      Self.pattern,
      "-o",
      "out/half.parquet"
    )
    #expect(failed.code == 1)
    #expect(failed.errors.contains("cannot read 'missing.log': no such file or directory"))
    #expect(place.names(in: "out") == ["rejects.jsonl", "rows.csv"])
  }

  @Test func `fails past the limit of rejects and when no line fits`() async throws {
    let place = try place()
    let many = try await place.quire(
      "parse",
      "app.log",
      "--dissect",
      Self.pattern,
      "--max-rejects",
      "0",
      "-q"
    )
    #expect(many.code == 1)
    #expect(many.errors == "error: 1 of 5 lines are rejects, and max_rejects is 0 [rejects]\n")
    let none = try await place.quire("parse", "app.log", "--dissect", "<%{a}>", "-q")
    #expect(none.code == 1)
    #expect(none.errors == "error: not one of 4 lines has this format [rejects]\n")
    let some = try await place.quire(
      "parse",
      "app.log",
      "--dissect",
      "2024%{a}",
      "--max-rejects",
      "10%",
      "-q"
    )
    #expect(some.code == 1)
    #expect(
      some.errors == "error: 1 of 5 lines are rejects, and max_rejects is 10.0% [rejects]\n"
    )
  }

  @Test func `reads standard input and packed files, and chooses a format`() async throws {
    let place = try place()
    let fixture = Workplace.project + "/Tests/Fixtures/weblog/access.log.gz"
    let outcome = try await place.quire("parse", fixture, "--format", "auto", "-o", "a.parquet")
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("the format is 'combined'"))
    let wrong = try await place.quire("parse", "-", "--format", "auto")
    #expect(wrong.code == 1)
    #expect(wrong.errors.contains("'auto' needs a file to look at"))
  }

  @Test(arguments: [
    (["app.log", "--dissect", "%{a", "-q"], 1, "--dissect:1:1: error: '%{' has no '}'"),
    (["app.log"], 1, "error: nothing says how a line is read"),
    (["app.log", "--format", "combind"], 1, "did you mean 'combined'?"),
    (["app.log", "--dissect", "%{a}", "-o", "rows.txt"], 1, "does not say how to write it"),
    (["app.log", "--dissect", "%{a}", "-o", "app.log"], 64, "would be overwritten"),
    (["app.log", "--dissect", "%{a}", "--to", "csv"], 64, "name a file with --output"),
    (["-", "-", "--dissect", "%{a}"], 64, "standard input can be read once"),
  ])
  func `tells what is wrong`(arguments: [String], code: Int32, words: String) async throws {
    let outcome = try await place().quire(["parse"] + arguments)
    #expect(outcome.code == code)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }
}
