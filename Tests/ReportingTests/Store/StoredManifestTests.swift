import Pipeline
import Testing

@testable import Reporting

/// What a manifest tells, and manifests of before that told less.
@Suite struct StoredManifestTests {
  private static func manifest(_ names: [String], _ columns: [(String, String)]?) -> StoredManifest
  {
    var made = StoredManifest(
      names.map { .init(path: $0, rows: 1, bytes: 10, sha256: "00") },
      format: "parquet"
    )
    made.columns = columns?.map { Output.Column($0.0, $0.1) }
    return made
  }

  @Test func `one without columns reads as before and is the same set`() throws {
    let old = #"""
      {"files": [{"bytes": 10, "path": "a.parquet", "rows": 1, "sha256": "00"}],
       "format": "parquet", "partitionBy": [], "quire": 1}
      """#
    let read = try #require(StoredManifest(Array(old.utf8)))
    #expect(read.columns == nil)
    let new = Self.manifest(["a.parquet"], [("id", "BIGINT")])
    #expect(read != new)
    #expect(read.isSameSet(as: new) && new.isSameSet(as: read))
    #expect(!read.isSameSet(as: Self.manifest(["b.parquet"], [("id", "BIGINT")])))
    #expect(!new.isSameSet(as: Self.manifest(["a.parquet"], [("id", "INTEGER")])))
    #expect(StoredManifest(new.bytes) == new)
  }

  @Test func `a set that grows keeps files whose names differ in how a letter is composed`() {
    let old = Self.manifest(["k=\u{E9}/a"], nil)
    let more = Self.manifest(["k=e\u{301}/a"], nil).appended(to: old)
    #expect(more.files.map { Array($0.path.utf8).count } == [6, 7])
  }

  @Test func `a set that grows tells the columns of all its files`() {
    let old = Self.manifest(["a", "b"], [("id", "BIGINT"), ("x", "DATE")])
    let more = Self.manifest(["b", "c"], [("ID", "BIGINT"), ("y", "VARCHAR")]).appended(to: old)
    #expect(more.files.map(\.path) == ["a", "b", "c"])
    #expect(more.columns?.map(\.name) == ["id", "x", "y"])
    #expect(Self.manifest(["c"], nil).appended(to: old).columns == nil)
    #expect(old.appended(to: Self.manifest(["z"], nil)).columns == nil)
    let other = Self.manifest(["c"], [("X", "VARCHAR")])
    #expect(other.appended(to: old).columns == nil)
    #expect(other.conflict(with: old)?.column.name == "X")
    #expect(other.conflict(with: old)?.before == "DATE")
    #expect(more.conflict(with: old) == nil)
  }
}
