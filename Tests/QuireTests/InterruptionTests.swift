import Foundation
import Testing

/// Kills, interruptions and company: the next render is right whatever happened to the last.
@Suite struct `A render that is disturbed` {
  private static let flagship = Workplace.project + "/templates/academy.md"

  /// The flagship's page as an undisturbed render writes it.
  private func page() async throws -> String {
    let place = try Workplace()
    let outcome = try await place.quire("render", Self.flagship, "--quiet")
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try place.read("reports/academy.html")
  }

  @Test func `may be killed at any moment`() async throws {
    let place = try Workplace()
    var moments = SystemRandomNumberGenerator()
    var isKilled = false
    // The first moments lie before any program can be done, however loaded the machine is.
    for most in [20, 60, 150, 300, 600, 1000] {
      let program = try place.start("render", Self.flagship)
      // Not `Task.sleep`, which wakes late while other tests hold the threads.
      usleep(UInt32(Int.random(in: most / 4...most, using: &moments)) * 1_000)
      program.send(SIGKILL)
      if try await program.outcome().code == -SIGKILL { isKilled = true }
    }
    #expect(isKilled)
    let outcome = try await place.quire("render", Self.flagship)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try await page() == place.read("reports/academy.html"))
    // What the dead have left is cleared away.
    #expect(place.names(in: ".quire/store/temporary").isEmpty)
    #expect(place.names(in: "reports") == ["academy.html"])
    let again = try await place.quire("render", Self.flagship)
    #expect(again.errors.contains("nothing changed, "))
  }

  @Test func `may share its folder with others`() async throws {
    let place = try Workplace()
    let programs = try (1...3).map { _ in try place.start("render", Self.flagship) }
    for program in programs {
      let outcome = try await program.outcome()
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.lines == ["reports/academy.html"])
    }
    #expect(try await page() == place.read("reports/academy.html"))
    #expect(try await place.quire("runs", "list").lines.count == 4)
    #expect(place.names(in: "reports") == ["academy.html"])
  }

  private static let long = """
    ```{sql quick}
    SELECT 7 AS n
    ```

    ```{sql long}
    SELECT sum(hash(i))::DOUBLE AS s FROM quick, range({{ params.count }}) t(i)
    ```

    The sum is {{ long[0].s }}.

    """

  @Test(arguments: [SIGINT, SIGTERM])
  func `stops soon when it is interrupted`(signal: Int32) async throws {
    let place = try Workplace()
    let front = "---\nparams:\n  count: {type: integer, default: 1000000000000}\n---\n\n"
    try place.write("long.md", front + Self.long)
    try place.makeFolder("reports")
    try place.write("reports/long.html", "the last report")
    let program = try place.start("render", "long.md", "--events", "json")
    try await program.waitForErrors(holding: #""started","step":"long""#)
    try await Task.sleep(for: .milliseconds(200))
    let clock = ContinuousClock.now
    program.send(signal)
    let outcome = try await program.outcome()
    // Two seconds are promised; other tests may hold the processors.
    #expect(clock.duration(to: .now) < .seconds(60))
    #expect(outcome.code == 130, "\(outcome.errors)")
    #expect(try place.read("reports/long.html") == "the last report")
    #expect(place.names(in: ".quire/store/temporary").isEmpty)
    let next = try await place.quire("render", "long.md", "-P", "count=10", "--explain")
    #expect(next.code == 0, "\(next.errors)")
    #expect(next.errors.contains("kept     quick  nothing changed"))
    #expect(try place.read("reports/long.html").contains("The sum is "))
  }
}
