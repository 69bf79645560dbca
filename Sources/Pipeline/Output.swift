/// A table that a step made, as it lies in the store.
public struct Output: Hashable, Sendable {
  public struct Column: Hashable, Sendable, Codable {
    public let name: String
    /// The engine's name of the type, such as `BIGINT` or `DECIMAL(18,2)`.
    public let type: String

    public init(_ name: String, _ type: String) {
      self.name = name
      self.type = type
    }
  }

  /// `monthly`, or `academy.students` for a table of a group.
  public let table: String
  /// The Parquet files that hold the rows, in order; at least one.
  public let paths: [String]
  public let rowCount: Int
  public let byteCount: Int64
  /// Equal digests mean equal bytes: what steps that read the table have in their fingerprints.
  public let digest: Fingerprint
  public let columns: [Column]
  /// The files as a manifest names them, in the order of `paths`.
  let files: [Manifest.File]

  init(_ table: Manifest.Table, in layout: StoreLayout) {
    self.table = table.name
    paths = table.files.map { layout.table($0.digest) }
    rowCount = table.rowCount
    byteCount = table.files.reduce(0) { $0 + $1.byteCount }
    digest = Fingerprint(table.files.map(\.digest.hex))
    columns = table.columns
    files = table.files
  }
}
