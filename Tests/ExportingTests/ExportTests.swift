import Diagnostics
import Engines
import Exporting
import Files
import Foundation
import Glibc
import Tables
import Testing

struct ExportTests {
  private func run(
    _ source: RowSource,
    _ format: ExportFormat,
    _ target: ExportTarget,
    workers: Int = 2
  ) async throws -> ExportProgress {
    try await Export(source, as: format, to: target, workers: workers).run()
  }

  private static let units = 3_000
  private static let (workers, blocks) = ([1, 2, 7], [1, 50, 4_000])
  private static let isParquet = [false, true]
  private static let endings = ["csv", "json", "parquet"]

  /// The file as one thread makes it in one piece.
  private func whole(_ format: any RowFormat) -> [UInt8] {
    let batch = Visits.batch(0..<Self.units)
    return Array(format.text(Table(schema: batch.schema, batches: [batch])).utf8)
  }

  @Test(arguments: Self.workers, Self.blocks)
  func `any number of threads and any blocks give the same bytes`(
    workers: Int,
    inBlock: Int
  ) async throws {
    let formats: [any RowFormat] = [CSVFormat(), JSONLinesFormat(), JSONArrayFormat()]
    for format in formats {
      let folder = try Folder()
      let source = Visits.source(Self.units, inBlock: inBlock)
      let done = try await run(
        source,
        .text(format),
        .file(folder.path + "/visits"),
        workers: workers
      )
      #expect(try folder.bytes("visits") == whole(format))
      #expect(done.rowCount == 4_500)
      #expect(done.unitCount == Self.units)
      #expect(done.byteCount == whole(format).count)
      #expect(try folder.files().count == 1)
    }
  }

  @Test(arguments: Self.workers)
  func `parts and shards joined are the whole`(workers: Int) async throws {
    let (whole, parts) = (try Folder(), try Folder())
    let source = Visits.source(Self.units, inBlock: 40)
    let format = ExportFormat.text(JSONLinesFormat())
    _ = try await run(
      source,
      format,
      .parts(folder: whole.path, count: 5),
      workers: workers
    )
    for index in 0..<5 {
      _ = try await run(source, format, .part(folder: parts.path, index: index, count: 5))
    }
    let files = try whole.files()
    #expect(try parts.files() == files)
    #expect(files.keys.sorted().first == "part-00001-of-00005.jsonl")
    let joined = files.sorted { $0.key < $1.key }.flatMap(\.value)
    #expect(joined == self.whole(JSONLinesFormat()))
  }

  @Test func `more parts than units leaves parts without rows`() async throws {
    let folder = try Folder()
    let source = Visits.source(2, inBlock: 10)
    _ = try await run(source, .text(CSVFormat()), .parts(folder: folder.path, count: 3))
    #expect(try folder.text("part-00001-of-00003.csv") == "unit,name,visit.at,visit.amount\n")
    #expect(try folder.files().count == 3)
  }

  @Test(arguments: Self.endings)
  func `folders by day hold each row once, in order`(ending: String) async throws {
    let source = Visits.source(Self.units, inBlock: 100)
    let key = PartitionKey(name: "dt", column: "visit.at")
    let format: ExportFormat =
      switch ending {
      case "csv": .text(CSVFormat())
      case "json": .text(JSONArrayFormat())
      default: .parquet
      }
    var results: [[String: [UInt8]]] = []
    for workers in Self.workers {
      let folder = try Folder()
      let target = ExportTarget.partitions(folder: folder.path + "/visits", key, shard: nil)
      _ = try await run(source, format, target, workers: workers)
      results.append(try folder.files())
      guard workers == 7 else { continue }
      let path = SQL.literal(.string(folder.path + "/visits/*/*"))
      let at = ending == "csv" ? "\"visit.at\"" : "visit.at::TIMESTAMP"
      let engine = try Engine.duckDB(EngineOptions(threads: 1))
      let rows = try await engine.connect().table(
        """
        SELECT count(*), count(DISTINCT dt), count(*) FILTER (WHERE \(at)::DATE <> dt),
          count(*) FILTER (WHERE unit < before)
        FROM (SELECT *, lag(unit) OVER (PARTITION BY filename ORDER BY place) AS before
          FROM (SELECT *, row_number() OVER () AS place FROM
          read_\(ending)(\(path), hive_partitioning = true, filename = true)))
        """
      )
      let days = Set(
        (0..<Self.units).flatMap { unit in
          (0..<(unit % 4)).map { (unit * 977 + $0 * 100_000) / 86_400 }
        }
      )
      #expect(
        rows.row(0).values == [.int(4_500), .int(Int64(days.count)), .int(0), .int(0)]
      )
    }
    #expect(results[0] == results[1] && results[1] == results[2])
    let name = "visits/dt=1970-01-01/part-00001-of-00001.\(ending)"
    #expect(results[0][name] != nil)
  }

  @Test func `folders by day are replaced, but nothing else is`() async throws {
    let folder = try Folder()
    let source = Visits.source(100, inBlock: 10)
    let key = PartitionKey(name: "dt", column: "visit.at")
    let target = ExportTarget.partitions(folder: folder.path + "/visits", key, shard: nil)
    _ = try await run(source, .text(CSVFormat()), target)
    let first = try folder.files()
    _ = try await run(source, .text(CSVFormat()), target)
    #expect(try folder.files() == first)
    _ = try await run(source, .text(CSVFormat()), .file(folder.path + "/visits/mine.csv"))
    let error = await #expect(throws: Diagnostic.self) {
      try await run(source, .text(CSVFormat()), target)
    }
    #expect(error?.message == "cannot write '\(folder.path)/visits': directory not empty")
    #expect(try folder.files().count == first.count + 1)
  }

  @Test func `Parquet has all rows in order, and the same bytes each time`() async throws {
    let source = Visits.source(20_000, inBlock: 333)
    let folder = try Folder()
    for (name, workers) in [("a", 1), ("b", 2), ("c", 7)] {
      _ = try await run(
        source,
        .parquet,
        .file(folder.path + "/\(name).parquet"),
        workers: workers
      )
    }
    let files = try folder.files()
    #expect(files.count == 3)
    #expect(files["a.parquet"] == files["b.parquet"] && files["a.parquet"] == files["c.parquet"])
    let path = SQL.literal(.string(folder.path + "/a.parquet"))
    let read = try await Engine.duckDB().connect().table("FROM read_parquet(\(path))")
    #expect(read == Table(schema: read.schema, batches: [Visits.batch(0..<20_000)]))
  }

  @Test(arguments: Self.isParquet)
  func `a row that cannot be made leaves nothing behind`(isParquet: Bool) async throws {
    let folder = try Folder()
    let problem = Diagnostic(.error, "bad-row", "unit 2500 cannot be made", at: nil)
    let source = Visits.source(Self.units, inBlock: 40) { (units) throws(Diagnostic) in
      if units.contains(2_500) { throw problem }
      return Visits.batch(units)
    }
    let format: ExportFormat = isParquet ? .parquet : .text(CSVFormat())
    let key = PartitionKey(name: "dt", column: "visit.at")
    let targets: [ExportTarget] = [
      .file(folder.path + "/visits"), .parts(folder: folder.path + "/parts", count: 4),
      .partitions(folder: folder.path + "/days", key, shard: nil),
    ]
    for target in targets {
      let error = await #expect(throws: Diagnostic.self) { try await run(source, format, target) }
      #expect(error == problem)
    }
    #expect(try folder.files().isEmpty)
  }

  @Test func `a full device and a folder in the way are errors with hints`() async throws {
    let source = Visits.source(Self.units, inBlock: 40)
    let full = await #expect(throws: Diagnostic.self) {
      try await run(source, .text(CSVFormat()), .file("/dev/full"))
    }
    #expect(full?.message == "cannot write '/dev/full': no space left on device")
    #expect(full?.hint == "make room on the disk")
    let folder = try Folder()
    for format in [ExportFormat.text(CSVFormat()), .parquet] {
      let error = await #expect(throws: Diagnostic.self) {
        try await run(source, format, .file(folder.path))
      }
      #expect(error?.message == "cannot write '\(folder.path)': is a directory")
    }
  }

  @Test(arguments: Self.isParquet)
  func `cancelling stops and leaves nothing behind`(isParquet: Bool) async throws {
    let folder = try Folder()
    let source = Visits.source(1_000_000_000, inBlock: 100)
    let format: ExportFormat = isParquet ? .parquet : .text(CSVFormat())
    let task = Task { try await run(source, format, .file(folder.path + "/visits")) }
    while try folder.files().isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try folder.files().isEmpty)
  }

  @Test func `a pipe gets the bytes in order`() async throws {
    let folder = try Folder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let reader = Task { try await OffPool.run("reader") { try FileSystem.contents(of: pipe) } }
    _ = try await run(
      Visits.source(Self.units, inBlock: 7),
      .text(JSONArrayFormat()),
      .file(pipe),
      workers: 7
    )
    #expect(try await reader.value == whole(JSONArrayFormat()))
  }
}
