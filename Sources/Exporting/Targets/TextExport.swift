import Files
import Synchronization
import Tables

/// Writing a table as text files, one or several in a row.
final class TextExport: Sendable {
  private let format: any RowFormat
  private let pieces: [RowSource]
  private let sinks: [@Sendable () throws -> TextPart.Sink]
  /// The number of blocks before each piece, and of all.
  private let starts: [Int]
  /// Those begun so far.
  private let parts = Mutex<[TextPart]>([])

  /// - Parameters:
  ///   - pieces: The rows of each file.
  ///   - sinks: Opens each file, when its first block is ready.
  ///   - format: How the rows are written.
  init(
    _ pieces: [RowSource],
    to sinks: [@Sendable () throws -> TextPart.Sink],
    as format: any RowFormat
  ) {
    self.pieces = pieces
    self.sinks = sinks
    self.format = format
    var starts = [0]
    for piece in pieces { starts.append(starts[starts.count - 1] + piece.blockCount) }
    self.starts = starts
  }

  /// Writes all files and gives them their names at the end, when none has failed.
  func run(workers: Int, _ meter: ProgressMeter) async throws {
    let turns = Turns(count: starts[starts.count - 1])
    try await Workers.run(workers, turns) { [self] in
      let bytes = ByteWriter()
      return { number in try self.make(number, into: bytes, turns, meter) }
    }
    for part in parts.withLock({ $0 }) {
      if case .file(let file) = part.sink { try file.publish() }
    }
  }

  private func make(
    _ number: Int,
    into bytes: ByteWriter,
    _ turns: Turns,
    _ meter: ProgressMeter
  ) throws {
    let index = pieceIndex(ofBlock: number)
    let piece = pieces[index]
    let block = number - starts[index]
    let batch = try piece.block(block)
    bytes.removeAll()
    if let batch, block > 0 { format.appendRows(batch, firstRow: false, to: bytes) }
    let (part, offset): (TextPart, Int?) = try turns.inTurn(number) {
      let part = try self.part(index, isNew: block == 0)
      let offset = try part.place(
        batch,
        bytes,
        isFirst: block == 0,
        isLast: number + 1 == starts[index + 1],
        schema: piece.schema
      )
      return (part, offset)
    }
    try part.write(bytes, at: offset)
    meter.add(
      rows: batch?.rowCount ?? 0,
      bytes: bytes.count,
      units: piece.units(inBlock: block).count
    )
  }

  private func part(_ index: Int, isNew: Bool) throws -> TextPart {
    if isNew {
      let part = TextPart(try sinks[index](), format, blockCount: pieces[index].blockCount)
      parts.withLock { $0.append(part) }
    }
    return parts.withLock { $0[index] }
  }

  private func pieceIndex(ofBlock number: Int) -> Int {
    var (low, high) = (0, pieces.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= number { low = middle } else { high = middle }
    }
    return low
  }
}
