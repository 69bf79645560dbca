import Engines
import Files
import Glibc
import Tables

/// Writing a table as Parquet.
///
/// One file is encoded here, a row group by each thread. Folders by day, and types that
/// `ParquetSchema` has no place for, go through DuckDB, which reads the batches as they are made. The
/// same batches give the same bytes, whatever the number of threads.
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

  /// Writes one file; what is returned gives it its name.
  func written(to path: String) async throws -> @Sendable () throws -> Void {
    if let schema = ParquetSchema(source.schema) {
      let file = try ParquetFile(path, schema)
      try await write(file, schema)
      meter.add(rows: 0, bytes: try file.finish(), units: 0)
      return { try file.publish() }
    }
    let file = try NewFile(path)
    try await copy(
      "FROM \(DuckDBScan.table)",
      to: file.temporaryPath,
      "USE_TMP_FILE false",
      threads: workers
    )
    meter.add(rows: 0, bytes: try Self.size(file.temporaryPath), units: 0)
    try file.finish()
    return { try file.publish() }
  }

  /// Makes as many blocks for each row group as the first one says to be enough.
  private func write(_ file: ParquetFile, _ schema: ParquetSchema) async throws {
    let blocksInGroup = try blocksInGroup()
    let blockCount = source.blockCount
    let turns = Turns(count: (blockCount + blocksInGroup - 1) / blocksInGroup)
    try await Workers.run(workers, turns) { [self] in
      { number in
        let first = number * blocksInGroup
        var cutter = RowGroupCutter()
        var groups: [RowGroup] = []
        for block in first..<min(blockCount, first + blocksInGroup) {
          try turns.goOn()
          let batch = try source.block(block)
          for rows in batch.map({ cutter.add($0) }) ?? [] {
            groups.append(try RowGroup(rows, schema))
          }
          let units = source.units(inBlock: block).count
          meter.add(rows: batch?.rowCount ?? 0, bytes: 0, units: units)
        }
        if let rows = cutter.rest() { groups.append(try RowGroup(rows, schema)) }
        let starts = try turns.inTurn(number) { groups.map { file.place($0) } }
        for (group, start) in zip(groups, starts) { try file.write(group, at: start) }
      }
    }
  }

  private func blocksInGroup() throws -> Int {
    guard let batch = try source.block(0), batch.rowCount > 0 else { return 16 }
    let byRows = RowGroup.rows / batch.rowCount
    return max(1, min(byRows, RowGroup.bytes / max(1, batch.byteCount)))
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
