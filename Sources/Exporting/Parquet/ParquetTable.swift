import Diagnostics
public import Files
import Glibc
public import Tables

/// A Parquet file of rows that come one batch after the other; row groups are encoded side by side.
///
/// The same batches make the same bytes on any machine. It appears under its name when it is finished.
/// One task writes it.
public final class ParquetTable {
  private let path: String
  private let file: ParquetFile
  private let schema: ParquetSchema
  private var cutter = RowGroupCutter()
  private var encoding: [Task<RowGroup, any Error>] = []

  /// How many row groups are encoded at a time: each takes some tens of megabytes.
  private static let limit = min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), 8)

  /// Begins a file; nil when a column is of a type that has no place here: a decimal, a length of time, a
  /// map, a dictionary.
  ///
  /// - Parameters:
  ///   - path: The file's name.
  ///   - schema: Of all batches.
  /// - Throws: `SystemError`.
  public init?(_ path: String, _ schema: Schema) throws(SystemError) {
    guard let schema = ParquetSchema(schema) else { return nil }
    self.schema = schema
    self.path = path
    file = try ParquetFile(path, schema)
  }

  deinit { for task in encoding { task.cancel() } }

  /// Appends rows of the file's schema.
  ///
  /// - Throws: `SystemError`, or `Diagnostic` for a value of two gigabytes; the file never appears.
  public func append(_ batch: Batch) async throws {
    for rows in cutter.add(batch) { try await encode(rows) }
  }

  /// Writes what is left, puts the file on the disk and gives it its name.
  ///
  /// - Throws: As `append`; a file of that name then stays as it was.
  public func finish() async throws {
    if let rows = cutter.rest() { try await encode(rows) }
    while !encoding.isEmpty { try await writeFirst() }
    _ = try file.finish()
    try file.publish()
  }

  private func encode(_ rows: [Batch]) async throws {
    if encoding.count >= Self.limit { try await writeFirst() }
    let schema = schema
    encoding.append(Task { try RowGroup(rows, schema) })
  }

  private func writeFirst() async throws {
    do {
      let group = try await encoding.removeFirst().value
      try file.write(group, at: file.place(group))
    } catch is PageTooLarge {
      throw Diagnostic.pageTooLarge(path)
    }
  }
}
