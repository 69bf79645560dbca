import Foundation
import Testing

/// What `quire run` runs, says and leaves behind.
@Suite struct `Running steps from the command line` {
  private static let template = """
    ---
    title: Steps
    params:
      rows: {type: integer, default: 100}
      isLong: false
    ---

    ```{load visits}
    path: visits.csv
    cache: false
    ```

    ```{sql daily}
    SELECT day, count(*) AS visits FROM visits GROUP BY day ORDER BY day
    ```

    ```{sql busy}
    SELECT * FROM daily WHERE visits > 1
    ```

    {% if params.isLong %}

    ```{sql long}
    FROM daily
    ```

    {% endif %}

    ```{check whole}
    data: visits
    not_null: day
    ```

    ```{table seen}
    data: busy
    ```
    """

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write("steps.md", Self.template)
    try place.write("visits.csv", "day\n2025-01-01\n2025-01-01\n2025-01-02\n")
    return place
  }

  @Test func `runs a step with what it needs, once, and leaves no report`() async throws {
    let place = try place()
    let first = try await place.quire("run", "steps.md", "--step", "daily")
    #expect(first.code == 0 && first.output.isEmpty, "\(first.errors)")
    #expect(first.errors.contains("visits: runs: first run\n"))
    #expect(first.errors.contains(#/daily: \d\.\d{3} s, 2 rows\n/#))
    #expect(first.errors.contains("2 steps ran ("))
    #expect(!first.errors.contains("busy"))
    #expect(!place.exists("reports") && place.names(in: ".quire/runs").isEmpty)

    let again = try await place.quire("run", "steps.md", "--step", "daily")
    #expect(again.code == 99)
    #expect(again.errors.contains("visits: from the store, 3 rows: nothing changed\n"))
    #expect(again.errors.contains("daily: from the store, 2 rows: nothing changed\n"))

    try place.write("visits.csv", "day\n2025-01-01\n")
    let changed = try await place.quire("run", "steps.md", "--step", "busy", "-q")
    #expect(changed.code == 0 && changed.errors.isEmpty, "\(changed.errors)")
  }

  @Test func `runs what runs every time when it is named, and else takes its last result`()
    async throws
  {
    let place = try place()
    #expect(try await place.quire("run", "steps.md", "--step", "visits").code == 0)
    let named = try await place.quire("run", "steps.md", "--step", "visits")
    #expect(named.code == 0 && named.errors.contains("visits: runs: runs every time\n"))
    let all = try await place.quire("run", "steps.md")
    #expect(all.code == 0 && all.errors.contains("visits: runs: runs every time\n"))
    let idle = try await place.quire("run", "steps.md", "--step", "busy", "--step", "daily")
    #expect(idle.code == 99, "\(idle.errors)")
    let report = try await place.quire("render", "steps.md", "--reuse")
    #expect(report.code == 0 && report.errors.hasPrefix("nothing changed, "), "\(report.errors)")
    let plain = try await place.quire("render", "steps.md")
    #expect(plain.errors.contains("1 step ran, "), "\(plain.errors)")
  }

  @Test func `keeps what it knows of the other steps`() async throws {
    let place = try place()
    _ = try await place.quire("run", "steps.md")
    _ = try await place.quire("run", "steps.md", "--step", "visits")
    let report = try await place.quire("render", "steps.md", "--reuse", "--explain")
    #expect(report.errors.contains(#/kept +busy +nothing changed/#), "\(report.errors)")
  }

  @Test func `ends with 2 for a failed check, each time`() async throws {
    let place = try place()
    try place.write("visits.csv", "day,n\n,1\n2025-01-02,2\n")
    for _ in 1...2 {
      let outcome = try await place.quire("run", "steps.md", "--step", "whole")
      #expect(outcome.code == 2, "\(outcome.errors)")
      #expect(outcome.errors.contains("failed check 'whole': day is never null\n"))
    }
    #expect(try await place.quire("run", "steps.md", "--step", "daily").code == 0)
  }

  @Test func `has nothing to do for a step that the parameters leave out`() async throws {
    let place = try place()
    let without = try await place.quire("run", "steps.md", "--step", "long")
    #expect(without.code == 99)
    #expect(
      without.errors
        == "nothing to do: with these parameters the template does not run 'long'\n"
    )
    let with = try await place.quire("run", "steps.md", "--step", "long", "-P", "isLong=true")
    #expect(with.code == 0, "\(with.errors)")
    let shown = try await place.quire("run", "steps.md", "--step", "seen")
    #expect(shown.code == 99)
    #expect(shown.errors == "nothing to do: 'seen' only shows what other steps make\n")
  }

  @Test func `fails with the step, and says what it did not find`() async throws {
    let place = try place()
    try place.write("visits.csv", "date\n2025-01-01\n")
    let failed = try await place.quire("run", "steps.md", "--step", "busy")
    #expect(failed.code == 1)
    #expect(failed.errors.contains("daily: failed\nbusy: not run, because daily failed\n"))
    #expect(failed.errors.contains("error: no column 'day'"), "\(failed.errors)")
    let unknown = try await place.quire("run", "steps.md", "--step", "dayly")
    #expect(unknown.code == 1)
    #expect(unknown.errors.contains("the template has no step 'dayly' [unknown-step]"))
    #expect(unknown.errors.contains("did you mean 'daily'?"))
    for wrong in [["--shard", "1/2"], ["--step", "daily", "--shard", "3/2"], ["--step"]] {
      #expect(try await place.quire(["run", "steps.md"] + wrong).code == 64)
    }
    let whole = try await place.quire("run", "steps.md", "--step", "daily", "--shard", "1/2")
    #expect(whole.code == 1)
    #expect(whole.errors.contains("the step 'daily' is not divided [no-shards]"))
  }

  @Test func `tells programs what happens`() async throws {
    let place = try place()
    let outcome = try await place.quire("run", "steps.md", "--step", "daily", "--events", "json")
    let events = try outcome.events()
    #expect(events.first?["steps"] as? [String] == ["visits", "daily"])
    let finished = events.filter { $0["event"] as? String == "finished" }
    #expect(finished.map { $0["state"] as? String } == ["ran", "ran"])
    #expect(finished.last?["rows"] as? [Int] == [2])
    #expect(events.last?["code"] as? Int == 0)
  }
}
