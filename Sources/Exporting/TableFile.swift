public import Diagnostics
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
    case parquet(ParquetTable)
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
    let table: ParquetTable?
    do throws(SystemError) {
      switch format {
      case .text(let format):
        let sink = try Export.sink(path ?? "")
        let bytes = ByteWriter(capacity: 1 << 20)
        format.appendHeader(schema, to: bytes)
        writing = .text(format, sink, bytes)
        return
      case .parquet:
        table = try ParquetTable(path ?? "", schema)
      }
    } catch { throw .cannotWrite(error) }
    guard let table else { throw .noParquetType(path ?? "") }
    writing = .parquet(table)
  }

  /// Appends rows of the file's schema.
  ///
  /// - Throws: `Diagnostic`; the file then never appears.
  public func append(_ batch: Batch) async throws {
    switch writing {
    case .text(let format, let sink, let bytes):
      format.appendRows(batch, firstRow: !hasRows, to: bytes)
      hasRows = hasRows || batch.rowCount > 0
      try write(sink, bytes)
    case .parquet(let table):
      try await told { try await table.append(batch) }
    }
  }

  /// Puts the file on the disk and gives it its name.
  ///
  /// - Throws: `Diagnostic`; a file of that name then stays as it was.
  public func finish() async throws {
    try await told {
      switch writing {
      case .text(let format, let sink, let bytes):
        format.appendFooter(to: bytes)
        try write(sink, bytes)
        if case .file(let file) = sink { try file.publish() }
      case .parquet(let table):
        try await table.finish()
      }
    }
  }

  private func told(_ body: () async throws -> Void) async throws {
    do { try await body() } catch let error as SystemError {
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
