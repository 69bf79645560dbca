import Foundation
import Testing

/// `quire generate` as a process.
@Suite struct `Generating data` {
  private static let few = ["generate", "academy", "--students", "60", "--quiet"]

  @Test func `makes the academy's tables, the same with any workers and in shards`() async throws {
    let place = try Workplace()
    let outcome = try await place.quire(Self.few + ["-o", "data", "--workers", "1"])
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(place.names(in: "data") == ["logins.csv", "students.csv", "transactions.csv"])
    let students = try place.read("data/students.csv")
    #expect(students.split(separator: "\n").count == 61)
    _ = try await place.quire(Self.few + ["-o", "again", "--workers", "7"])
    #expect(try place.read("again/students.csv") == students)
    #expect(try place.read("again/logins.csv") == place.read("data/logins.csv"))
    var joined = ""
    for shard in 1...5 {
      let part = try await place.quire(
        Self.few + [
          "--table", "transactions", "--format", "log", "--shard", "\(shard)/5", "-o", "-",
        ]
      )
      joined += part.output
    }
    let whole = try await place.quire(Self.few + ["--table", "transactions", "-o", "a.log"])
    #expect(whole.code == 0, "\(whole.errors)")
    #expect(try place.read("a.log") == joined)
    #expect(joined.hasPrefix("/usr/transaction/data/demo/2022"))
  }

  @Test func `says how much it made`() async throws {
    let place = try Workplace()
    let outcome = try await place.quire(
      "generate",
      "academy",
      "--students",
      "60",
      "--table",
      "students",
      "-o",
      "-"
    )
    #expect(outcome.errors.hasPrefix("students  60 rows, "), "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n").count == 61)
  }

  @Test func `prints the figures, and takes them back`() async throws {
    let place = try Workplace()
    let figures = try await place.quire("generate", "academy", "--print-config").output
    #expect(figures.contains("grades:"))
    try place.write("my.yaml", figures)
    _ = try await place.quire(Self.few + ["-o", "a", "--config", "my.yaml"])
    _ = try await place.quire(Self.few + ["-o", "b"])
    #expect(try place.read("a/logins.csv") == place.read("b/logins.csv"))
    try place.write("my.yaml", "grade: {A: 1}\n")
    let wrong = try await place.quire(Self.few + ["-o", "c", "--config", "my.yaml"])
    #expect(wrong.code == 1)
    #expect(wrong.errors.contains("did you mean 'grades'?"), "\(wrong.errors)")
    #expect(!place.exists("c"))
  }

  @Test func `makes a table of one's own`() async throws {
    let place = try Workplace()
    try place.write("orders.yaml", "rows: 3\ncolumns:\n  id: sequence\n")
    let outcome = try await place.quire("generate", "orders.yaml", "-o", "orders.jsonl", "--quiet")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try place.read("orders.jsonl").split(separator: "\n").count == 3)
  }

  static let misuses: [(arguments: [String], words: String)] = [
    (["acdemy"], "'acdemy' is neither a scenario (academy) nor a file; did you mean 'academy'?"),
    (["academy", "--shard", "6/5"], "--shard takes i/n, as in 2/5"),
    (["academy", "-o", "a.csv"], "several tables need a folder, or --table"),
    (["academy", "--table", "login"], "there is no table 'login' (did you mean 'logins'?)"),
    (["academy", "--students", "many"], "command line:1:11: error: 'students'"),
    (["academy", "--table", "logins", "--format", "log"], "the table 'logins' has no log format"),
    (["academy", "--partition", "dt=device"], "has no date or time 'device'"),
    (["academy", "--files", "2", "--shard", "1/2"], "--files goes with neither"),
  ]

  @Test(arguments: misuses.indices)
  func `exits with 64 for wrong usage`(index: Int) async throws {
    let (arguments, words) = Self.misuses[index]
    let place = try Workplace()
    let outcome = try await place.quire(["generate"] + arguments)
    #expect(outcome.code == 64, "\(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(place.names(in: "").isEmpty)
  }

  private static let many = [
    "generate", "academy", "--students", "2e6", "--table", "logins", "-o", "logins.csv",
  ]

  /// Waits until the file is being written.
  private func wait(_ place: Workplace) async throws {
    while place.names(in: "").isEmpty { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test func `leaves nothing behind when it is interrupted`() async throws {
    let place = try Workplace()
    let program = try place.start(Workplace.program, Self.many)
    try await wait(place)
    program.send(SIGINT)
    #expect(try await program.outcome().code == 130)
    #expect(place.names(in: "").isEmpty)
  }

  @Test func `leaves nothing under the file's name when it is killed`() async throws {
    let place = try Workplace()
    let program = try place.start(Workplace.program, Self.many)
    try await wait(place)
    program.send(SIGKILL)
    #expect(try await program.outcome().code == -SIGKILL)
    #expect(place.names(in: "").allSatisfy { $0.hasSuffix(".partial") })
    // The next run of that file clears it away.
    let next = try await place.quire(Self.few + ["--table", "logins", "-o", "logins.csv"])
    #expect(next.code == 0, "\(next.errors)")
    #expect(place.names(in: "") == ["logins.csv"])
  }

  @Test(.enabled(if: SmallDisk.canMount, "needs the right to mount a small file system in memory"))
  func `keeps the old file when the disk is full`() async throws {
    let place = try Workplace()
    let disk = try await SmallDisk(place.path("disk"), megabytes: 2)
    _ = try await place.quire(Self.few + ["--table", "students", "-o", "disk/logins.csv"])
    let old = try place.read("disk/logins.csv")
    for format in ["csv", "parquet"] {
      let outcome = try await place.quire(
        "generate",
        "academy",
        "--students",
        "20000",
        "--table",
        "logins",
        "--quiet",
        "--format",
        format,
        "-o",
        "disk/logins.csv"
      )
      #expect(outcome.code == 1)
      #expect(
        outcome.errors == """
          error: cannot write 'disk/logins.csv': no space left on device [cannot-write]
            hint: make room on the disk

          """
      )
      #expect(try place.read("disk/logins.csv") == old)
      #expect(place.names(in: "disk") == ["logins.csv"])
    }
    withExtendedLifetime(disk) {}
  }
}
