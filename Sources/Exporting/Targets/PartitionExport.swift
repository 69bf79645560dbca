import Files
import Synchronization
import Tables

/// Writing a table as text files in folders by day.
///
/// Rows keep their order in each file. They are gathered in memory, a little for each folder, and a
/// file is open only while some are appended to it.
final class PartitionExport: Sendable {
  private let source: RowSource
  private let key: PartitionKey
  private let name: String
  private let folder: NewFolder
  private let format: any RowFormat

  /// - Parameters:
  ///   - source: The rows.
  ///   - key: By what they are divided.
  ///   - name: The name of the file in each folder.
  ///   - folder: The folder of the folders.
  ///   - format: How the rows are written.
  init(
    _ source: RowSource,
    by key: PartitionKey,
    name: String,
    in folder: NewFolder,
    as format: any RowFormat
  ) {
    self.source = source
    self.key = key
    self.name = name
    self.folder = folder
    self.format = format
  }

  func run(workers: Int, _ meter: ProgressMeter) async throws {
    let turns = Turns(count: source.blockCount)
    let files = PartitionFiles(key, name: name, in: folder, format, source.schema)
    try await Workers.run(workers, turns) { [self] in
      let bytes = ByteWriter()
      return { number in try self.make(number, into: bytes, files, turns, meter) }
    }
    try await files.finish(workers: workers)
  }

  /// The rows of one day in a block: where they are in the batch, and in the text.
  struct Segment {
    let day: Int32
    let rows: Range<Int>
    let bytes: Range<Int>
  }

  private func make(
    _ number: Int,
    into bytes: ByteWriter,
    _ files: PartitionFiles,
    _ turns: Turns,
    _ meter: ProgressMeter
  ) throws {
    guard let batch = try source.block(number) else { return try turns.inTurn(number) {} }
    let days = key.days(of: batch)
    let order = Self.order(days)
    let sorted = batch.taking(order)
    bytes.removeAll()
    var segments: [Segment] = []
    var start = 0
    while start < order.count {
      let day = days[Int(order[start])]
      var end = start + 1
      while end < order.count, days[Int(order[end])] == day { end += 1 }
      let begin = bytes.count
      format.appendRows(sorted.slice(start..<end), firstRow: false, to: bytes)
      segments.append(Segment(day: day, rows: start..<end, bytes: begin..<bytes.count))
      start = end
    }
    let written = try turns.inTurn(number) { try files.append(segments, of: sorted, bytes) }
    meter.add(rows: batch.rowCount, bytes: written, units: source.units(inBlock: number).count)
  }

  /// The rows' places by day, those of one day in their own order: a counting sort.
  static func order(_ days: [Int32]) -> [Int32] {
    var counts: [Int32: Int32] = [:]
    for day in days { counts[day, default: 0] += 1 }
    var next: [Int32: Int32] = [:]
    var start: Int32 = 0
    for (day, count) in counts.sorted(by: { $0.key < $1.key }) {
      next[day] = start
      start += count
    }
    var order = [Int32](repeating: 0, count: days.count)
    for (row, day) in days.enumerated() {
      let place = next[day] ?? 0
      order[Int(place)] = Int32(row)
      next[day] = place + 1
    }
    return order
  }
}
