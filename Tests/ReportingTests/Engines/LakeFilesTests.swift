import Cloud
import Testing

@testable import Reporting

/// Where files in S3 lie, and what their folders say.
@Suite struct LakeFilesTests {
  private static func files(_ keys: [String], partitions: Bool? = nil) -> LakeFiles? {
    LakeFiles(keys.map { S3Location(bucket: "lake", key: $0) }, partitions: partitions)
  }

  private static func objects(_ keys: [String], bytes: Int64 = 9) -> [S3Object] {
    keys.map {
      S3Object(location: S3Location(bucket: "lake", key: $0), etag: "e", byteCount: bytes)
    }
  }

  @Test func `folders become partitions, each once`() throws {
    let files = try #require(
      Self.files([
        "study/dt=2025-01-01/place=a%2Fb/1.parquet", "study/dt=2025-01-01/place=a%2Fb/2.parquet",
        "study/dt=2025-01-02/place=__HIVE_DEFAULT_PARTITION__/1.parquet",
      ])
    )
    #expect(files.location.description == "s3://lake/study/")
    #expect(files.partitionNames == ["dt", "place"])
    #expect(files.partitions.map(\.values) == [["2025-01-01", "a/b"], ["2025-01-02", nil]])
    #expect(
      files.partitions[0].folder.description == "s3://lake/study/dt=2025-01-01/place=a%2Fb/"
    )
  }

  @Test func `a folder above the others says a column too, as for the embedded engine`() throws {
    let files = try #require(Self.files(["team=x/study/1.parquet", "team=x/study/2.parquet"]))
    #expect(files.location.description == "s3://lake/")
    #expect(files.partitions.map(\.folder.key) == ["team=x/"])
  }

  @Test func `folders that say different things say nothing, unless they have to`() throws {
    let keys = ["study/dt=1/a.parquet", "study/b.parquet"]
    let files = try #require(Self.files(keys))
    #expect(files.partitionNames == [] && files.partitions == [])
    #expect(files.location.key == "study/")
    #expect(Self.files(keys, partitions: true) == nil)
    #expect(Self.files(["study/b.parquet"], partitions: true) == nil)
    #expect(Self.files([]) == nil)
    let plain = try #require(Self.files(["study/dt=1/a.parquet"], partitions: false))
    #expect(plain.location.key == "study/dt=1/" && plain.partitions == [])
  }

  @Test func `what Athena would read too is found, what it passes over is not`() throws {
    let whole = ["study/dt=1/a.parquet", "study/dt=2/b.parquet"]
    let hidden = ["study/_manifest.json", "study/dt=1/.a.crc", "study/_old/dt=1/a.parquet"]
    let both = try #require(Self.files(whole))
    let marker = Self.objects(["study/dt=1/"], bytes: 0)
    #expect(both.stranger(in: Self.objects(whole + hidden) + marker) == nil)
    // A folder beside those that are meant is no partition of the table.
    let one = try #require(Self.files([whole[0]]))
    #expect(one.stranger(in: Self.objects(whole)) == nil)
    let others = ["study/dt=1/z.parquet", "study/dt=1/deep/y.parquet"]
    #expect(one.stranger(in: Self.objects(whole + others)) == "study/dt=1/deep/y.parquet")
    let undivided = try #require(Self.files(["study/a.parquet"]))
    let csv = Self.objects(["study/a.parquet", "study/b.csv"])
    #expect(undivided.stranger(in: csv) == "study/b.csv")
  }
}
