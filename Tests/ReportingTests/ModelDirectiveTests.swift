import Diagnostics
import Foundation
import Reporting
import Testing

/// `model`, `predict` and `drift` in a report.
@Suite struct `Models in a report` {
  /// Minutes are exactly 10 + 3 hours, and 20 more for the grade A: what a line can say without an error.
  private static let students = """
    ```{sql students}
    SELECT 's' || range AS id, (range * 7 % 11)::DOUBLE AS hours,
           CASE WHEN range % 3 = 0 THEN 'A' ELSE 'B' END AS grade,
           10 + 3 * (range * 7 % 11)::DOUBLE + CASE WHEN range % 3 = 0 THEN 20 ELSE 0 END AS minutes
    FROM range(60) ORDER BY range
    ```

    """

  private static let model = """
    ```{model study}
    data: students
    target: minutes
    id: id
    folds: 3
    explain: {repeats: 1, rows: 5, sizes: 2, dependences: 1}
    candidates: [baseline, linear]
    ```

    """

  private func bench(_ template: String) throws -> RerunBench {
    let bench = try RerunBench()
    try bench.write("report.md", "---\ntitle: Models\n---\n" + template)
    return bench
  }

  @Test func `results are tables for sentences and queries`() async throws {
    let bench = try bench(
      Self.students + Self.model + """
        ```{sql farthest}
        SELECT id, round(abs(residual), 6) AS far FROM study.predictions ORDER BY abs(residual) DESC, id LIMIT 1
        ```

        Best is {{ study.info[0].best }} of {{ study.info[0].rows }}, off by {{ farthest[0].far }}.
        """
    )
    let made = try await bench.render()
    #expect(made.outcome.exitCode == 0, "\(made.outcome.diagnostics)")
    #expect(made.page.contains("Best is linear of 60, off by 0."))
    let again = try await bench.render()
    #expect(again.ran == [])
    #expect(again.page == made.page)
  }

  @Test func `another seed or another row fits again, a sentence does not`() async throws {
    let bench = try bench(Self.students + Self.model)
    #expect(try await bench.render().ran == ["students", "study"])
    let text = Self.students + Self.model
    try bench.write("report.md", "---\ntitle: Models\n---\nA sentence.\n\n" + text)
    #expect(try await bench.render().ran == [])
    try bench.write(
      "report.md",
      "---\ntitle: Models\n---\n" + text.replacing("folds: 3", with: "folds: 3\nseed: 9")
    )
    let seeded = try await bench.render()
    #expect(seeded.ran == ["study"])
    #expect(seeded.reasons["study"] == "the option 'seed' was added")
    try bench.write(
      "report.md",
      "---\ntitle: Models\n---\n" + text.replacing("range(60)", with: "range(61)")
    )
    #expect(try await bench.render().ran == ["students", "study"])
  }

  @Test func `a saved model predicts what the one in the report does`() async throws {
    let bench = try bench(
      Self.students + Self.model.replacing("folds: 3", with: "folds: 3\nsave: models/study.json")
        + """
        ```{sql fresh}
        SELECT * FROM (VALUES ('x', 4.0, 'A'), ('y', 5.0, 'C'), ('z', NULL, 'B')) AS t(id, hours, grade), (SELECT 1 AS more) ORDER BY id
        ```

        ```{predict here}
        model: study
        data: fresh
        ```

        ```{sql strange}
        SELECT * FROM here.unseen ORDER BY what, feature
        ```

        {{ format(here[0].predicted, ".3f") }} for {{ here[0].id }}, {{ strange[0].feature }}
        of {{ strange[0].rows }} row unseen, {{ strange[1].what }} {{ strange[1].feature }} new.
        """
    )
    let made = try await bench.render()
    #expect(made.outcome.exitCode == 0, "\(made.outcome.diagnostics)")
    #expect(made.page.contains("42.000 for x, grade\nof 1 row unseen, column more new."))
    #expect(made.page.contains("the model has seen every column and category before"))
    #expect(made.outcome.summary.contains("1 warning"))
    let file = bench.path("models/study.json")
    let saved = try String(contentsOfFile: file, encoding: .utf8)
    #expect(saved.contains("\"format\":\"quire-model\""))
    // The file comes back when it was deleted, although nothing is fitted again.
    try FileManager.default.removeItem(atPath: file)
    #expect(try await bench.render().ran == ["study_save"])
    #expect(try String(contentsOfFile: file, encoding: .utf8) == saved)

    try bench.write(
      "report.md",
      """
      ---
      title: Elsewhere
      ---
      ```{sql fresh}
      SELECT 'x' AS id, 4.0::DOUBLE AS hours, 'A' AS grade
      ```

      ```{predict here}
      path: models/study.json
      data: fresh
      ```

      {{ format(here[0].predicted, ".3f") }}
      """
    )
    let elsewhere = try await bench.render()
    #expect(elsewhere.outcome.exitCode == 0, "\(elsewhere.outcome.diagnostics)")
    #expect(elsewhere.page.contains("42.000"))
  }

  @Test
  func `data without a column of the model, and what cannot be learned, are told at the block`()
    async throws
  {
    let bench = try bench(
      Self.students + Self.model + """
        ```{sql fresh}
        SELECT 'x' AS id, 'A' AS grade
        ```

        ```{predict here}
        model: study
        data: fresh
        ```

        ```{sql same}
        SELECT range AS x, 4.5 AS y FROM range(30)
        ```

        ```{model flat}
        data: same
        target: y
        ```

        ```{evaluation}
        model: flat
        ```
        """
    )
    let made = try await bench.render()
    #expect(made.outcome.exitCode == 1)
    let found = made.outcome.diagnostics.map { "\($0.code) \($0.message)" }
    #expect(
      found.contains(
        "missing-feature the model learned from a column 'hours', which is not in the data"
      )
    )
    #expect(found.contains { $0.hasPrefix("constant-target 'y' is 4.5 in every row") })
    // The section says once that there is no model, and nothing of its own.
    #expect(made.page.components(separatedBy: "class=\"failure").count <= 4)
    #expect(!made.page.contains("How good"))
  }

  @Test func `drift tells what changed, column by column`() async throws {
    let bench = try bench(
      Self.students + """
        ```{sql later}
        SELECT * REPLACE (hours + 6 AS hours) FROM students ORDER BY id
        ```

        ```{drift changes}
        data: later
        reference: students
        columns: [hours, grade]
        ```

        ```{sql shares}
        SELECT count(*) AS parts FROM changes.shares
        ```

        {{ changes[0].column }} {{ changes[0].verdict }}, {{ changes[1].column }} {{ changes[1].verdict }}.
        {{ shares[0].parts > 4 ? "shares" : "no shares" }}
        """
    )
    let made = try await bench.render()
    #expect(made.outcome.exitCode == 0, "\(made.outcome.diagnostics)")
    #expect(made.page.contains("hours strong, grade none.\nshares"))
  }
}
