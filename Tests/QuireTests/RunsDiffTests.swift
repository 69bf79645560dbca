import Foundation
import Testing

/// `quire runs diff`, and checks that look at earlier runs.
@Suite struct `Comparing runs from the command line` {
  static let template = """
    ---
    params:
      mae: {type: number, default: 2}
    ---

    ```{sql minutes_metrics}
    SELECT 'linear' AS candidate, 'mae' AS metric, {{ params.mae }}::DOUBLE AS value,
      0.01 AS deviation, 10.0 AS baseline, false AS higher_is_better, true AS is_best
    ```

    ```{check quality}
    data: minutes_metrics
    metrics:
      mae: {max: 3, worse_than_previous: 10%, worse_than_baseline: 0%}
    ```

    """

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write("a.md", Self.template)
    return place
  }

  private func render(_ place: Workplace, mae: String) async throws -> Outcome {
    try await place.quire("render", "a.md", "-P", "mae=\(mae)")
  }

  @Test func `says that there is nothing to compare`() async throws {
    let place = try place()
    let none = try await place.quire("runs", "diff")
    #expect(none.code == 1 && none.errors == "Error: no runs yet in .quire/runs\n")
    _ = try await render(place, mae: "2")
    let one = try await place.quire("runs", "diff")
    #expect(one.code == 1)
    #expect(one.errors.contains("there is only one run of 'a.md'; render it again"))
    _ = try await render(place, mae: "2")
    let same = try await place.quire("runs", "diff")
    #expect(same.code == 0 && same.lines.last == "Nothing differs.")
    let whole = try await place.quire("runs", "diff", "--all")
    #expect(
      whole.output.contains("  mae          2      2  ◆ ±0             0\n"),
      "\(whole.output)"
    )
    let unknown = try await place.quire("runs", "diff", "1999")
    #expect(unknown.errors == "Error: no run '1999'; 'quire runs list' shows the runs there are\n")
    let several = try await place.quire("runs", "diff", "2")
    #expect(several.errors.hasPrefix("Error: '2' may mean 2"))
  }

  @Test func `writes what differs as text, Markdown and JSON, without the store`() async throws {
    let place = try place()
    _ = try await render(place, mae: "2")
    _ = try await render(place, mae: "2.1")
    try FileManager.default.removeItem(atPath: place.path(".quire/store"))
    let text = try await place.quire("runs", "diff")
    #expect(text.code == 0, "\(text.errors)")
    #expect(
      text.lines.dropFirst(2) == [
        "Metrics of model ‘minutes’: linear", "  METRIC  BEFORE  AFTER  CHANGE         DIFFERENCE",
        "  mae          2    2.1  ▲ +5.0% worse        +0.1", "Parameters", "  NAME  BEFORE  AFTER",
        "  mae   2       2.1",
      ],
      "\(text.output)"
    )
    let markdown = try await place.quire("runs", "diff", "--format", "markdown")
    #expect(markdown.lines.contains("## Metrics of model ‘minutes’: linear"))
    #expect(
      markdown.lines.contains(#"| mae | 2 | 2.1 | ▲ +5.0% worse | \+0.1 |"#),
      "\(markdown.output)"
    )
    let json = try await place.quire("runs", "diff", "--format", "json").object()
    #expect(json["differs"] as? Bool == true)
    let models = try #require(json["models"] as? [[String: Any]])
    let metrics = try #require(models[0]["metrics"] as? [[String: Any]])
    let change = try #require(metrics[0]["change"] as? [String: Any])
    #expect(change["verdict"] as? String == "worse" && change["isWithinNoise"] as? Bool == false)
    #expect(change["new"] as? Double == 2.1)
    #expect((json["steps"] as? [Any])?.isEmpty == true)

    // Tables that somebody took away are told, and the rest is compared.
    let runs = place.names(in: ".quire/runs")
    try FileManager.default.removeItem(atPath: place.path(".quire/runs/\(runs[0])/tables"))
    let rest = try await place.quire("runs", "diff")
    #expect(rest.code == 0)
    #expect(rest.lines.contains("No longer to be read, and not compared: minutes_metrics"))
    #expect(rest.lines.contains("  mae   2       2.1"), "\(rest.output)")
  }

  @Test func `fails a metric that got worse, again and again`() async throws {
    let place = try place()
    let first = try await render(place, mae: "2")
    #expect(first.code == 0)
    for _ in 1...2 {
      let worse = try await render(place, mae: "2.5")
      #expect(worse.code == 2)
      #expect(
        worse.errors.contains(
          "failed check 'quality': mae of minutes is at most 10% worse than in the previous run: "
            + "2 → 2.5, +25.0%\n"
        ),
        "\(worse.errors)"
      )
    }
    // A little worse passes, and is the measure from then on: nothing old is taken for it.
    #expect(try await render(place, mae: "2.2").code == 0)
    #expect(try await render(place, mae: "2.4").code == 0)
    #expect(try await render(place, mae: "2.2").code == 0)
    let again = try await render(place, mae: "2.5")
    #expect(again.code == 2 && again.errors.contains("2.2 → 2.5, +13.6%"), "\(again.errors)")
    #expect(try await render(place, mae: "11").errors.contains(": 10 → 11, +10.0%"))
  }

  @Test func `runs a step about an earlier run only when that run's metrics changed`() async throws
  {
    let place = try place()
    _ = try await render(place, mae: "2")
    // Now there is an earlier run.
    #expect(try await render(place, mae: "2").errors.contains("1 step ran, 3 from the store"))
    #expect(try await render(place, mae: "2").errors.contains("nothing changed, 4 steps"))
  }

  @Test func `points at a metric that the table does not have`() async throws {
    let place = try Workplace()
    try place.write("a.md", Self.template.replacing("mae: {max", with: "mea: {max"))
    let outcome = try await place.quire("render", "a.md")
    #expect(outcome.code == 1)
    #expect(
      outcome.errors.contains(
        """
        a.md:14:3: error: 'minutes_metrics' has no metric 'mea' [unknown-metric]
           14 |   mea: {max: 3, worse_than_previous: 10%, worse_than_baseline: 0%}
              |   ^~~ did you mean 'mae'?
        """
      ),
      "\(outcome.errors)"
    )
  }

  @Test(arguments: [
    ("metrics: 5", "wrong-type"), ("metrics: {mae: {}}", "missing-option"),
    ("metrics: {mae: {most: 1}}", "unknown-option"),
    ("metrics: {mae: {worse_than_previous: -1%}}", "wrong-type"),
    ("candidate: linear\nrows: 1", "missing-option"),
    ("model: minuts\nmetrics: {mae: {max: 1}}", "unknown-table"),
  ])
  func `refuses limits that mean nothing`(options: String, code: String) async throws {
    let place = try Workplace()
    let start = Self.template.components(separatedBy: "metrics:\n")[0]
    try place.write("a.md", start + options + "\n```\n")
    let outcome = try await place.quire("render", "a.md")
    #expect(outcome.code == 1 && outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(outcome.errors.components(separatedBy: " error: ").count == 2, "\(outcome.errors)")
  }
}
