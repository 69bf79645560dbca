import Foundation
import Testing

/// What `quire render` says and with what code it ends.
@Suite struct `Rendering from the command line` {
  private func sales() async throws -> Workplace {
    let place = try Workplace()
    #expect(try await place.quire("new", "sales").code == 0)
    return place
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let errors: String
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let mistakes = [
    Mistake(
      arguments: ["-P", "from=soon"],
      errors: """
        -P:1:6: error: parameter 'from' must be a date such as 2022-01-31, not 'soon' [wrong-parameter]
            1 | from=soon
              |      ^~~~

        """
    ),
    Mistake(
      arguments: ["-P", "form=2025-01-01"],
      errors: """
        -P:1:1: error: the template has no parameter 'form' [unknown-parameter]
            1 | form=2025-01-01
              | ^~~~ did you mean 'from'?

        """
    ),
    Mistake(
      arguments: ["-P", "from"],
      errors: """
        -P:1:1: error: a parameter is given as name=value [parameter-syntax]
            1 | from
              | ^~~~

        """
    ),
    Mistake(
      arguments: ["--params", "none.yaml"],
      errors: "error: cannot read 'none.yaml': there is no such file [cannot-read]\n"
    ),
    Mistake(
      arguments: ["--refresh", "montly"],
      errors: """
        --refresh:1:1: error: the template has no step 'montly' [unknown-step]
            1 | montly
              | ^~~~~~ did you mean 'monthly'?

        """
    ),
  ]

  @Test(arguments: mistakes)
  func `points at what is wrong in its arguments`(mistake: Mistake) async throws {
    let place = try await sales()
    let outcome = try await place.quire(["render", "sales.md"] + mistake.arguments)
    #expect(outcome.code == 1)
    #expect(outcome.errors == mistake.errors + "sales.md: 1 error, not rendered\n")
    #expect(outcome.output.isEmpty)
    #expect(!place.exists("reports") && !place.exists(".quire"))
  }

  @Test func `writes one report to the file that is named`() async throws {
    let place = try Workplace()
    for name in ["a", "b"] { try place.write("\(name).md", "# \(name)\n") }
    let html = try await place.quire("render", "a.md", "-o", "today/west.html")
    #expect(html.lines == ["today/west.html"])
    let text = try await place.quire(
      "render",
      "a.md",
      "-o",
      "today/west.md",
      "--format",
      "markdown"
    )
    #expect(text.lines == ["today/west.md"])
    #expect(try place.read("today/west.md").contains("# a"))
    // The ending of another format, and a folder that is there, are folders' names as any.
    let other = try await place.quire("render", "a.md", "-o", "west.md")
    #expect(other.lines == ["west.md/a.html"])
    let folder = try await place.quire("render", "b.md", "-o", "west.md", "--format", "markdown")
    #expect(folder.lines == ["west.md/b.md"])
    let both = try await place.quire("render", "a.md", "b.md", "-o", "both.html")
    #expect(both.code == 1)
    #expect(both.errors.hasPrefix("error: 'a.md' and 'b.md' would both be written to 'both.html'"))
    #expect(!place.exists("both.html"))
  }

  @Test func `holds parameters to their range`() async throws {
    let place = try Workplace()
    try place.write(
      "a.md",
      "---\nparams:\n  n: {type: integer, default: 5, min: 1, max: 9}\n---\n\n{{ params.n }}\n"
    )
    #expect(try await place.quire("render", "a.md", "-P", "n=9").code == 0)
    let outcome = try await place.quire("render", "a.md", "-P", "n=10")
    #expect(outcome.code == 1)
    #expect(outcome.errors.hasPrefix("-P:1:3: error: parameter 'n' must be at most 9, not 10 ["))
  }

  @Test(arguments: [("p.yaml", "from: 2025-02-01\n"), ("p.json", #"{"from": "2025-02-01"}"#)])
  func `reads parameters from a file, which the command line overrules`(
    name: String,
    text: String
  ) async throws {
    let place = try await sales()
    try place.write(name, text)
    _ = try await place.quire("render", "sales.md", "--params", name, "--format", "json")
    #expect(try place.read("reports/sales.json").contains(#""from":"2025-02-01""#))
    _ = try await place.quire(
      "render",
      "sales.md",
      "--params",
      name,
      "-P",
      "from=2025-03-01",
      "--format",
      "json"
    )
    #expect(try place.read("reports/sales.json").contains(#""from":"2025-03-01""#))
  }

  @Test func `writes Markdown with charts beside it`() async throws {
    let place = try await sales()
    let outcome = try await place.quire("render", "sales.md", "--format", "markdown")
    #expect(outcome.code == 0 && outcome.lines == ["reports/sales.md"])
    let text = try place.read("reports/sales.md")
    #expect(text.hasPrefix("# Sales by region\n"))
    #expect(text.contains("](sales_files/fig-amounts.svg)"))
    #expect(try place.read("reports/sales_files/fig-amounts.svg").contains("<svg"))
    #expect(text.contains("| January 2025 | North | 1,610.75 |"))
  }

  @Test func `tells its progress as JSON, a line for each event`() async throws {
    let place = try await sales()
    let events = try await place.quire("render", "sales.md", "--events", "json", "--explain")
      .events()
    let kinds = events.compactMap { $0["event"] as? String }
    #expect(kinds.first == "planned" && kinds.last == "ended")
    #expect(kinds.filter { $0 == "finished" }.count == 8)
    #expect(events.last?["code"] as? Int == 0)
    #expect(events.last?["path"] as? String == "reports/sales.html")
    try place.write("bad.md", "# Bad\n\n{{ nothing }}\n")
    let bad = try await place.quire("render", "bad.md", "--events", "json")
    #expect(bad.code == 1)
    let problem = try #require(try bad.events().first { $0["event"] as? String == "diagnostic" })
    #expect(problem["code"] as? String == "unknown-name")
    #expect(problem["line"] as? Int == 3 && problem["column"] as? Int == 4)
  }

  @Test func `says of each checked template whether it is fine`() async throws {
    let place = try await sales()
    try place.write("bad.md", "{{ nothing }} and {{ naught }}\n")
    let outcome = try await place.quire("check", "sales.md", "bad.md")
    #expect(outcome.code == 1)
    #expect(outcome.lines.first == "sales.md: fine")
    #expect(outcome.lines.last?.wholeMatch(of: #/bad\.md: \d+ errors/#) != nil)
    #expect(outcome.errors.contains("no table or variable 'naught'"))
    #expect(try await place.quire("check", "sales.md", "-P", "from=soon").code == 1)
    #expect(!place.exists(".quire"))
  }

  @Test func `is quiet when it is asked to be`() async throws {
    let place = try await sales()
    let outcome = try await place.quire("render", "sales.md", "--quiet")
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output == "reports/sales.html\n")
  }

  @Test func `tells warnings from failures, and takes them for errors when strict`() async throws {
    let place = try Workplace()
    func template(_ severity: String) -> String {
      """
      ```{sql numbers}
      SELECT 1 AS n
      ```

      ```{check}
      data: numbers
      range: {n: {min: 0}}
      rows: {min: 2}
      severity: \(severity)
      ```

      """
    }
    try place.write("warned.md", template("warning"))
    try place.write("failed.md", template("error"))
    let warned = try await place.quire("render", "warned.md")
    #expect(warned.code == 0)
    #expect(warned.errors.contains("; 1 check passed, 1 warning ("))
    #expect(try await place.quire("render", "warned.md", "--strict").code == 1)
    let failed = try await place.quire("render", "failed.md")
    #expect(failed.code == 2)
    #expect(failed.errors.contains("; 1 check passed, 1 failed ("))
    #expect(
      failed.errors.contains("failed check 'check-1': the row count of numbers is at least 2\n")
    )
    #expect(
      warned.errors.contains("warning of check 'check-1': the row count of numbers is at least 2\n")
    )
    #expect(try place.read("reports/failed.html").contains("<!DOCTYPE html>"))
    // A failed check is not forgotten when the next template is fine.
    #expect(try await place.quire("render", "failed.md", "warned.md").code == 2)
    try place.write("bad.md", "{{ nothing }}\n")
    #expect(try await place.quire("render", "failed.md", "bad.md", "warned.md").code == 1)
  }

  @Test func `shows a failed step where its result would be and finishes the rest`() async throws {
    let place = try Workplace()
    try place.write(
      "broken.md",
      """
      # Broken

      ```{sql good}
      SELECT 42 AS answer
      ```

      ```{sql bad}
      SELECT answer / 0 AS n, error('no ' || answer) AS e FROM good
      ```

      ```{sql after}
      SELECT n FROM bad
      ```

      ```{table after}
      caption: "After, {{ after[0].n }}"
      ```

      ```{metrics}
      cards:
        - {label: "N is {{ after[0].n }}", value: "after[0].n"}
      ```

      The answer is {{ good[0].answer }}.

      """
    )
    let outcome = try await place.quire("render", "broken.md")
    #expect(outcome.code == 1)
    #expect(outcome.errors.components(separatedBy: "error:").count == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("broken.md:8:"))
    #expect(outcome.errors.contains("bad: failed\nafter: not run, because bad failed\n"))
    #expect(outcome.errors.contains("\n1 step ran, 1 failed, 1 not run ("))
    let page = try place.read("reports/broken.html")
    #expect(page.contains("The answer is 42."))
    #expect(page.contains("no 42"))
    let again = try await place.quire("render", "broken.md", "--explain")
    #expect(again.errors.contains("kept     good"))
  }
}
