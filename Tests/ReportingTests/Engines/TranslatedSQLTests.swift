import Foundation
import Testing

@testable import Reporting

@Suite struct TranslatedSQLTests {
  private func translated(_ sql: String) -> TranslatedSQL {
    TranslatedSQL(sql, quote: { "`\($0)`" }, escapesBackslashes: true) { name in
      ["a", "g.t"].contains(name.lowercased()) ? "q_\(name.count)" : nil
    }
  }

  @Test(arguments: [
    ("SELECT x FROM a", "SELECT x FROM `q_1` AS `a`"),
    ("FROM a AS b JOIN A c USING (x)", "FROM `q_1` AS b JOIN `q_1` c USING (x)"),
    ("SELECT t.x FROM g.t WHERE t.x > 1", "SELECT t.x FROM `q_3` AS `t` WHERE t.x > 1"),
    (
      "SELECT (SELECT max(x) FROM a), a.y FROM a, other",
      "SELECT (SELECT max(x) FROM `q_1` AS `a`), a.y FROM `q_1` AS `a`, other"
    ),
    ("WITH a AS (SELECT 1) SELECT * FROM a", "WITH a AS (SELECT 1) SELECT * FROM a"),
    ("SELECT 'it''s', '\\d+', 'plain'", "SELECT 'it\\'s', '\\\\d+', 'plain'"),
    ("SELECT r'\\d', X'00', 'a' -- it''s", "SELECT r'\\d', X'00', 'a' -- it''s"),
    (
      "SELECT 'a' FROM a\nLEFT JOIN g.t ON true",
      "SELECT 'a' FROM `q_1` AS `a`\nLEFT JOIN `q_3` AS `t` ON true"
    ),
  ])
  func `tables get the engine's names and texts its escapes`(_ sql: String, _ expected: String) {
    #expect(translated(sql).sql == expected)
  }

  @Test func `what stands in place of a table gets the engine's name`() throws {
    let sql = "SELECT x FROM 's3://lake/a' AS l JOIN a ON nope"
    let start = try #require(sql.range(of: "'s3://lake/a'"))
    let range =
      sql.utf8.distance(
        from: sql.startIndex,
        to: start.lowerBound
      )..<sql.utf8.distance(
        from: sql.startIndex,
        to: start.upperBound
      )
    let result = TranslatedSQL(sql, quote: { "`\($0)`" }, objects: [(range, "lake_1")]) {
      $0 == "a" ? "q" : nil
    }
    #expect(result.sql == "SELECT x FROM `lake_1` AS l JOIN `q` AS `a` ON nope")
    #expect(result.offset(of: result.sql.utf8.count - 4) == sql.utf8.count - 4)
    #expect(result.offset(of: 17) == 14)
  }

  @Test func `a place in the translated text leads back to the author's`() throws {
    let sql = "SELECT 'it''s', x\nFROM a JOIN g.t USING (k)\nWHERE nope > 1"
    let result = translated(sql)
    for word in ["SELECT", "x\n", "JOIN", "USING", "nope", "> 1"] {
      let there = try #require(result.sql.range(of: word))
      let here = try #require(sql.range(of: word))
      let offset = result.sql.utf8.distance(from: result.sql.startIndex, to: there.lowerBound)
      #expect(
        result.offset(of: offset) == sql.utf8.distance(from: sql.startIndex, to: here.lowerBound)
      )
    }
    let table = try #require(result.sql.range(of: "q_3"))
    let offset = result.sql.utf8.distance(from: result.sql.startIndex, to: table.lowerBound)
    let place = try #require(sql.range(of: "g.t"))
    #expect(
      result.offset(of: offset) == sql.utf8.distance(from: sql.startIndex, to: place.lowerBound)
    )
  }
}
