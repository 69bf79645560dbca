import Diagnostics
import Engines
import Files
import Tables
import Testing

@testable import LogParsing

private let academy =
  #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
  + "/../shared/data/academy/login.txt"

/// A parse as SQL: DuckDB finds the rows and rejects that the parser finds.
struct PushdownTests {
  /// One for all tests: tables are of a connection.
  private static let engine = Result { try Engine.duckDB() }

  /// What the parser and DuckDB make of lines.
  private func agree(_ parser: LogParser, on lines: [String], _ note: Comment? = nil) async throws {
    var diagnostics: [Diagnostic] = []
    let sql = LogSQL(parser, at: nil, diagnostics: &diagnostics)
    let queries = try #require(sql, "\(diagnostics.map(\.message))")
    let connection = try Self.engine.get().connect()
    _ = try await connection.execute(
      "CREATE TEMP TABLE raw_lines (number BIGINT, \"the line\" VARCHAR)"
    )
    for start in stride(from: 0, to: lines.count, by: 500) {
      let values = (start..<min(start + 500, lines.count))
        .map { "(\($0), \(SQLText.literal(lines[$0])))" }
      _ = try await connection.execute(
        "INSERT INTO raw_lines VALUES \(values.joined(separator: ", "))"
      )
    }
    let rows = try await connection.table(
      "SELECT * EXCLUDE (number) FROM (\(queries.rows(from: "raw_lines", line: "the line", keeping: ["number"]))) ORDER BY number"
    )
    let rejects = try await connection.table(
      "SELECT \"the line\" FROM (\(queries.rejects(from: "raw_lines", line: "the line"))) ORDER BY number"
    )
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    let block = bytes.withUnsafeBytes { parser.parse($0, latest: 0) }
    let own = Table(schema: parser.schema, batches: [block.rows])
    #expect(rows.schema.names == own.schema.names)
    #expect(rows.rowCount == own.rowCount, note)
    for row in 0..<min(rows.rowCount, own.rowCount) {
      let (found, expected) = (
        rows.row(row).values.map(Self.plain), own.row(row).values.map(Self.plain)
      )
      guard found.description != expected.description else { continue }
      Issue.record("DuckDB \(found), parser \(expected) \(note?.rawValue ?? "")")
      break
    }
    let texts = block.rejects.map { Value.string(String(decoding: $0.text, as: UTF8.self)) }
    // The parser's rejects are without the `\r` of a line end.
    #expect(rejects.values(ofColumn: 0) == texts, note)
  }

  /// DuckDB names the zone of its session.
  private static func plain(_ value: Value) -> Value {
    guard case .timestamp(var time) = value else { return value }
    if time.zone != nil { time.zone = "UTC" }
    return .timestamp(time)
  }

  private func parser(_ matcher: some LineMatcher, nulls: [String] = []) -> LogParser {
    let format = LogFormat(name: "test", matcher: matcher)
    let columns = format.columns.map {
      LogColumn(name: $0.name, field: $0.field, type: $0.type, nulls: nulls)
    }
    return LogParser(formats: [format], columns: columns)
  }

  private func regex(_ text: String) throws -> RegularExpression {
    var diagnostics: [Diagnostic] = []
    return try #require(
      RegularExpression(PatternText(text, name: "p"), diagnostics: &diagnostics),
      "\(diagnostics.map(\.message))"
    )
  }

  private func dissect(_ text: String) throws -> Dissect {
    var diagnostics: [Diagnostic] = []
    return try #require(Dissect(PatternText(text, name: "p"), diagnostics: &diagnostics))
  }

  @Test(arguments: ["academy", "combined", "common", "nginx-error", "syslog5424", "java"])
  func `Rows and rejects of a named format are the same in DuckDB`(name: String) async throws {
    let format = try #require(NamedFormat.named(name)).compiled().format
    let parser = LogParser(formats: [format], columns: format.columns)
    try await agree(parser, on: Self.lines)
  }

  @Test
  func `Several formats are tried in their order in DuckDB too`() async throws {
    let formats = ["combined", "common", "academy"].compactMap {
      NamedFormat.named($0)?.compiled().format
    }
    var columns: [LogColumn] = []
    for column in formats.flatMap(\.columns)
    where !columns.contains(where: { $0.name == column.name }) {
      columns.append(column)
    }
    try await agree(LogParser(formats: formats, columns: columns), on: Self.lines)
  }

  private static let lines = [
    #"127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326 "http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)""#,
    #"127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 304 - "-" "-""#,
    #"127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 304 - "" """#,
    #"127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "" 400 0 "-" "a \"b\" 가""#,
    #"127.0.0.1 - - [40/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 304 -"#,
    #"127.0.0.1 - - [10/Oct/2000:13:55:36 +0000] "GET / HTTP/1.0" 304 -"#,
    "", "   ", "\t \r", "no line of any format", "it's a 'quoted' one",
    "/usr/loginApp.log:72393:[[]]-UserId:nross=Action:add_cart SUCCESS ShortSession:e57b8710 LongSession:91b3d5bb2b31 [loginApp] VisangEduDuo transaction:[product_code:ckrkr05,amtmt06,amount:675000,time_stamp:2022-01-24:04:33]-URL:https://www.visangstudy.com?utm_source=https://www.naver.com/&utm_term=확률과 통계 Path:/search_list?search_=mt03",
    "/usr/loginApp.log:1:[[]]-UserId:a=Action:b ERROR ShortSession:c LongSession:d [loginApp] E transaction:[product_code:,amount:0,time_stamp:2022-01-24:04:33]-URL:u Path:p",
    "/usr/loginApp.log:1.5:[[]]-UserId:a=Action:b ERROR ShortSession:c LongSession:d [loginApp] E transaction:[product_code:,amount:0,time_stamp:2022-01-24:04:33]-URL:u Path:p",
    "/usr/loginApp.log:1:[[]]-UserId:a=Action:b ERROR ShortSession:c LongSession:d [loginApp] E transaction:[product_code:,amount:0,time_stamp:2022-02-30:04:33]-URL:u Path:p",
    #"2024/05/01 10:11:12 [error] 31#7: *5 connect() failed, client: 203.0.113.7, server: , request: "GET /x HTTP/1.1", upstream: "http://127.0.0.1:8080/x", host: "example.com""#,
    "2024/05/01 10:11:12 [notice] 1#1: using the \"epoll\" event method",
    #"<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3"] An application event"#,
    "<0>1 - - - - - -", "<0>1 2003-10-11T22:14:15.000003-07:00 h a p m - x",
    "<0>1 2003-10-11 h a p m - x",
    "2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: Created MRAppMaster",
    "2015-10-18 18:01:47 WARN  x",
    "2024-05-01T10:11:12.345+09:00  INFO 7 --- [           main] c.e.demo.App         : Started",
  ]

  @Test(arguments: [
    "%{a} - %{b} [%{c}] %{d:int}", "%{a->} %{b} %{c}", "%{a}, %{+a}; %{b}", "<%{a}><%{}>%{b}",
    "%{a} :: %{b:float} :: %{c:bool}", "%{a}\"%{b}\"", "%{a->} - %{b->} %{c}", "%{a}aba%{b}",
  ])
  func `A dissect pattern finds the same in DuckDB in lines of few characters`(
    pattern: String
  ) async throws {
    var random = SeededRandom(seed: 7)
    let pieces = [
      " - ", " ", "a", "b", "[", "] ", ", ", "; ", "<", ">", ":: ", " ::", "1", "true", "\"", "가",
      "ab", "ba", "-", "2.5",
    ]
    let lines = (0..<600).map { _ in
      (0..<Int.random(in: 1...14, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
    }
    try await agree(parser(try dissect(pattern)), on: lines)
  }

  @Test(arguments: [
    #"(?<k>\w+)=(?<v>\d*)"#, #"^(?<a>[^ab]*)(?:a(?<b>b*)|(?<c>1+))?$"#,
    #"(?:x|(?<a>[a-z]*)) (?<b>\S+)"#, #"(?<a>\s|[\S])(?<b>[\W_]?)"#, #"(?i)(?<a>TRUE|A+?)(?<b>.)"#,
    #"(?<a>a{1,3}?)(?<b>\x{AC00}|\Q.5\E)?$"#, #"^(?:(?<n>a)|(?<n>b))+(?<m>[^\d\]\-]*)"#,
    #"(?<a>[[:alpha:]]+)[^[:space:]\\]"#, #"^(?<p>(?:a|ab)(?:c|bcd)?)(?<q>.*)$"#,
  ])
  func `An expression finds the same in DuckDB in lines of few characters`(
    pattern: String
  ) async throws {
    var random = SeededRandom(seed: 11)
    let pieces = ["a", "b", "A", "1", "=", " ", "x", "가", ".5", "]", "-", "\\", "_", "true", "cd"]
    let lines = (0..<600).map { _ in
      (0..<Int.random(in: 1...9, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
    }
    try await agree(parser(try regex(pattern)), on: lines)
  }

  /// Expressions put together at random from what both know.
  @Test(arguments: [1, 6, 15])
  func `Expressions made at random find the same in DuckDB`(seed: Int) async throws {
    var random = SeededRandom(seed: UInt64(seed))
    let lines = (0..<120).map { _ in
      (0..<Int.random(in: 1...8, using: &random)).map { _ in
        ["a", "b", "c", "1", " ", "-", "가", "é", "A", "_"].randomElement(using: &random) ?? ""
      }.joined()
    }
    var compared = 0
    for _ in 0..<30 {
      let text = Self.expression(depth: 3, &random)
      var diagnostics: [Diagnostic] = []
      guard
        let expression = RegularExpression(
          PatternText("(?<whole>x?)" + text, name: "p"),
          diagnostics: &diagnostics
        ), expression.sqlMatch(for: .duckDB, at: nil, diagnostics: &diagnostics) != nil
      else { continue }
      try await agree(parser(expression), on: lines, "\(text)")
      compared += 1
    }
    #expect(compared > 8)
  }

  private static func expression(depth: Int, _ random: inout SeededRandom) -> String {
    let atoms = [
      "a", "b", "1", " ", ".", "[ab]", "[^a]", "\\w", "\\d", "\\S", "\\W", "\\D", "\\s", "가",
      "[가-힣]",
      "\\b", "^", "$", "[^\\w]", "[\\S-]", "\\x{AC00}", "(?i:A)",
    ]
    let quantifiers = ["", "", "", "", "*", "+", "?", "{2}", "{1,2}", "*?", "+?", "??", "{0,2}?"]
    var text = ""
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let kind = depth == 0 ? 0 : Int.random(in: 0...5, using: &random)
      let quantifier = quantifiers.randomElement(using: &random) ?? ""
      let inner = kind < 3 ? "" : expression(depth: depth - 1, &random)
      switch kind {
      case 0...2:
        let atom = atoms.randomElement(using: &random) ?? ""
        text += ["\\b", "^", "$"].contains(atom) ? atom : atom + quantifier
      case 3: text += "(?:\(inner))\(quantifier)"
      case 4: text += "(?<n\(Int.random(in: 0...2, using: &random))>\(inner))\(quantifier)"
      default: text += "(?:\(inner)|\(expression(depth: depth - 1, &random)))\(quantifier)"
      }
    }
    return text
  }

  @Test(arguments: [
    (
      "int",
      [
        "1", "-1", "+3", "0x1f", "-0xFF", "007", "1.5", "1e3", "9223372036854775807",
        "9223372036854775808", "0x", "x", "1_000", "-",
      ]
    ),
    (
      "float",
      [
        "1", "-1.5", ".5", "1.", "1e9", "1E-3", "nan", "inf", "-Infinity", "0x1p3", "x", "1.2.3",
        ".", "-",
      ]
    ),
    ("bool", ["true", "F", "Yes", "no", "ON", "off", "1", "0", "2", "tru", "-"]),
    ("list", ["a", "a,b", ",", "a,,b", "-"]),
    (
      "date",
      [
        "2024-02-29T12:34:56Z", "2024-02-29 12:34:56,789", "2024-02-30T00:00:00",
        "2024-02-29T12:34:56.123456789+09:00", "2024-02-29", "2024-02-29T12:34",
        "2024-02-29T12:34:56-0330", "now", "-", "2016-12-31T23:59:60Z", "2016-12-31T23:60",
        "2016-12-31T23:59:60.5+09:00", "2016-12-31T23:59:61", "2016-12-31 24:59:60",
        "2016-12-31T12:34:60",
      ]
    ),
  ])
  func `A text is of a type in DuckDB when it is here`(type: String, texts: [String]) async throws {
    let parser = parser(try dissect("<%{v:\(type)}>"), nulls: ["-"])
    try await agree(parser, on: texts.map { "<\($0)>" })
  }

  @Test func `A leap second is the first of the next minute in DuckDB too`() async throws {
    let times = [
      "31/Dec/2016:23:59:60 +0000", "31/Dec/2016:23:59:60 -0330", "31/Dec/2016:12:60:00 +0000",
      "31/Dec/2016:23:59:61 +0000", "28/Feb/2017:00:00:60 +0000", "28/Feb/2017:00:00:06 +0000",
    ]
    let lines = times.map { #"h - - [\#($0)] "GET / HTTP/1.1" 200 1"# }
    let format = try #require(NamedFormat.named("common")).compiled().format
    try await agree(LogParser(formats: [format], columns: format.columns), on: lines)
  }

  @Test(
    .enabled(
      if: FileSystem.kind(of: academy) == .file,
      "needs the academy's own records in ../shared/data/academy, which are not part of the project"
    )
  )
  func `The academy's log has the same rows in DuckDB`() async throws {
    let format = try #require(NamedFormat.named("academy")).compiled().format
    let bytes = try #require(try FileSystem.contents(of: academy))
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(5_000)
    try await agree(
      LogParser(formats: [format], columns: format.columns),
      on: lines.map(String.init)
    )
  }

  @Test
  func `Lines that end in a carriage return are the same without it`() async throws {
    try await agree(parser(try dissect("%{a} %{b:int}")), on: ["x 1\r", "y 2", "\r"])
  }
}
