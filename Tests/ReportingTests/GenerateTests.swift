import Diagnostics
import Foundation
import Reporting
import Testing

/// The directive `generate`, from template to table.
@Suite struct GenerateTests {
  private func rows(_ template: String, _ table: String, _ parameters: [String] = []) async throws
    -> [[String: Any]]
  {
    try await Fixture.inTemporaryFolder { folder in
      try Fixture.write(template, to: "\(folder)/t.md")
      let rendered = try await Rendered.template("\(folder)/t.md", parameters: parameters)
      #expect(rendered.outcome.exitCode == 0, "\(rendered.outcome.diagnostics)")
      return try JSONReport(page: rendered.page).rows(of: table)
    }
  }

  private static let academy = """
    ```{generate academy}
    scenario: academy
    students: 50
    seed: 7
    ```

    ```{sql counts}
    --| show: true
    SELECT (SELECT count(*) FROM academy.students) AS students,
      (SELECT count(DISTINCT user_id) FROM academy.transactions) AS buyers,
      (SELECT count(*) FROM academy.logins WHERE logout_timestamp <= login_timestamp) AS backwards,
      (SELECT count(*) FROM academy.logins WHERE id NOT IN (SELECT user_id FROM academy.students))
        AS strangers
    ```
    """

  @Test func `a scenario makes a group of tables that fit together`() async throws {
    let row = try #require(try await rows(Self.academy, "counts").first)
    #expect(row["students"] as? Int == 50)
    #expect(row["buyers"] as? Int == 50)
    #expect(row["backwards"] as? Int == 0)
    #expect(row["strangers"] as? Int == 0)
  }

  @Test func `columns make one table, and a condition on a parameter decides what runs`()
    async throws
  {
    let template = """
      ---
      params:
        count: {type: integer, default: 3}
      ---

      {% if params.count > 10 %}

      ```{sql orders}
      SELECT 1 AS id
      ```

      {% else %}

      ```{generate orders}
      rows: "{{ params.count }}"
      columns:
        id: sequence
      ```

      {% endif %}

      ```{sql counts}
      --| show: true
      SELECT count(*) AS n FROM orders
      ```
      """
    #expect(try await rows(template, "counts").first?["n"] as? Int == 3)
    #expect(try await rows(template, "counts", ["count=8"]).first?["n"] as? Int == 8)
    #expect(try await rows(template, "counts", ["count=11"]).first?["n"] as? Int == 1)
  }

  @Test func `another option or another config file makes it run again`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let options = RenderOptions(
        outputFolder: "\(folder)/reports",
        format: .json,
        stateFolder: "\(folder)/.quire"
      )
      func ran(_ template: String, _ config: String) async throws -> [String] {
        try Fixture.write(template, to: "\(folder)/t.md")
        try Fixture.write(config, to: "\(folder)/my.yaml")
        let outcome = await Report.render("\(folder)/t.md", options)
        #expect(outcome.exitCode == 0, "\(outcome.diagnostics)")
        return outcome.explanation.split(separator: "\n").map { String($0.prefix(4)) }
      }
      let template = Self.academy.replacing("seed: 7", with: "seed: 7\nconfig: my.yaml")
      let run1 = try await ran(template, "errors: 0.5\n")
      #expect(run1 == ["ran ", "ran "])
      let run2 = try await ran(template, "errors: 0.5\n")
      #expect(run2 == ["kept", "kept"])
      let run3 = try await ran(template, "errors: 0.25\n")
      #expect(run3.first == "ran ")
      let other = template.replacing("seed: 7", with: "seed: 8")
      let run4 = try await ran(other, "errors: 0.25\n")
      #expect(run4.first == "ran ")
    }
  }

  static let mistakes: [(options: String, complaint: String)] = [
    ("scenario: acadmy", "'acadmy' is not a value of 'scenario'"),
    ("scenario: academy\nstudents: -1", "students"),
    ("scenario: academy\nstudent: 5", "directive 'generate' has no option 'student'"),
    (
      "scenario: academy\ntables: [student]",
      "the scenario 'academy' has no table 'student'"
    ), ("seed: 1", "directive 'generate' needs a scenario, or columns"),
    ("rows: 5\ncolumns: {id: sequnce}", "sequnce"),
    ("scenario: academy\nstudents: \"{{ other[0].n }}\"", "'other' is not known before the run"),
  ]

  @Test(arguments: mistakes.indices)
  func `mistakes are found before anything runs`(index: Int) async throws {
    let (options, complaint) = Self.mistakes[index]
    try await Fixture.inTemporaryFolder { folder in
      let path = "\(folder)/t.md"
      try Fixture.write("```{generate made}\n\(options)\n```\n", to: path)
      let found = await Report.check(path)
      #expect(found.contains { $0.message.contains(complaint) }, "\(found.map(\.message))")
      #expect(found.allSatisfy { $0.span != nil })
    }
  }
}
