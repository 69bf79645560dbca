import Engines
import Files
import Glibc
import Tables

/// Writing a table as Parquet, through DuckDB, which reads the batches as they are made.
///
/// The same batches give the same bytes, whatever the number of threads: DuckDB keeps their order
/// and puts whole batches together to row groups.
struct ParquetExport: Sendable {
  private let source: RowSource
  private let workers: Int
  private let meter: ProgressMeter

  /// - Parameters:
  ///   - source: The rows.
  ///   - workers: How many threads make the rows, and how many write them.
  ///   - meter: Told of what is made.
  init(_ source: RowSource, workers: Int, _ meter: ProgressMeter) {
    self.source = source
    self.workers = workers
    self.meter = meter
  }

  /// DuckDB's part of the memory; with the batches under way and the library the process stays below
  /// 300 MB.
  static let memoryLimit = "160MB"

  /// Writes one file, which has not its name yet.
  func written(to path: String) async throws -> NewFile {
    let file = try NewFile(path)
    try await copy(
      "FROM \(DuckDBScan.table)",
      to: file.temporaryPath,
      "USE_TMP_FILE false",
      threads: workers
    )
    meter.add(rows: 0, bytes: try Self.size(file.temporaryPath), units: 0)
    try file.finish()
    return file
  }

  /// Writes a file for each day, `dt=2024-01-31/NAME`, and puts them on the disk.
  func write(in folder: String, by key: PartitionKey, name: String) async throws {
    let column = SQL.quote(path: key.column.split(separator: ".").map(String.init))
    let day = SQL.quote(identifier: key.name)
    // One thread, for several write rows as they come. Files stay open: closed ones would go on under
    // another name.
    try await copy(
      "SELECT *, CAST(\(column) AS DATE) AS \(day) FROM \(DuckDBScan.table)",
      to: folder,
      "PARTITION_BY (\(day)), FILENAME_PATTERN 'part'",
      threads: 1,
      settings: [
        "partitioned_write_max_open_files = 1000000", "partitioned_write_flush_threshold = 1000000",
      ]
    )
    for partition in try FileSystem.names(inFolder: folder) {
      let partition = folder + "/" + partition
      for written in try FileSystem.names(inFolder: partition) {
        try FileSystem.rename(partition + "/" + written, to: partition + "/" + name)
      }
      try OpenFile(partition + "/" + name, O_RDONLY, action: "write").synchronise()
      meter.add(rows: 0, bytes: try Self.size(partition + "/" + name), units: 0)
      try FileSystem.synchronise(folder: partition)
    }
  }

  private static func size(_ path: String) throws(SystemError) -> Int {
    Int(try FileStamp(ofFile: path).size)
  }

  private func copy(
    _ query: String,
    to path: String,
    _ options: String,
    threads: Int,
    settings: [String] = []
  ) async throws {
    let scan = try DuckDBScan(
      threads: threads,
      memoryLimit: Self.memoryLimit,
      settings: settings
    )
    let sql = """
      COPY (\(query)) TO \(SQL.literal(.string(path))) \
      (FORMAT parquet, COMPRESSION snappy, \(options))
      """
    try await OrderedBatches.read(source, workers: workers) { [meter] rows, units in
      meter.add(rows: rows, bytes: 0, units: units)
    } _: { batches in
      try await withTaskCancellationHandler {
        try await OffPool.run("parquet") { try scan.run(sql, over: batches) }
      } onCancel: {
        scan.interrupt()
      }
    }
  }
}
