import Engines
import NativeLibraries
import Tables
import Testing

/// SQL that fails, and what is said about it; the wrong part is between « and ».
struct Failure: Sendable, CustomTestStringConvertible {
  let marked: String
  let kind: EngineError.Kind
  let message: String
  let name: String?
  let candidates: [String]

  init(
    _ marked: String,
    _ kind: EngineError.Kind,
    _ message: String,
    name: String? = nil,
    candidates: [String] = []
  ) {
    self.marked = marked
    self.kind = kind
    self.message = message
    self.name = name
    self.candidates = candidates
  }

  var testDescription: String { marked }
  var sql: String { marked.replacing("«", with: "") }
  var offset: Int? {
    marked.utf8.firstRange(of: "«".utf8).map {
      marked.utf8.distance(from: marked.utf8.startIndex, to: $0.lowerBound)
    }
  }

  static let all: [Failure] = [
    Failure(
      "SELECT * FROM «montly",
      .catalog,
      "Table with name montly does not exist!",
      name: "montly",
      candidates: ["monthly"]
    ),
    Failure(
      "-- 월별 등록\nSELECT '한글' AS 이름,\n       «studnts\nFROM monthly",
      .binder,
      "Referenced column \"studnts\" not found in FROM clause!",
      name: "studnts",
      candidates: ["students"]
    ),
    Failure(
      "SELECT '한글' AS 이름,\r\n\t«m.studnts FROM monthly AS m",
      .binder,
      "Table \"m\" does not have a column named \"studnts\"",
      name: "studnts",
      candidates: ["students"]
    ),
    Failure(
      "SELECT '한글🧮'\nFROM monthly\nGRUOP «BY 1",
      .syntax,
      "syntax error at or near \"BY\""
    ),
    Failure("SELECT '한글' FROM«", .syntax, "syntax error at end of input"),
    Failure(
      "SELECT 'ㅎㅏㄴ e\u{301}',\u{3000}1\u{A0}AS\u{200B}하나 -- \u{3000}\n, '\u{3000}', $$\u{3000}'$$, «nme FROM monthly",
      .binder,
      "Referenced column \"nme\" not found in FROM clause!",
      name: "nme",
      candidates: ["month"]
    ),
    Failure(
      "SELECT '한글',\u{3000}1 FROM monthly WHERE\u{3000}«ORDER",
      .syntax,
      "syntax error at or near \"ORDER\""
    ),
    Failure(
      "SELECT «'never closed",
      .syntax,
      "unterminated quoted string at or near \"'never closed\""
    ),
    Failure(
      "SELECT 1 AS 하나, «CAST('abc' AS INTEGER)",
      .conversion,
      "Could not convert string 'abc' to INT32"
    ),
    Failure(
      "SELECT v«::INTEGER FROM (VALUES ('1'), ('x')) AS t(v)",
      .conversion,
      "Could not convert string 'x' to INT32 when casting from source column v"
    ),
    Failure(
      "SELECT 1; SELECT '둘'; SELECT «nme FROM monthly",
      .binder,
      "Referenced column \"nme\" not found in FROM clause!",
      name: "nme",
      candidates: ["month"]
    ),
    Failure(
      "SELECT «monthh(DATE '2024-01-01')",
      .catalog,
      "Scalar Function with name monthh does not exist!",
      name: "monthh",
      candidates: ["month"]
    ),
    Failure(
      "SELECT * FROM «read_csv('/nowhere/x.csv')",
      .io,
      "No files found that match the pattern \"/nowhere/x.csv\""
    ),
    Failure(
      "INSERT INTO keyed VALUES (1)",
      .constraint,
      "Duplicate key \"a: 1\" violates primary key constraint."
    ),
    Failure("SELECT error('boom')", .invalidInput, "boom"),
    Failure(
      "CREATE TABLE monthly(a INTEGER)",
      .catalog,
      "Table with name \"monthly\" already exists!",
      name: "monthly"
    ),
    Failure(
      "SELECT «month, count(*) FROM monthly",
      .binder,
      "column \"month\" must appear in the GROUP BY clause or must be part of an aggregate function."
        + " Either add it to the GROUP BY list, or use \"ANY_VALUE(month)\" if the exact value of"
        + " \"month\" is not important."
    ),
    Failure(
      "SELECT «year(TRUE)",
      .binder,
      "No function matches the given name and argument types 'year(BOOLEAN)'."
        + " You might need to add explicit type casts.",
      name: "year",
      candidates: [
        "year(DATE) -> BIGINT", "year(INTERVAL) -> BIGINT", "year(TIMESTAMP) -> BIGINT",
        "year(TIMESTAMP WITH TIME ZONE) -> BIGINT",
      ]
    ),
    Failure("SELECT 1 «\0 + 1", .syntax, "the SQL contains a NUL character"),
    Failure("", .other, "No statements found"),
    Failure(
      "SELECT * FROM 's3://bucket/key.parquet'",
      .io,
      "File s3://bucket/key.parquet requires the extension httpfs to be loaded"
    ),
  ]
}

@Suite struct ErrorTests {
  @Test(arguments: Failure.all)
  func `an error says what and where`(failure: Failure) async throws {
    let connection = try Engine.duckDB().connect()
    try await connection.execute("CREATE TABLE monthly AS SELECT 1 AS month, 2 AS students")
    try await connection.execute(
      "CREATE TABLE keyed(a INTEGER PRIMARY KEY); INSERT INTO keyed VALUES (1)"
    )
    let error = await #expect(throws: EngineError.self) { try await connection.table(failure.sql) }
    #expect(
      error
        == EngineError(
          failure.kind,
          failure.message,
          candidates: failure.candidates,
          offset: failure.offset,
          name: failure.name
        )
    )
    // The connection is as good as before.
    #expect(try await connection.table("SELECT 1").value(row: 0, column: 0) == .int(1))
  }

  @Test func `too little memory is an error of its kind`() async throws {
    let connection = try Engine.duckDB(EngineOptions(memoryLimit: "20MB", threads: 1)).connect()
    try await connection.execute("SET temp_directory = ''")
    let error = await #expect(throws: EngineError.self) {
      try await connection.table(
        "SELECT count(*) FROM (SELECT DISTINCT range * 7 FROM range(50000000))"
      )
    }
    #expect(error?.kind == .outOfMemory)
    #expect(error?.message.contains("\n") == false)
  }

  @Test func `a setting that the engine does not know is named`() {
    let error = #expect(throws: EngineError.self) {
      try Engine.duckDB(EngineOptions(memoryLimit: "lots"))
    }
    #expect(error?.message.contains("memory") == true, "\(String(describing: error))")
    let other = #expect(throws: EngineError.self) {
      try Engine.duckDB(EngineOptions(settings: ["no_such_setting": "1"]))
    }
    #expect(other?.message.contains("no_such_setting") == true, "\(String(describing: other))")
  }

  @Test func `a database file that cannot be opened is an error`() {
    let error = #expect(throws: EngineError.self) {
      try Engine.duckDB(EngineOptions(path: "/nowhere/at/all.duckdb"))
    }
    #expect(error?.kind == .io)
  }

  @Test func `a library that is not there is an error that lists the places`() {
    let error = #expect(throws: NativeLibraryError.self) { try NativeLibrary.open("nonesuch") }
    #expect(error?.message.contains("run scripts/setup") == true)
    #expect(error?.message.contains("$QUIRE_NONESUCH") == true)
    #expect(error?.message.contains("/.deps/lib/libnonesuch.so") == true)
    #expect(error?.message.contains("/lib/quire/libnonesuch.so") == true)
  }
}
