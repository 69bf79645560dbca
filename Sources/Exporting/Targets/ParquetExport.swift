import Dispatch
import Engines
import Files
import Tables

/// Writing a table as Parquet, through DuckDB, which reads the batches as they are made.
enum ParquetExport {
  /// Writes one file.
  ///
  /// - Parameters:
  ///   - source: The rows.
  ///   - path: The file's final name.
  ///   - workers: How many threads make the rows, and how many write them.
  ///   - meter: Told of what is made.
  /// - Throws: `EngineError`, `SystemError`, what the source throws, or `CancellationError`.
  static func write(
    _ source: RowSource,
    to path: String,
    workers: Int,
    _ meter: ProgressMeter
  ) async throws {
    let file = try NewFile(path)
    let scan = try DuckDBScan(threads: workers, memoryLimit: "200MB")
    try await OrderedBatches.read(source, workers: workers) { batches in
      let counted = BatchSource(schema: batches.schema) {
        let batch = try batches.next()
        if let batch { meter.add(rows: batch.rowCount, bytes: 0, units: 0) }
        return batch
      }
      let sql = """
        COPY \(DuckDBScan.table) TO \(SQL.literal(.string(file.temporaryPath))) \
        (FORMAT parquet, COMPRESSION snappy, USE_TMP_FILE false)
        """
      try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { done in
          DispatchQueue(label: "quire.parquet").async {
            done.resume(with: Result { try scan.run(sql, over: counted) })
          }
        }
      } onCancel: {
        scan.interrupt()
      }
    }
    let size = try FileStamp(ofFile: file.temporaryPath).size
    meter.add(rows: 0, bytes: Int(size), units: source.units.count)
    try file.publish()
  }
}
