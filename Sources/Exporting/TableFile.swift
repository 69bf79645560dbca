public import Diagnostics
import Engines
import Files
public import Tables

/// A file of rows that come one batch after the other, with nothing known of how many there will be.
///
///     let file = try TableFile("rows.parquet", .parquet, schema)
///     try file.append(batch)
///     try await file.finish()
///
/// It appears under its name when it is finished, whole and on the disk, or not at all. One task writes it.
public final class TableFile {
  private enum Writing {
    case text(any RowFormat, TextPart.Sink, ByteWriter)
    case parquet(BatchBelt, NewFile, Task<Void, any Error>)
  }

  private let writing: Writing
  private var hasRows = false
  private var offset = 0

  /// - Parameters:
  ///   - path: The file's name; nil for text on the standard output.
  ///   - format: What the rows become.
  ///   - schema: Of all batches.
  /// - Throws: `Diagnostic`, when the file cannot be begun.
  public init(_ path: String?, _ format: ExportFormat, _ schema: Schema) throws(Diagnostic) {
    do throws(SystemError) {
      switch format {
      case .text(let format):
        let sink = try Export.sink(path ?? "")
        let bytes = ByteWriter(capacity: 1 << 20)
        format.appendHeader(schema, to: bytes)
        writing = .text(format, sink, bytes)
      case .parquet:
        let file = try NewFile(path ?? "")
        let belt = BatchBelt(capacity: 4)
        let source = BatchSource(schema: schema) { try belt.next() }
        writing = .parquet(belt, file, Self.scanning(source, belt, to: file.temporaryPath))
      }
    } catch { throw .cannotWrite(error) }
  }

  private static func scanning(
    _ source: BatchSource,
    _ belt: BatchBelt,
    to path: String
  ) -> Task<Void, any Error> {
    Task {
      do {
        let scan = try DuckDBScan(threads: 2, memoryLimit: ParquetExport.memoryLimit)
        let sql = """
          COPY (FROM \(DuckDBScan.table)) TO \(SQL.literal(.string(path))) \
          (FORMAT parquet, COMPRESSION snappy, USE_TMP_FILE false)
          """
        try await OffPool.run("parquet") { try scan.run(sql, over: source) }
        belt.end()
      } catch {
        // Whoever puts a batch on must not wait for room for ever.
        belt.end(error)
        throw error
      }
    }
  }

  deinit { if case .parquet(let belt, _, _) = writing { belt.end(CancellationError()) } }

  /// Appends rows of the file's schema.
  ///
  /// - Throws: `Diagnostic` or `EngineError`; the file then never appears.
  public func append(_ batch: Batch) async throws {
    switch writing {
    case .text(let format, let sink, let bytes):
      format.appendRows(batch, firstRow: !hasRows, to: bytes)
      hasRows = hasRows || batch.rowCount > 0
      try write(sink, bytes)
    case .parquet(let belt, _, let scanning):
      guard batch.rowCount > 0 else { return }
      do { try await OffPool.run("parquet") { try belt.put(batch) } } catch {
        // Why nobody reads is what matters.
        try await scanning.value
        throw error
      }
    }
  }

  /// Puts the file on the disk and gives it its name.
  ///
  /// - Throws: `Diagnostic` or `EngineError`; a file of that name then stays as it was.
  public func finish() async throws {
    do {
      switch writing {
      case .text(let format, let sink, let bytes):
        format.appendFooter(to: bytes)
        try write(sink, bytes)
        if case .file(let file) = sink { try file.publish() }
      case .parquet(let belt, let file, let scanning):
        belt.end()
        try await scanning.value
        try file.publish()
      }
    } catch let error as SystemError {
      throw Diagnostic.cannotWrite(error)
    }
  }

  private func write(_ sink: TextPart.Sink, _ bytes: ByteWriter) throws(Diagnostic) {
    do throws(SystemError) {
      switch sink {
      case .file(let file):
        try bytes.withUnsafeBytes { (text) throws(SystemError) in
          try file.write(text, at: offset)
        }
        file.startWriteBack(offset: offset, count: bytes.count)
        offset += bytes.count
      case .stream(let file):
        try bytes.withUnsafeBytes { (text) throws(SystemError) in try file.write(text) }
      }
    } catch { throw .cannotWrite(error) }
    bytes.removeAll()
  }
}
