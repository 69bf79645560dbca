import Cloud
import Diagnostics
import Pipeline
import Testing

@testable import Reporting

/// What Athena is told of tables over S3.
@Suite struct ExternalTableTests {
  private static let source = Spanned(
    "school.actions",
    at: SourceFile(name: "t.md", text: "school.actions").span(0..<14)
  )
  private static let folder = S3Location(bucket: "lake", key: "actions/")

  private static func table(
    _ columns: [(String, String)],
    _ partitions: [String] = [],
    database: String? = "school"
  ) throws -> ExternalTable {
    try ExternalTable(
      database: database,
      name: "actions",
      columns.map { Output.Column($0.0, $0.1) },
      partitionedBy: partitions,
      location: folder,
      of: source
    )
  }

  @Test func `a table of columns, partitions, place and properties`() throws {
    var table = try Self.table(
      [
        ("dt", "DATE"), ("id", "BIGINT"), ("grade", "UINTEGER"), ("price", "DECIMAL(12,2)"),
        ("tags", "VARCHAR[]"), ("odd`name", "VARCHAR"),
      ],
      ["grade", "dt"]
    )
    table.properties = ["quire.set": "s3://lake/actions/", "b": "it's"]
    #expect(
      table.creation
        == "CREATE EXTERNAL TABLE IF NOT EXISTS `school`.`actions` "
        + "(`id` bigint, `price` decimal(12,2), `tags` array<string>, `odd``name` string)"
        + " PARTITIONED BY (`grade` bigint, `dt` date)"
        + " STORED AS PARQUET LOCATION 's3://lake/actions/'"
        + #" TBLPROPERTIES ('b' = 'it\'s', 'quire.set' = 's3://lake/actions/')"#
    )
    #expect(table.removal == "DROP TABLE IF EXISTS `school`.`actions`")
  }

  @Test func `a table without partitions, in the session's database`() throws {
    let table = try Self.table([("id", "INTEGER")], database: nil)
    #expect(
      table.creation
        == "CREATE EXTERNAL TABLE IF NOT EXISTS `actions` (`id` int)"
        + " STORED AS PARQUET LOCATION 's3://lake/actions/'"
    )
    #expect(table.additions([]) == [])
  }

  @Test func `partitions are told with their values and folders`() throws {
    let table = try Self.table(
      [
        ("id", "BIGINT"), ("dt", "DATE"), ("grade", "INTEGER"), ("place", "VARCHAR"),
        ("on", "BOOLEAN"),
      ],
      ["dt", "grade", "place", "on"]
    )
    let partition = ExternalTable.Partition(
      values: ["2022-03-01", "-7", #"We'st\"#, "true"],
      folder: S3Location(
        bucket: "lake",
        key: "actions/dt=2022-03-01/grade=-7/place=We%27st/on=true/"
      )
    )
    #expect(
      table.additions([partition]) == [
        "ALTER TABLE `school`.`actions` ADD IF NOT EXISTS"
          + #" PARTITION (`dt` = '2022-03-01', `grade` = -7, `place` = 'We\'st\\', `on` = true)"#
          + " LOCATION 's3://lake/actions/dt=2022-03-01/grade=-7/place=We%27st/on=true/'"
      ]
    )
  }

  @Test func `many partitions are told in several statements, each within Athena's limit`() throws {
    let table = try Self.table([("id", "BIGINT"), ("n", "VARCHAR")], ["n"])
    func partitions(_ count: Int, _ filler: String) -> [ExternalTable.Partition] {
      (0..<count).map {
        .init(
          values: ["\(filler)\($0)"],
          folder: Self.folder.appending("n=\(filler)\($0)").asFolder
        )
      }
    }
    let few = table.additions(partitions(600, ""))
    #expect(few.count == 3)
    #expect(few.map { $0.split(separator: " PARTITION (").count - 1 } == [250, 250, 100])
    #expect(
      few.allSatisfy { $0.hasPrefix("ALTER TABLE `school`.`actions` ADD IF NOT EXISTS PARTITION") }
    )
    let long = table.additions(partitions(250, String(repeating: "x", count: 900)))
    #expect(long.count == 3)
    #expect(long.allSatisfy { $0.utf8.count <= 200_000 })
  }

  @Test(arguments: [
    "UBIGINT", "UINTEGER", "TIME", "INTERVAL", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_NS",
  ])
  func `a column that would come back changed is refused`(type: String) {
    let error = #expect(throws: Diagnostic.self) { try Self.table([("a", type)]) }
    #expect(error?.message == "Athena has no type for column 'a' of 'school.actions' (\(type))")
    #expect(error?.hint == "cast it in a query before this one")
  }

  @Test func `names that differ in capitals alone are refused`() {
    let error = #expect(throws: Diagnostic.self) {
      try Self.table([("User", "BIGINT"), ("user", "BIGINT")])
    }
    #expect(
      error?.message
        == "'school.actions' has two columns 'user' for Athena, which knows no capitals"
    )
  }

  @Test func `null in a folder is known of texts alone`() throws {
    let none = ExternalTable.Partition(values: [nil], folder: Self.folder)
    let texts = try Self.table([("id", "BIGINT"), ("place", "VARCHAR")], ["place"])
    #expect(try texts.refusingNulls(in: [none], of: Self.source) == texts)
    #expect(texts.additions([none])[0].contains("(`place` = '__HIVE_DEFAULT_PARTITION__')"))
    let days = try Self.table([("id", "BIGINT"), ("dt", "DATE")], ["dt"])
    let error = #expect(throws: Diagnostic.self) {
      try days.refusingNulls(in: [none], of: Self.source)
    }
    #expect(
      error?.message
        == "'dt' is null in a folder of 'school.actions', and Athena knows that of texts alone"
    )
  }
}
