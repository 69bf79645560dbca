import Diagnostics
import Engines
import Exporting
import Files
import Foundation
import Glibc
import Pipeline
import Tables

/// Writes a table as files into a folder of its own, from which a target takes them.
///
/// Files of a set have names by their contents, so that a name never stands for two different files: whoever
/// reads while a set is replaced finds a file as it was listed, or misses it, but never a mixture. The
/// same rows give the same bytes and names. Memory does not grow with the table nor with the partitions.
struct FileSet: Sendable {
  let data: String
  let options: StoredFileOptions
  let context: StepContext

  /// The most folders that a set may have.
  static let partitionLimit = 10_000

  private var source: String { SQL.quote(path: data.tablePath) }

  /// Writes the files below `folder`, which is there, and puts them on the disk.
  ///
  /// A single file (`options.isFolder` is false) has an empty path in the account and lies at
  /// `folder/` + `Self.singleName`.
  ///
  /// - Throws: `Diagnostic`, `SystemError` or `EngineError`.
  func write(in folder: String) async throws -> (files: [StoredFile], schema: Schema) {
    let schema = try await context.query("FROM \(source) LIMIT 0").schema
    if let complaint = options.complaints(about: schema).first { throw complaint }
    if options.format == .lines { try await refuseBrokenLines(schema) }
    let account = options.accountSchema(of: schema)
    if options.partitionBy.isEmpty {
      let count = context.input(data)?.rowCount ?? 0
      let whole = Partition(values: [], names: [], rowCount: count)
      var file = try await write(whole, "FROM \(source)", in: folder)
      if !options.isFolder {
        try FileSystem.rename("\(folder)/\(file.path)", to: "\(folder)/\(Self.singleName)")
        file.path = ""
      }
      context.report(done: count, of: count)
      return ([file], account)
    }
    return (try await writePartitions(in: folder), account)
  }

  /// What the one file is called until the target gives it its name.
  static let singleName = "whole"

  // MARK: Partitions

  private struct Partition: Sendable {
    let values: [Value]
    /// The names of its folders, one in the other.
    let names: [String]
    let rowCount: Int
  }

  /// Sorts the rows by partition into a file of its own, in which each partition is found at once.
  private func writePartitions(in folder: String) async throws -> [StoredFile] {
    let partitions = try await partitions()
    if partitions.isEmpty { return [] }
    let columns = options.partitionBy.map { SQL.quote(identifier: $0.value) }
    let sorted = context.temporaryPath(".parquet")
    defer { FileSystem.remove(sorted) }
    // Rows of one partition keep their order.
    let place = SQL.quote(identifier: "quire place \(UInt32.random(in: .min ... .max))")
    let order = (columns + [place]).joined(separator: ", ")
    try await run(
      """
      COPY (SELECT * EXCLUDE (\(place)) FROM (SELECT *, row_number() OVER () AS \(place) \
      FROM \(source)) ORDER BY \(order)) \
      TO \(SQL.literal(.string(sorted))) \
      (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 30720, USE_TMP_FILE false)
      """
    )
    let total = partitions.reduce(0) { $0 + $1.rowCount }
    var files = [StoredFile?](repeating: nil, count: partitions.count)
    var done = 0
    try await withThrowingTaskGroup(of: (Int, StoredFile).self) { group in
      for (index, partition) in partitions.enumerated() {
        if index >= context.workerCount, let (number, file) = try await group.next() {
          files[number] = file
          done += file.rowCount
          context.report(done: done, of: total)
        }
        let conditions = zip(columns, partition.values).map { column, value in
          value == .null ? "\(column) IS NULL" : "\(column) = \(SQL.literal(value))"
        }
        let rows =
          "SELECT * EXCLUDE (\(columns.joined(separator: ", "))) "
          + "FROM read_parquet(\(SQL.literal(.string(sorted)))) "
          + "WHERE \(conditions.joined(separator: " AND "))"
        group.addTask { (index, try await write(partition, rows, in: folder)) }
      }
      for try await (number, file) in group { files[number] = file }
    }
    context.report(done: total, of: total)
    return files.compactMap(\.self)
  }

  /// The partitions with their numbers of rows, in the order of their values.
  private func partitions() async throws -> [Partition] {
    let columns = options.partitionBy.map { SQL.quote(identifier: $0.value) }
    let list = columns.joined(separator: ", ")
    let texts = columns.map { "CAST(\($0) AS VARCHAR)" }.joined(separator: ", ")
    let rows = try await context.query(
      "SELECT \(list), \(texts), count(*) FROM \(source) GROUP BY \(list) ORDER BY \(list)"
    )
    var partitions: [Partition] = []
    let width = columns.count
    for try await batch in rows {
      guard partitions.count + batch.rowCount <= Self.partitionLimit else {
        let found = try await count(of: list)
        throw Diagnostic.tooManyPartitions(
          found,
          Self.partitionLimit,
          at: options.partitionBy[0].span
        )
      }
      for row in 0..<batch.rowCount {
        let values = (0..<width).map { batch.columns[$0].value(at: row) }
        let names = try (0..<width).map { index in
          let column = options.partitionBy[index]
          let text = batch.columns[width + index].string(at: row)
          if let text, text.isEmpty || text == HiveFolder.null {
            throw Diagnostic.emptyPartition(column, text)
          }
          return HiveFolder.name(column.value, text)
        }
        let count = batch.columns[2 * width].value(at: row).number ?? 0
        partitions.append(Partition(values: values, names: names, rowCount: Int(count)))
      }
    }
    return partitions
  }

  private func count(of list: String) async throws -> Int {
    let rows = try await context.query(
      "SELECT count(*) FROM (SELECT DISTINCT \(list) FROM \(source))"
    )
    for try await batch in rows { return Int(batch.columns[0].value(at: 0).number ?? 0) }
    return 0
  }

  // MARK: Files

  /// Writes the rows of a SELECT as one file into its folders and gives it its name.
  private func write(
    _ partition: Partition,
    _ rows: String,
    in folder: String
  ) async throws -> StoredFile {
    let inner = partition.names.joined(separator: "/")
    let place = inner.isEmpty ? folder : "\(folder)/\(inner)"
    try FileSystem.makeFolder(place)
    let unnamed = "\(place)/unnamed.\(options.format.ending)"
    if let format = options.format.text {
      let stream = try await context.query(rows)
      let file = try TableFile(unnamed, .text(format), stream.schema)
      var done = 0
      for try await batch in stream {
        try await file.append(batch)
        done += batch.rowCount
        if inner.isEmpty { context.report(done: done, of: partition.rowCount) }
      }
      try await file.finish()
    } else {
      try await run(
        "COPY (\(rows)) TO \(SQL.literal(.string(unnamed))) "
          + "(FORMAT parquet, COMPRESSION snappy, USE_TMP_FILE false)"
      )
    }
    let rowsDigest = options.keepsFiles ? try await self.rowsDigest(of: rows) : nil
    let (digest, byteCount) = try await OffPool.run("digest") {
      try OpenFile(unnamed, O_RDONLY, action: "write").synchronise()
      return try Fingerprint.ofFile(unnamed)
    }
    let name = "part-0-\(digest.short).\(options.format.ending)"
    try FileSystem.rename(unnamed, to: "\(place)/\(name)")
    try? FileSystem.synchronise(folder: place)
    return StoredFile(
      path: inner.isEmpty ? name : "\(inner)/\(name)",
      rowCount: partition.rowCount,
      byteCount: byteCount,
      digest: digest.hex,
      rowsDigest: rowsDigest,
      partition: partition.values
    )
  }

  /// The identity of the rows of a SELECT.
  private func rowsDigest(of rows: String) async throws -> String {
    let divided = Set(options.partitionBy.map { $0.value.lowercased() })
    let columns = (context.input(data)?.columns ?? [])
      .filter { !divided.contains($0.name.lowercased()) }.sorted { $0.name < $1.name }
    let values = columns.map { SQL.quote(identifier: $0.name) }
    var sums = ""
    for try await batch in try await context.query(RowsDigest.query(values, from: "(\(rows))")) {
      sums += batch.columns[0].string(at: 0) ?? ""
    }
    return RowsDigest.fingerprint(columns.map { ($0.name, $0.type) }, sums).hex
  }

  private func run(_ sql: String) async throws {
    for try await _ in try await context.query(sql) {}
  }

  /// Lines that would not come back as they are.
  private func refuseBrokenLines(_ schema: Schema) async throws {
    let divided = Set(options.partitionBy.map { $0.value.lowercased() })
    let line = schema.names.first { !divided.contains($0.lowercased()) } ?? ""
    let name = SQL.quote(identifier: line)
    let rows = try await context.query(
      "SELECT count(*) FILTER (\(name) IS NULL), "
        + "count(*) FILTER (regexp_matches(\(name), '[\\r\\n]')) FROM \(source)"
    )
    for try await batch in rows where batch.rowCount > 0 {
      let (nulls, breaks) = (batch.columns[0].value(at: 0), batch.columns[1].value(at: 0))
      if nulls != .int(0) {
        throw Diagnostic.notLines("and '\(line)' has nulls", at: options.formatSpan)
      }
      if breaks != .int(0) {
        throw Diagnostic.notLines("and '\(line)' has line breaks", at: options.formatSpan)
      }
    }
  }

  /// Puts an engine's error in words, without the names of files that are there for a moment only.
  static func explain(_ error: EngineError, _ to: Spanned<String>) -> Diagnostic {
    let message = error.message.lowercased()
    if let code = SystemError.known.first(where: { message.contains(SystemError.words(for: $0)) }) {
      return .cannotStore(SystemError(action: "write", path: to.value, code: code), at: to.span)
    }
    return Diagnostic(
      .error,
      "cannot-write",
      "cannot write '\(to.value)': \(SQLWords(error).message)",
      at: to.span
    )
  }
}
