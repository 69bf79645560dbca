import Tables

/// A file that a `store` wrote, for the account and for the manifest.
struct StoredFile: Sendable {
  /// Relative to the folder of the set: `dt=2022-03-01/part-0-3fa2c1d90b7e.parquet`.
  var path: String
  let rowCount: Int
  var byteCount: Int64
  /// SHA-256 of the bytes, in hexadecimal digits.
  var digest: String
  /// The identity of its rows, as `RowsDigest` gives it; nil where nobody asks.
  var rowsDigest: String?
  /// The values of the columns of `partition_by`, in their order.
  let partition: [Value]
}

extension [StoredFile] {
  /// The account: a row for each file.
  ///
  /// - Parameters:
  ///   - schema: As `StoredFileOptions.accountSchema` gives it.
  ///   - place: What stands before each path; the path of a single file.
  /// - Returns: The account, in the order of the files.
  /// - Throws: `TableError`, for values of other types than the schema has.
  func account(_ schema: Schema, in place: String) throws -> Table {
    var columns = [
      try Column(.utf8, map { .string($0.path.isEmpty ? place : "\(place)/\($0.path)") }),
      try Column(.int64, map { .int(Int64($0.rowCount)) }),
      try Column(.int64, map { .int($0.byteCount) }),
      try Column(.utf8, map { .string($0.digest) }),
    ]
    for (index, field) in schema.fields.dropFirst(4).enumerated() {
      columns.append(try Column(field.type, map { $0.partition[index] }))
    }
    let batch = Batch(schema: schema, columns: columns, rowCount: count)
    return Table(schema: schema, batches: [batch])
  }
}
