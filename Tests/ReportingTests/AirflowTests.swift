import Diagnostics
import Foundation
import Tables
import TestSupport
import Testing

@testable import Reporting

/// The DAG that is written for a template.
///
/// What Airflow makes of it, Tests/Services/test_airflow.py tries.
@Suite struct `A DAG for Airflow` {
  private static let template = """
    ---
    title: 'Study: "\""" and {{ params.name }}'
    description: Text that ends like a file.md
    params:
      date: {type: date, default: 2024-01-01, min: 2020-01-01}
      name: {type: string, default: "a 'b' \\"c\\" {% d %}", description: "{{ 1 }}", title: Name}
      limit: {type: integer, default: 3, min: 1, max: 9}
      share: 0.5
      이름: {choices: [가, 나], default: 가}
      isLong: true
      data: {type: path, default: ""}
    airflow: {schedule: "0 6 * * 1-5", timezone: Asia/Seoul, start: 2024-02-29, retries: 0, retry_delay: 90s,
      timeout: 1h, tags: [academy, quire], owner: me, max_active_runs: 2}
    ---

    # {{ title }}

    Rows are *made up*: ""\" and ''' and {{ params.name }} and {# nothing #}
    over two lines.

    ```{generate school}
    scenario: academy
    students: 100
    shards: 4
    ```

    ```{parse lines}
    path: logs/*.log
    dissect: "%{word} %{number:int}"
    shards: 2
    ```

    ## Days

    ```{sql busyDays}
    SELECT count(*) AS n FROM school.students
    ```

    ```{sql busy_days}
    SELECT * FROM busyDays, lines
    ```

    ```{sql 학생}
    SELECT * FROM busy_days
    ```

    {% if params.isLong %}

    ```{sql report}
    --| depends: 학생
    SELECT 1 AS one
    ```

    {% endif %}

    ```{chart}
    data: report
    mark: bar
    encoding: {x: "one:O", y: "count():Q"}
    ```

    ```{check}
    data: report
    unique: one
    ```

    """

  private func export(
    _ template: String = Self.template,
    _ change: (inout AirflowExport.Options) -> Void = { _ in }
  ) async throws -> (export: AirflowExport?, diagnostics: [Diagnostic]) {
    try await Fixture.inTemporaryFolder { folder in
      let path = "\(folder)/study.md"
      try Fixture.write(template, to: path)
      var options = AirflowExport.Options()
      options.project = "/srv/{{reports}}"
      change(&options)
      var diagnostics: [Diagnostic] = []
      let export = AirflowExport.of(path, options, into: &diagnostics)
      return (export, diagnostics)
    }
  }

  private func python(_ export: AirflowExport?) throws -> String {
    let text = try #require(export?.python)
    // The template's path is that of a temporary folder.
    return text.replacing(#/[^ "`]*\/study\.md/#, with: "study.md")
  }

  @Test func `has a task for each step, typed parameters and what the template says`() async throws
  {
    let (export, diagnostics) = try await self.export()
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(export?.identifier == "study")
    let difference = Snapshot.difference(try python(export), from: "airflow.py")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func `is the same whenever it is written`() async throws {
    let texts = [try await export().export, try await export().export].map { try? python($0) }
    #expect(texts[0] == texts[1])
  }

  @Test func `takes values and settings from the command line first`() async throws {
    let whole = try await export() { options in
      options.parameters = ["limit=7"]
      options.schedule = "none"
      options.dateParameter = "none"
      options.identifier = "Study-2"
      options.command = .program("/opt/quire/bin/quire")
      options.stateFolder = "/data/state"
      options.sharedStore = "s3://team/{{store}}"
      options.engine = "spark"
    }
    let text = try python(whole.export)
    for line in [
      "    dag_id=\"Study-2\",", "    schedule=None,", "    \"limit\": 3,",
      "        \"limit\": Param(7, type=\"integer\", minimum=1, maximum=9),",
      "        \"date\": Param(\"2024-01-01\", type=\"string\", format=\"date\", description=\"at least 2020-01-01\"),",
      "    \"QUIRE\": \"/opt/quire/bin/quire\",", "    \"QUIRE_STATE\": \"/data/state\",",
      "    \"QUIRE_STORE\": \"s3://team/{{ '{' }}{store}}\",", "    \"QUIRE_ENGINE\": \"spark\",",
    ] {
      #expect(text.contains(line + "\n"), "no line \(line)")
    }
    #expect(!text.contains("def day("))
  }

  @Test func `calls quire as it is told to`() async throws {
    let whole = try await export() { options in
      options.command = .shell("docker run --rm -v \"$PWD\":/reports --format '{{.ID}}' quire")
      options.outputFolder = "s3://team/reports"
    }
    let text = try python(whole.export)
    for line in [
      #"CALL = "docker run --rm -v \"$PWD\":/reports --format '{{ '{' }}{.ID}}' quire""#,
      #"    "QUIRE_OUTPUT": "s3://team/reports","#,
    ] {
      #expect(text.contains(line + "\n"), "no line \(line)")
    }
    #expect(!text.contains("\"QUIRE\""))
  }

  @Test(
    arguments: [
      ("quire", nil), ("'a path/quire'", nil), ("a\\ path/quire", nil),
      ("cd \"$HOME\" && nice -n 5 quire", nil), ("env A='#;' b#c \"it's\" quire", nil),
      ("", "it is empty"), ("  ", "it is empty"), ("quire\nrm", "it has more than one line"),
      ("quire 'a", "the quote ' is not closed"), ("quire \"a'\\\"", "the quote \" is not closed"),
      ("quire \\", "it ends with a \\"), ("quire # all", "a comment begins in it"),
      ("quire;#", "a comment begins in it"), ("quire ; ", "it ends with ;"),
      ("echo $(", "it ends with ("),
    ] as [(String, String?)]
  )
  func `is told what takes no arguments behind it`(text: String, complaint: String?) {
    #expect(AirflowCommand.complaint(about: text) == complaint)
  }

  @Test(arguments: [
    ("schedule: \"@never\"", "'@never' is no schedule"),
    ("schedule: \"0 6 * *\"", "'0 6 * *' is no schedule"),
    ("schedule: \"0 6 * * ';\"", "'0 6 * * ';' is no schedule"),
    ("schedule: \"60 6 * * *\"", "'60 6 * * *' is no schedule"),
    ("schedule: \"0 24 * * *\"", "'0 24 * * *' is no schedule"),
    ("schedule: \"*/0 6 * * *\"", "'*/0 6 * * *' is no schedule"),
    ("schedule: \"0 6 * * xyz\"", "'0 6 * * xyz' is no schedule"),
    ("schedule: \"0 6 0 13 8\"", "'0 6 0 13 8' is no schedule"),
    ("timezone: GMT+0900", "'timezone' must be a zone such as Asia/Seoul, not 'GMT+0900'"),
    (
      "tags: [\(String(repeating: "가", count: 101))]",
      "a tag of 101 characters is too long for Airflow, which takes 100"
    ),
    ("start: 2023-02-29", "'start' must be a day such as 2024-01-31, not '2023-02-29'"),
    ("timezone: Mars/North", "'timezone' must be a zone such as Asia/Seoul, not 'Mars/North'"),
    ("timeout: 0s", "'timeout' must be a length of time such as 90s, 5m or 2h, not '0s'"),
    (
      "retry_delay: soon",
      "'retry_delay' must be a length of time such as 90s, 5m or 2h, not 'soon'"
    ),
    ("retries: -1", "'retries' must lie between 0 and 100"),
    ("shedule: none", "'airflow' has no option 'shedule'"),
  ])
  func `is told of wrong settings where they stand`(line: String, message: String) async throws {
    let (export, diagnostics) = try await self.export("---\nairflow:\n  \(line)\n---\n\nText\n")
    #expect(export == nil)
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.first?.span?.start.line == 3)
  }

  @Test(arguments: [
    "none", "@daily", "0 6 * * 1-5", "*/15 0,12 1-7/2 JAN-Mar sun", "0 6 ? * 1#2", "0 6 L * *",
    "0 6 * * L5", "5-1 * * * 7",
  ])
  func `runs when cron would`(schedule: String) async throws {
    let whole = try await export("Text\n") { $0.schedule = schedule }
    #expect(whole.diagnostics.isEmpty)
    #expect(whole.export != nil)
  }

  @Test func `is told of a parameter that is no day`() async throws {
    let days = "---\nparams: {n: 1, day: 2024-01-01}\n---\n\nText\n"
    let number = try await export(days) { $0.dateParameter = "n" }
    #expect(number.diagnostics.map(\.message) == ["the parameter 'n' cannot be a day"])
    let unknown = try await export(days) { $0.dateParameter = "dya" }
    #expect(unknown.diagnostics.map(\.message) == ["the template has no parameter 'dya'"])
    #expect(unknown.diagnostics.first?.hint == "did you mean 'day'?")
    let name = try await export(days) { $0.identifier = "학생" }
    #expect(name.diagnostics.map(\.message) == ["'학생' is no name for a DAG"])
    let none = try await export("---\nparams: {n: {type: integer}}\n---\n\nText\n")
    #expect(none.diagnostics.map(\.code) == ["missing-parameter"])
  }

  @Test func `has a report even where there is no step`() async throws {
    let (export, diagnostics) = try await self.export("Text\n")
    #expect(diagnostics.isEmpty)
    let text = try python(export)
    #expect(text.contains("    report = BashOperator(\n"))
    #expect(!text.contains(">>") && !text.contains("TaskGroup("))
  }

  @Test(arguments: [
    (["busyDays", "busy_days", "busy_Days"], ["busy_days_2", "busy_days", "busy_days_3"]),
    (["a", "A", "a_2", "_A"], ["a", "a_3", "a_2", "_a"]),
    (["sql_steps", "학생", "a학생b"], ["sql_steps_2", "ud559_uc0dd", "a_ud559_uc0dd_b"]),
    (["HTTPLog", "day7Rate", "check-1"], ["httplog", "day7_rate", "check_1"]),
  ])
  func `tells labels apart that are alike in snake case`(labels: [String], ids: [String]) {
    var names = TaskNames(reserved: ["sql_steps"])
    #expect(names.ids(of: labels) == ids)
  }

  @Test func `closes every literal, whatever it holds`() {
    #expect(PythonText.literal("a\"\\\n\u{0}\u{202E}가") == #""a\"\\\n\U00000000\U0000202e가""#)
    #expect(PythonText.lines("one", indent: 4) == "\"one\"")
    #expect(
      PythonText.lines("one\ntwo\n", indent: 2) == "(\n      \"one\\n\"\n      \"two\\n\"\n  )"
    )
    #expect(
      PythonText.jinja("{{ a }} {% b %} {# c #} {d} {")
        == "{{ '{' }}{ a }} {{ '{' }}% b %} {{ '{' }}# c #} {d} {"
    )
    #expect(PythonText.jinja("{{%\u{301}") == "{{ '{' }}{{ '{' }}%\u{301}")
    // Airflow would read a file of that name.
    #expect(PythonText.jinja("/opt/quire.sh") == "/opt/quire.sh{{ '' }}")
    #expect(PythonText.jinja("run.bash") == "run.bash{{ '' }}")
    #expect(PythonText.literal(.double(.infinity)) == "\"Infinity\"")
  }
}
