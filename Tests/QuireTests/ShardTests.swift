import Foundation
import Testing

/// Steps that are made in shards, by one process or by several.
@Suite struct `Shards` {
  /// Tables of rows that stand alone, of rows that follow each other, and of files of unequal length.
  private static func template(shards: Int?) -> String {
    let option = shards.map { "shards: \($0)\n" } ?? ""
    return """
      # Shards

      ```{generate academy}
      scenario: academy
      students: 300
      log: true
      \(option)```

      ```{generate pupils}
      rows: 5001
      \(option)columns:
        id: sequence
        luck: {normal: {mean: 0, sd: 3}}
      ```

      ```{parse lines}
      path: [logs/*.log, more/a.log]
      dissect: "%{word} %{number:int}"
      \(option)```
      """
  }

  private func place(shards: Int?) throws -> Workplace {
    let place = try Workplace()
    try place.write("shards.md", Self.template(shards: shards))
    for number in 1...5 {
      let rows = (1...(number * 50)).map { "f\(number) \($0)\n" }.joined()
      try place.write("logs/\(number).log", rows + (number == 4 ? "" : "nonsense of \(number)\n"))
    }
    try place.write("more/a.log", "last 1\n")
    return place
  }

  /// All tables, as JSON.
  private func tables(_ place: Workplace) async throws -> String {
    let outcome = try await place.quire("render", "shards.md", "--format", "json", "--reuse")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let object = try JSONSerialization.jsonObject(
      with: Data(try place.read("reports/shards.json").utf8)
    )
    let tables = try #require((object as? [String: Any])?["tables"])
    let data = try JSONSerialization.data(withJSONObject: tables, options: [.sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  /// The store's files by name, which is the digest of their bytes.
  private func files(_ place: Workplace) -> [String] { place.names(in: ".quire/store/tables") }

  @Test func `have the rows of the whole, in its order`() async throws {
    let whole = try place(shards: nil)
    let divided = try place(shards: 7)
    let (one, other) = (try await tables(whole), try await tables(divided))
    #expect(one.count > 100_000)
    #expect(one == other)
  }

  @Test func `make the same bytes in one process as in one each`() async throws {
    let together = try place(shards: 3)
    #expect(try await together.quire("run", "shards.md").code == 0)
    let apart = try place(shards: 3)
    for step in ["academy", "pupils", "lines"] {
      // In any order, and one twice.
      for (number, code) in [(3, 0), (1, 0), (3, 99), (2, 0)] {
        let shard = try await apart.quire(
          "run",
          "shards.md",
          "--step",
          step,
          "--shard",
          "\(number)/3"
        )
        #expect(shard.code == Int32(code), "\(shard.errors)")
        #expect(code == 99 || shard.errors.contains("1 step ran ("), "\(shard.errors)")
      }
      let gathered = try await apart.quire("run", "shards.md", "--step", step)
      #expect(gathered.code == 0)
      #expect(gathered.errors.contains("1 step ran, 3 from the store ("), "\(gathered.errors)")
      #expect(try await apart.quire("run", "shards.md", "--step", step).code == 99)
    }
    #expect(files(together) == files(apart) && files(apart).count > 12)
    #expect(
      together.names(in: ".quire/store/results") == apart.names(in: ".quire/store/results")
    )
  }

  @Test func `run again only where a file changed`() async throws {
    let place = try place(shards: 3)
    #expect(try await place.quire("run", "shards.md", "--step", "lines").code == 0)
    try place.write("logs/1.log", "f1 7\n")
    let again = try await place.quire("run", "shards.md", "--step", "lines")
    #expect(again.code == 0)
    #expect(again.errors.contains("lines#1: runs: logs/1.log changed\n"), "\(again.errors)")
    #expect(again.errors.contains("2 steps ran, 2 from the store ("), "\(again.errors)")
  }

  @Test func `may outnumber the files`() async throws {
    let place = try place(shards: 20)
    let outcome = try await place.quire("run", "shards.md", "--step", "lines")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.errors.contains(#/\nlines: .*, 751 rows, rejects 4 rows, lines 6 rows\n/#),
      "\(outcome.errors)"
    )
  }

  @Test func `are judged together for their rejects`() async throws {
    let place = try place(shards: 3)
    let text = try place.read("shards.md")
      .replacingOccurrences(of: "path: [", with: "max_rejects: 3\npath: [")
    try place.write("shards.md", text)
    let outcome = try await place.quire("run", "shards.md", "--step", "lines")
    #expect(outcome.code == 1)
    #expect(
      outcome.errors.contains(
        "4 of 755 lines are rejects, and max_rejects is 3; the first: logs/1.log:51: "
      ),
      "\(outcome.errors)"
    )
  }

  @Test func `divide files, not the lines of a table`() async throws {
    let place = try Workplace()
    try place.write(
      "table.md",
      """
      ```{generate raw}
      rows: 2
      columns:
        line: {values: [a]}
      ```

      ```{parse lines}
      data: raw
      dissect: "%{word}"
      shards: 2
      ```
      """
    )
    let outcome = try await place.quire("check", "table.md")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("'shards' divides files, and the lines are in a table"))
  }
}
