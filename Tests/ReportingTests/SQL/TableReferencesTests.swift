import Testing

@testable import Reporting

@Suite struct TableReferencesTests {
  @Test(arguments: [
    ("SELECT * FROM monthly", ["monthly"]),
    (
      "select a, b from t, u join v on t.x = v.x, w where a in (select z from q)",
      ["t", "u", "v", "w", "q"]
    ),
    ("FROM monthly SELECT a, b", ["monthly"]),
    (
      "WITH a AS (SELECT * FROM x), b(c, d) AS MATERIALIZED (FROM a) SELECT * FROM b, y",
      ["x", "y"]
    ),
    ("SELECT * FROM (WITH m AS (SELECT 5 AS a), n AS (FROM m) FROM n, o), m", ["o", "m"]),
    ("SELECT (WITH m AS (SELECT 5 AS a) SELECT a FROM M) FROM m", ["m"]),
    ("WITH m AS (SELECT * FROM m) SELECT * FROM m UNION SELECT * FROM m", ["m"]),
    ("WITH b AS (SELECT * FROM c), c AS (SELECT 1) FROM b, c", ["c"]),
    (
      "WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up, t) FROM up",
      ["t"]
    ),
    (
      "WITH RECURSIVE near(n, d) USING KEY (n) AS (SELECT 1, 2 UNION FROM near, edges) FROM near",
      ["edges"]
    ),
    ("FROM unnest([1, 2]) WITH ORDINALITY AS w(a, b), t", ["t"]),
    ("SELECT * FROM t JOIN u ON t.a = u.a::TIMESTAMP WITH TIME ZONE, v", ["t", "u", "v"]),
    ("WITH m AS (SELECT 1); SELECT * FROM m", ["m"]),
    ("WITH m AS (SELECT 1 FROM t", ["t"]),
    ("SELECT extract(year FROM day), substring(s FROM 2) FROM t", ["t"]),
    ("SELECT a IS DISTINCT FROM b FROM t", ["t"]),
    ("SELECT * FROM read_csv('x.csv'), 'file.parquet', unnest([1, 2]), t", ["t"]),
    (
      "SELECT * FROM academy.students s LEFT JOIN \"Odd Name\" USING (id), z",
      ["academy.students", "Odd Name", "z"]
    ),
    (
      "-- FROM no\nSELECT 'FROM no', $$ FROM no $$ /* FROM no /* nested */ FROM no */ FROM yes",
      ["yes"]
    ),
    ("SELECT * FROM (VALUES (1, 2), (3, 4)) v(a, b), t", ["t"]),
    ("SELECT * FROM (a JOIN b ON a.x = b.x) CROSS JOIN c", ["a", "b", "c"]),
    ("PIVOT monthly ON year USING sum(n)", ["monthly"]),
    ("SELECT * FROM t ASOF LEFT JOIN u ON t.a >= u.a GROUP BY a, b ORDER BY c, d", ["t", "u"]),
    ("SELECT * FROM 학생 WHERE 이름 = 'FROM x'", ["학생"]),
    ("SELECT count(*) FILTER (WHERE a), sum(b) OVER (PARTITION BY c, d) FROM t", ["t"]),
    ("SELECT a FROM t UNION ALL SELECT a FROM u EXCEPT SELECT a FROM v", ["t", "u", "v"]),
    ("SELECT 1", []),
    ("", []),
    ("FROM", []),
    ("SELECT 'unclosed FROM t", []),
  ])
  func `tables are found where a table can stand`(sql: String, tables: [String]) {
    #expect(TableReferences.of(sql).map(\.name) == tables)
  }

  @Test(arguments: [
    ("SELECT * FROM 'a.csv'", 1),
    ("SELECT * FROM t JOIN 'b.csv' USING (id)", 1),
    ("SELECT * FROM (SELECT * FROM 'a.csv')", 1),
    ("FROM read_parquet('a.parquet'), read_csv('b.csv')", 2),
    ("SELECT * FROM glob('*')", 1),
    ("SELECT trim(both FROM 'text') FROM t", 0),
    ("SELECT * FROM t WHERE a IS DISTINCT FROM 'text'", 0),
    ("SELECT * FROM t WHERE a GLOB ('a*')", 0),
    ("SELECT read_csv FROM t -- read_csv('x')", 0),
  ])
  func `a query that reads files by itself is found`(sql: String, count: Int) {
    #expect(TableReferences.files(in: sql).count == count)
  }

  @Test func `the place of a table is its bytes, also after Korean text`() {
    let sql = "SELECT '한국' FROM montly"
    let reference = TableReferences.of(sql).first
    #expect(
      reference.map { String(decoding: Array(sql.utf8)[$0.range], as: UTF8.self) } == "montly"
    )
  }

  @Test func `random splices of SQL never trap`() {
    var random = SeededGenerator(state: 7)
    let pieces = [
      "FROM", "(", ")", ",", "\"", "'", "$$", "--", "/*", "*/", "JOIN", "a", ".", ";", "WITH", "AS",
      "\n", "é",
    ]
    for _ in 0..<5_000 {
      let sql = (0..<20).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
        .joined(separator: " ")
      _ = TableReferences.of(sql)
    }
  }
}

/// A small generator with a seed (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
