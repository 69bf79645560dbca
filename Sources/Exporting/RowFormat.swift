public import Tables

/// How the rows of a batch become the bytes of a text file.
///
/// A file is the header, the rows of its batches in order, and the footer. Several threads may format
/// batches of one file at the same time, so a format keeps no state.
public protocol RowFormat: Sendable {
  /// The ending of the file's name without the dot: `csv`, `txt`.
  var fileExtension: String { get }

  /// What stands before the first row: nothing, by default.
  func appendHeader(_ schema: Schema, to bytes: ByteWriter)

  /// The rows of a batch.
  ///
  /// - Parameters:
  ///   - batch: Rows of the schema that the header was made for; perhaps none.
  ///   - firstRow: Whether no row of the file comes before this batch's.
  ///   - bytes: Where the text goes, after what is there.
  func appendRows(_ batch: Batch, firstRow: Bool, to bytes: ByteWriter)

  /// What stands after the last row: nothing, by default.
  func appendFooter(to bytes: ByteWriter)
}

extension RowFormat {
  public func appendHeader(_ schema: Schema, to bytes: ByteWriter) {}
  public func appendFooter(to bytes: ByteWriter) {}
}
