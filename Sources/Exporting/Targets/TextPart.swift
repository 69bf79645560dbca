import Files
import Synchronization
import Tables

/// A text file to which blocks go in order, by several threads.
///
/// In its turn a block learns its place; the writing itself goes on side by side.
final class TextPart: Sendable {
  enum Sink: Sendable {
    case file(NewFile)
    /// A pipe, a terminal or a device: bytes in the order they are written, and no temporary name.
    case stream(OpenFile)
  }

  private struct State {
    var offset = 0
    var hasRows = false
    var unwritten: Int
  }

  let sink: Sink
  private let format: any RowFormat
  private let state: Mutex<State>

  /// - Parameters:
  ///   - sink: Where the bytes go.
  ///   - format: How the rows are written.
  ///   - blockCount: After so many blocks the file is finished.
  init(_ sink: Sink, _ format: any RowFormat, blockCount: Int) {
    self.sink = sink
    self.format = format
    state = Mutex(State(unwritten: blockCount))
  }

  /// Takes the block's place in the file, in the block's turn.
  ///
  /// - Parameters:
  ///   - batch: Its rows, nil for none at all.
  ///   - bytes: The rows as text, made as if other rows stood before them; made again when not.
  ///   - isFirst: Whether it is the part's first block.
  ///   - isLast: Whether it is the part's last block.
  ///   - schema: What the header is made for.
  /// - Returns: Where to write the bytes; nil when they are written already.
  /// - Throws: What the system says of a stream.
  func place(
    _ batch: Batch?,
    _ bytes: ByteWriter,
    isFirst: Bool,
    isLast: Bool,
    schema: Schema
  ) throws(SystemError) -> Int? {
    let hasRows = state.withLock { $0.hasRows }
    if isFirst || !hasRows {
      bytes.removeAll()
      if isFirst { format.appendHeader(schema, to: bytes) }
      if let batch { format.appendRows(batch, firstRow: true, to: bytes) }
    }
    if isLast { format.appendFooter(to: bytes) }
    if case .stream(let file) = sink {
      try bytes.withUnsafeBytes { (bytes) throws(SystemError) in try file.write(bytes) }
    }
    let isStream = if case .stream = sink { true } else { false }
    return state.withLock { state in
      defer { state.offset += bytes.count }
      if let batch, batch.rowCount > 0 { state.hasRows = true }
      return isStream ? nil : state.offset
    }
  }

  /// Writes a block at its place; whoever writes the last one puts the file on the disk.
  func write(_ bytes: ByteWriter, at offset: Int?) throws(SystemError) {
    guard case .file(let file) = sink else { return }
    if let offset {
      try bytes.withUnsafeBytes { (bytes) throws(SystemError) in
        try file.write(bytes, at: offset)
      }
      file.startWriteBack(offset: offset, count: bytes.count)
    }
    let isComplete = state.withLock { state in
      state.unwritten -= 1
      return state.unwritten == 0
    }
    if isComplete { try file.finish() }
  }
}
