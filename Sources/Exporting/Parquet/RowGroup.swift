import Tables

/// Rows of a Parquet file that stand together, as the bytes that go into the file.
struct RowGroup: Sendable {
  let bytes: [UInt8]
  let rowCount: Int
  let chunks: [ColumnChunk]
  /// Before packing.
  let size: Int

  /// As many rows as DuckDB puts into one: readers share a file among their threads by row groups.
  static let rows = 122_880
  /// And no more bytes in memory than this, whatever the rows hold.
  static let bytes = 32 << 20

  /// Encodes the rows of some batches, on the thread that asks for it.
  ///
  /// - Parameters:
  ///   - batches: Rows of the schema, one at least.
  ///   - schema: What the file's footer will say.
  /// - Throws: `PageTooLarge`.
  init(_ batches: [Batch], _ schema: ParquetSchema) throws(PageTooLarge) {
    let pieces = batches.map { $0.leafPieces() }
    let compression = PageCompression()
    let bytes = ByteWriter(capacity: 1 << 20)
    var chunks: [ColumnChunk] = []
    for (index, leaf) in schema.leaves.enumerated() {
      // The pieces hold the columns' memory, which the values of a chunk point into.
      let leafPieces = pieces.map { $0[index] }
      chunks.append(try ColumnChunk(leafPieces, leaf, to: bytes, compression))
    }
    withExtendedLifetime(pieces) {}
    self.bytes = bytes.withUnsafeBytes { Array($0) }
    self.chunks = chunks
    rowCount = batches.reduce(0) { $0 + $1.rowCount }
    size = chunks.reduce(0) { $0 + $1.size }
  }
}

/// Puts batches together to row groups, or cuts large ones; where depends on the rows only.
struct RowGroupCutter {
  private var waiting: [Batch] = []
  private var rowCount = 0
  private var byteCount = 0

  /// Takes a batch and returns what is full now.
  mutating func add(_ batch: Batch) -> [[Batch]] {
    var full: [[Batch]] = []
    var start = 0
    while start < batch.rowCount {
      var end = min(batch.rowCount, start + RowGroup.rows)
      while end - start > 1, batch.slice(start..<end).byteCount > 2 * RowGroup.bytes {
        end = start + (end - start) / 2
      }
      let piece = start == 0 && end == batch.rowCount ? batch : batch.slice(start..<end)
      waiting.append(piece)
      rowCount += piece.rowCount
      byteCount += piece.byteCount
      start = end
      if rowCount >= RowGroup.rows || byteCount >= RowGroup.bytes, let group = rest() {
        full.append(group)
      }
    }
    return full
  }

  /// What is left, if there is anything.
  mutating func rest() -> [Batch]? {
    defer { (waiting, rowCount, byteCount) = ([], 0, 0) }
    return waiting.isEmpty ? nil : waiting
  }
}
