import Testing

@testable import Reporting

/// Where a query reads objects by itself.
@Suite struct ObjectReferenceTests {
  private static func text(_ sql: String, _ range: Range<Int>) -> String {
    String(decoding: Array(sql.utf8)[range], as: UTF8.self)
  }

  @Test func `a path in place of a table`() throws {
    let sql = "SELECT 's3://no', a.x FROM 's3://lake/it''s' AS a JOIN \"b\" USING (x)"
    let found = ObjectReference.of(sql)
    let only = try #require(found.first)
    #expect(found.count == 1)
    #expect(Self.text(sql, only.range) == "'s3://lake/it''s'")
    #expect(only.paths?.map(\.text) == ["s3://lake/it's"])
    #expect(only.function == nil && only.options == [:])
  }

  @Test(
    arguments: [
      ("read_parquet('s3://a')", ["s3://a"], [:]),
      ("parquet_scan(['s3://a', 's3://b'])", ["s3://a", "s3://b"], [:]),
      (
        "READ_PARQUET('s3://a', Hive_Partitioning = true, union_by_name := 1)", ["s3://a"],
        ["hive_partitioning": "true", "union_by_name": "1"]
      ),
    ] as [(String, [String], [String: String])]
  )
  func `a call with its options`(_ call: String, _ paths: [String], _ options: [String: String])
    throws
  {
    let sql = "SELECT * FROM \(call) AS t WHERE f(x)"
    let only = try #require(ObjectReference.of(sql).first)
    #expect(Self.text(sql, only.range) == call)
    #expect(only.function == call.split(separator: "(")[0].lowercased())
    #expect(only.paths?.map(\.text) == paths)
    #expect(only.options == options)
  }

  @Test(arguments: [
    "read_parquet('s3://' || x)", "read_parquet(['s3://a', y])", "read_parquet(p, a = f(1, (2)))",
  ])
  func `a path that is worked out is none`(_ call: String) throws {
    let sql = "SELECT * FROM \(call) WHERE y"
    let only = try #require(ObjectReference.of(sql).first)
    #expect(only.paths == nil)
    #expect(Self.text(sql, only.range) == call)
  }

  @Test(arguments: ["read_parquet('s3://a', columns = ['b', 'c'])", "read_parquet('s3://a', f(x))"])
  func `options that are more than a word are told to be so`(_ call: String) throws {
    let sql = "SELECT * FROM \(call) WHERE y"
    let only = try #require(ObjectReference.of(sql).first)
    #expect(only.options == nil)
    #expect(only.paths?.map(\.text) == ["s3://a"])
    #expect(Self.text(sql, only.range) == call)
  }
}
