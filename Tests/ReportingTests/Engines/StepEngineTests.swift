import Diagnostics
import Foundation
import NativeLibraries
import Reporting
import Testing
import TestSupport

/// Steps on a second engine: DuckDB again, through its ADBC driver, as any other database would be.
@Suite struct StepEngineTests {
  /// A template whose engine `second` is another DuckDB.
  private static func template(_ body: String, engine: String = "") throws -> String {
    let driver = try #require(NativeLibrary.path(of: "duckdb"))
    return """
      ---
      title: Engines
      params: {least: {type: integer, default: 2}}
      \(engine)
      engines:
        second: {driver: "\(driver)", entrypoint: duckdb_adbc_init, dialect: duckdb}
      ---
      ```{load sales}
      path: sales.csv
      ```
      \(body)

      """
  }

  private static let query = """
    ```{sql big}
    SELECT day, amount, NULL AS nothing, [amount] AS list FROM sales
    WHERE amount >= {{ params.least }} ORDER BY amount DESC
    ```
    ```{sql counted}
    SELECT count(*) AS days, sum(amount)::BIGINT AS total FROM big
    ```
    """

  private static func render(
    _ template: String,
    in folder: String,
    engine: String? = nil,
    parameters: [String] = []
  ) async throws -> (outcome: RenderOutcome, page: String) {
    try Fixture.write(
      "day,amount\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n",
      to: "\(folder)/sales.csv"
    )
    try Fixture.write(template, to: "\(folder)/a.md")
    let outcome = await Report.render(
      "\(folder)/a.md",
      RenderOptions(
        parameters: parameters,
        outputFolder: "\(folder)/reports",
        format: .json,
        threads: 1,
        engine: engine,
        stateFolder: "\(folder)/.quire"
      )
    )
    let page = outcome.outputPath.flatMap { try? Fixture.read($0) } ?? ""
    return (outcome, page)
  }

  private static func engines(_ outcome: RenderOutcome) -> [String: String] {
    let steps = outcome.run?.steps ?? []
    return Dictionary(uniqueKeysWithValues: steps.map { ($0.id, $0.engine ?? "embedded") })
  }

  @Test func `a second engine gives the same tables, and the page is the same`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let template = try Self.template(Self.query)
      let embedded = try await Self.render(template, in: folder)
      #expect(embedded.outcome.diagnostics.isEmpty)
      #expect(embedded.page.contains(#"["2024-01-03",3,null,[3]]"#))
      let second = try await Self.render(template, in: folder, engine: "second")
      #expect(second.outcome.diagnostics.isEmpty)
      #expect(second.page == embedded.page)
      #expect(
        Self.engines(second.outcome) == ["sales": "embedded", "big": "second", "counted": "second"]
      )
    }
  }

  @Test func `another engine runs the step again and says so, the first one's result is kept`()
    async throws
  {
    try await Fixture.inTemporaryFolder { folder in
      let template = try Self.template(Self.query)
      _ = try await Self.render(template, in: folder)
      let second = try await Self.render(template, in: folder, engine: "second")
      #expect(second.outcome.explanation.contains("ran      big      engine duckdb v"))
      #expect(second.outcome.explanation.contains("→ second libduckdb.so"))
      let back = try await Self.render(template, in: folder)
      #expect(!back.outcome.explanation.contains("ran "))
      #expect(back.outcome.explanation.contains("the store has this result"))
    }
  }

  @Test func `the front matter names the engine, the command line another`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let template = try Self.template(Self.query, engine: "engine: second")
      let own = try await Self.render(template, in: folder)
      #expect(Self.engines(own.outcome)["big"] == "second")
      let given = try await Self.render(template, in: folder, engine: "duckdb")
      #expect(Self.engines(given.outcome)["big"] == "embedded")
    }
  }

  @Test func `of several bodies the one for the engine is taken, and no other is shown`()
    async throws
  {
    try await Fixture.inTemporaryFolder { folder in
      let body = """
        ```{sql which}
        --| echo: true
        SELECT 'firstbody' AS body FROM sales LIMIT 1
        ```
        ```{sql which engine=second}
        --| echo: true
        SELECT 'otherbody' AS body FROM sales LIMIT 1
        ```
        ```{sql single engine=second}
        SELECT count(*) AS days FROM sales
        ```
        """
      let template = try Self.template(body)
      let embedded = try await Self.render(template, in: folder)
      #expect(embedded.outcome.diagnostics.isEmpty)
      #expect(embedded.page.contains(#"["firstbody"]"#))
      #expect(
        Self.engines(embedded.outcome) == [
          "sales": "embedded", "which": "embedded", "single": "second",
        ]
      )
      let second = try await Self.render(template, in: folder, engine: "second")
      #expect(second.page.contains(#"["otherbody"]"#))
      let html = await Report.render(
        "\(folder)/a.md",
        RenderOptions(outputFolder: folder, engine: "second", stateFolder: "\(folder)/.quire")
      )
      let page = try Fixture.read(try #require(html.outputPath))
      #expect(page.contains("otherbody"))
      #expect(!page.contains("firstbody"))
    }
  }

  @Test func `a result that is kept needs no engine`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let engine = "engine: {driver: \"\(folder)/none.so\", options: {uri: {env: QUIRE_NOT_SET}}}"
      let template = try Self.template(Self.query, engine: engine)
      let broken = try await Self.render(template, in: folder)
      #expect(
        broken.outcome.diagnostics.map(\.message) == [
          "the environment variable 'QUIRE_NOT_SET' is not set"
        ]
      )
      #expect(broken.outcome.exitCode == 1)
      let kept = try Self.template(Self.query, engine: "engine: second")
      _ = try await Self.render(kept, in: folder)
      // Another path of the driver, under which nothing lies, is no other engine.
      let driver = try #require(NativeLibrary.path(of: "duckdb"))
      let moved = kept.replacing(driver, with: "/nowhere/libduckdb.so")
      let again = try await Self.render(moved, in: folder)
      #expect(again.outcome.diagnostics.isEmpty)
      #expect(!again.outcome.explanation.contains("ran "))
    }
  }

  @Test func `errors of the second engine stand at the template's place`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let body = """
        ```{sql wrong engine=second}
        SELECT s.day,
               s.amont
        FROM sales AS s JOIN sales USING (day)
        ```
        """
      let result = try await Self.render(try Self.template(body), in: folder)
      let text = Fixture.text(result.outcome.diagnostics, in: folder)
      #expect(text.contains("a.md:13:10: error: no column 'amont' [unknown-column]"), "\(text)")
    }
  }

  @Test(arguments: [
    ("engine: secund", nil, "no engine 'secund'", "did you mean 'second'?"),
    ("", "sparc", "no engine 'sparc'", "did you mean 'spark'?"),
    ("engine: {kind: sprak}", nil, "no kind of engine 'sprak'", "did you mean 'spark'?"),
    (
      "engine: {kind: spark, url: x}", nil, "engine 'spark' has no option 'url'",
      "did you mean 'uri'?"
    ),
    (
      "engine: {kind: spark, exchange: gs://b/x}", nil, "'gs://b/x' is no place for Spark's files",
      nil
    ),
    ("engine: {kind: adbc}", nil, "engine 'adbc' needs the option 'driver'", nil),
  ])
  func `what is wrong with an engine is told before anything runs`(
    _ engine: String,
    _ given: String?,
    _ message: String,
    _ hint: String?
  ) async throws {
    try await Fixture.inTemporaryFolder { folder in
      let result = try await Self.render(
        try Self.template(Self.query, engine: engine),
        in: folder,
        engine: given
      )
      #expect(result.outcome.diagnostics.map(\.message) == [message])
      if let hint { #expect(result.outcome.diagnostics.first?.hint == hint) }
      #expect(result.outcome.run == nil)
    }
  }

  @Test func `objects in place of tables are for engines that read them`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let body = "```{sql big}\nSELECT * FROM 's3://lake/study'\n```"
      let other = try await Self.render(try Self.template(body), in: folder, engine: "second")
      #expect(
        other.outcome.diagnostics.map(\.message) == [
          "queries on 'second' name no objects of S3 in place of tables: DuckDB, Spark and Athena read them"
        ]
      )
      let local = try Self.template(body.replacing("s3://lake/study", with: "sales.csv"))
      let athena = try await Self.render(local, in: folder, engine: "athena")
      #expect(
        athena.outcome.diagnostics.map(\.message) == [
          "a query reads tables, not files: nobody could tell when the file has changed"
        ]
      )
      #expect(other.outcome.run == nil && athena.outcome.run == nil)
    }
  }

  private static func sourced(_ options: String) -> String {
    "```{sql own engine=second}\n\(options)\nSELECT count(*) AS n FROM sqlite_master, sales\n```"
  }

  @Test func `tables of the engine's own are read by name, and asked for at every render`()
    async throws
  {
    try await Fixture.inTemporaryFolder { folder in
      let template = try Self.template(Self.sourced("--| sources: [SQLite_master]"))
      for _ in 1...2 {
        let own = try await Self.render(template, in: folder)
        #expect(own.outcome.diagnostics.isEmpty)
        #expect(Self.engines(own.outcome)["own"] == "second")
        #expect(own.outcome.explanation.contains("ran      own"))
      }
      #expect(await Report.check("\(folder)/a.md").isEmpty)
      let cached = try Self.template(Self.sourced("--| sources: sqlite_master\n--| cache: true"))
      _ = try await Self.render(cached, in: folder)
      let kept = try await Self.render(cached, in: folder)
      #expect(kept.outcome.explanation.contains("kept     own"))
    }
  }

  @Test(arguments: [
    ("", "second", "no table 'sqlite_master'"),
    (
      "--| sources: [sqlite_mastr, sqlite_master]", "second",
      "the query reads no table 'sqlite_mastr'"
    ),
    (
      "--| sources: [sqlite_master]", "duckdb",
      "'sources' names tables of another engine, and this query runs on the embedded one, which has none"
    ),
  ])
  func `what is wrong with sources is told`(
    _ options: String,
    _ engine: String,
    _ message: String
  ) async throws {
    try await Fixture.inTemporaryFolder { folder in
      let body = Self.sourced(options).replacing("engine=second", with: "engine=\(engine)")
      let result = try await Self.render(try Self.template(body), in: folder)
      #expect(result.outcome.diagnostics.map(\.message) == [message])
      #expect(result.outcome.run == nil)
    }
  }

  @Test func `check reads both bodies and opens no engine`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let body = """
        ```{sql months}
        SELECT strftime(day, '%Y-%m') AS month FROM sales
        ```
        ```{sql months engine=spark}
        SELECT date_format(`day`, 'yyyy-MM') AS month FROM sales
        ```
        ```{sql last}
        SELECT max(month) AS month FROM months
        ```
        ```{sql wrong}
        SELECT max(mont) AS month FROM months
        ```
        """
      try Fixture.write("day,amount\n2024-01-01,1\n", to: "\(folder)/sales.csv")
      try Fixture.write(try Self.template(body), to: "\(folder)/a.md")
      for engine in [nil, "spark"] {
        let found = await Report.check("\(folder)/a.md", engine: engine)
        #expect(found.map(\.message) == ["no column 'mont'"])
      }
    }
  }
}
