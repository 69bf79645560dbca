import Diagnostics
import Foundation
import Reporting
import Testing

/// `store` to local files.
@Suite struct `A table stored as files` {
  private static let rows = """
    ```{load rows}
    path: rows.csv
    types: {day: date, amount: "decimal(10,2)"}
    ```

    """

  private func bench(_ blocks: String) throws -> RerunBench {
    let bench = try RerunBench()
    try bench.write(
      "rows.csv",
      "id,day,place,amount\n1,2025-01-02,서울,1.10\n2,2025-01-01,a/b=c,\n3,2025-01-02,,3.30\n4,2025-01-01,서울,0.05\n"
    )
    try bench.write("report.md", "---\ntitle: Stored\n---\n" + Self.rows + blocks)
    return bench
  }

  private func store(_ options: String) -> String {
    "```{store kept}\ndata: rows\n\(options)\n```\n"
  }

  private func text(_ bench: RerunBench, _ name: String) -> String? {
    try? String(contentsOfFile: "\(bench.folder)/\(name)", encoding: .utf8)
  }

  private func names(_ bench: RerunBench, _ folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: "\(bench.folder)/\(folder)")?.allObjects as? [String]
      ?? [])
      .filter { $0.contains(".") }.sorted()
  }

  @Test func `is a file in the format its name tells`() async throws {
    let bench = try bench(
      store("to: out/rows.csv")
        + "```{store lines}\ndata: rows\nto: out/rows.jsonl\n```\n"
        + "```{store packed}\ndata: rows\nto: out/rows.parquet\n```\n"
        + "{{ kept[0].path }} has {{ kept[0].rows }} rows in {{ kept[0].bytes }} bytes."
    )
    let made = try await bench.render()
    #expect(made.outcome.exitCode == 0, "\(made.outcome.diagnostics)")
    let csv =
      "id,day,place,amount\n1,2025-01-02,서울,1.10\n2,2025-01-01,a/b=c,\n3,2025-01-02,,3.30\n4,2025-01-01,서울,0.05\n"
    #expect(text(bench, "out/rows.csv") == csv)
    #expect(made.page.contains("out/rows.csv has 4 rows in \(csv.utf8.count) bytes."))
    #expect(
      text(bench, "out/rows.jsonl")?.hasPrefix(
        #"{"id":1,"day":"2025-01-02","place":"서울","amount":1.10}"#
      ) == true
    )
    #expect(names(bench, "out") == ["rows.csv", "rows.jsonl", "rows.parquet"])
  }

  @Test func `need not be there when what reads it is checked`() async throws {
    let reading = "```{load back}\npath: lake\n```\n```{load other}\npath: pond\n```\n"
    let bench = try bench(store("to: lake") + reading)
    let found = await Report.check("\(bench.folder)/report.md")
    #expect(found.map(\.message) == ["no file 'pond'"])
  }

  @Test func `reads back exactly as it was, from folders too`() async throws {
    let bench = try bench(
      store("to: lake\npartition_by: [day, place]") + """
        ```{load back}
        path: lake
        hive: true
        ```

        ```{check}
        sql: |
          (SELECT id, day, place, amount FROM rows EXCEPT SELECT id, day, place, amount FROM back)
          UNION ALL (SELECT id, day, place, amount FROM back EXCEPT SELECT id, day, place, amount FROM rows)
        ```

        ```{check}
        data: back
        rows: {min: 4, max: 4}
        ```
        """
    )
    let made = try await bench.render()
    #expect(made.outcome.exitCode == 0, "\(made.outcome.diagnostics) \(made.outcome.brokenChecks)")
    let files = names(bench, "lake")
    #expect(files.count == 5)
    #expect(files.contains("_manifest.json"))
    #expect(files.contains { $0.hasPrefix("day=2025-01-01/place=a%2Fb%3Dc/part-0-") })
    #expect(
      files.contains { $0.hasPrefix("day=2025-01-02/place=__HIVE_DEFAULT_PARTITION__/part-0-") }
    )
  }

  @Test func `is written again only when the rows, the options or the files changed`() async throws
  {
    let bench = try bench(
      store("to: lake\npartition_by: day")
        + "```{store file}\ndata: rows\nto: out.csv\n```\n"
    )
    #expect(try await bench.render().ran == ["file", "kept", "rows"])
    let before = names(bench, "lake")
    #expect(try await bench.render().ran == [])
    try FileManager.default.removeItem(atPath: "\(bench.folder)/out.csv")
    try FileManager.default.removeItem(atPath: "\(bench.folder)/lake/\(before[1])")
    let again = try await bench.render()
    #expect(again.ran == ["file", "kept"])
    #expect(again.reasons["file"] == "what it wrote is no longer there as it was")
    #expect(names(bench, "lake") == before)
    try bench.write("rows.csv", "id,day,place,amount\n1,2025-01-03,x,1.10\n")
    #expect(try await bench.render().ran == ["file", "kept", "rows"])
    #expect(text(bench, "out.csv") == "id,day,place,amount\n1,2025-01-03,x,1.10\n")
    #expect(names(bench, "lake").filter { $0.hasPrefix("day=") }.count == 1)
  }

  @Test func `replaces nothing that somebody else wrote, unless told to`() async throws {
    let bench = try bench(store("to: out.csv"))
    try bench.write("out.csv", "mine\n")
    let refused = try await bench.render()
    #expect(refused.outcome.exitCode == 1)
    #expect(
      refused.outcome.diagnostics.map(\.message)
        == ["'out.csv' is there already, and this project did not write it"]
    )
    #expect(text(bench, "out.csv") == "mine\n")
    try bench.edit("to: out.csv", "to: out.csv\nmode: replace")
    #expect(try await bench.render().outcome.exitCode == 0)
    #expect(text(bench, "out.csv")?.hasPrefix("id,day") == true)
    try bench.edit("mode: replace", "mode: create")
    // What it would write is there already, as after a crash.
    #expect(try await bench.render().outcome.exitCode == 0)
    try bench.write("rows.csv", "id,day,place,amount\n1,2025-01-03,x,1.10\n")
    let there = try await bench.render()
    #expect(
      there.outcome.diagnostics.map(\.message)
        == ["'out.csv' is there already, and 'mode: create' replaces nothing"]
    )
  }

  @Test func `never replaces a folder that holds other things than tables`() async throws {
    let bench = try bench(store("to: folder\nmode: replace"))
    try FileManager.default.createDirectory(
      atPath: "\(bench.folder)/folder/inner",
      withIntermediateDirectories: true
    )
    try bench.write("folder/inner/thesis.tex", "years of work")
    let refused = try await bench.render()
    #expect(
      refused.outcome.diagnostics.map(\.message)
        == ["'folder' holds 'inner/thesis.tex', which is no table: such a folder is never replaced"]
    )
    #expect(text(bench, "folder/inner/thesis.tex") == "years of work")
    #expect(names(bench, "").filter { $0.contains(".partial") } == [])
  }

  @Test(arguments: [
    ("to: rows.csv", "'kept' writes what 'rows' reads"),
    ("to: .quire/x.csv", "this would write into '.quire', where results are kept"),
  ])
  func `overwrites nothing the report is made from`(options: String, message: String) async throws {
    let bench = try bench(store(options))
    let refused = try await bench.render()
    #expect(refused.outcome.diagnostics.map(\.message) == [message])
  }

  @Test func `is as many lines as rows, or refused`() async throws {
    let bench = try bench(
      """
      ```{sql log}
      SELECT 'line ' || id || E' of\\t서울' AS line, day FROM rows
      ```

      ```{store kept}
      data: log
      to: log
      format: lines
      partition_by: day
      ```
      """
    )
    #expect(try await bench.render().outcome.exitCode == 0)
    let files = names(bench, "log").filter { $0.hasPrefix("day=2025-01-01") }
    #expect(files.count == 1)
    #expect(text(bench, "log/\(files[0])") == "line 2 of\t서울\nline 4 of\t서울\n")
    try bench.edit("E' of", "E'\\n of")
    let broken = try await bench.render()
    #expect(
      broken.outcome.diagnostics.map(\.message)
        == ["'format: lines' writes one column of text, and 'line' has line breaks"]
    )
  }

  @Test func `shows its account only when asked, in the language of the report`() async throws {
    let bench = try bench(store("to: out.csv"))
    #expect(try await !bench.render().page.contains("out.csv"))
    try bench.edit("to: out.csv", "to: out.csv\nshow: true")
    #expect(try await bench.render().page.contains("What was written to ‘out.csv’"))
    try bench.edit("title: Stored", "title: Stored\nlang: ko")
    #expect(try await bench.render().page.contains("‘out.csv’ 자리에 저장한 것"))
  }

  @Test func `does not stop the report when the disk is full or the place is closed`() async throws
  {
    let bench = try bench(store("to: /proc/nothing/out.csv"))
    let failed = try await bench.render()
    #expect(failed.outcome.exitCode == 1)
    #expect(failed.outcome.outputPath != nil)
    let message = failed.outcome.diagnostics.first?.message ?? ""
    #expect(message.hasPrefix("cannot create '/proc/nothing"), "\(message)")
    #expect(failed.outcome.diagnostics.first?.span?.start.line == 10)
  }
}
