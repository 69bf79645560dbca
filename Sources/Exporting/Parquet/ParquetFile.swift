import Files
import Synchronization
import Tables

/// A Parquet file that row groups are appended to.
///
/// Row groups are placed one after the other, by one thread at a time, and may be written side by side.
final class ParquetFile: Sendable {
  private struct State {
    var end = ParquetFile.magic.count
    var groups: [(start: Int, group: Group)] = []
  }

  /// What the footer says of a row group.
  private struct Group {
    let rowCount: Int
    let size: Int
    let packedSize: Int
    let chunks: [ColumnChunk]
  }

  private static let magic = Array("PAR1".utf8)

  private let file: NewFile
  private let schema: ParquetSchema
  private let state = Mutex(State())

  init(_ path: String, _ schema: ParquetSchema) throws(SystemError) {
    file = try NewFile(path)
    self.schema = schema
    try write(Self.magic, at: 0)
  }

  /// The next row group's place in the file.
  func place(_ group: RowGroup) -> Int {
    state.withLock { state in
      let start = state.end
      state.groups.append(
        (
          start,
          Group(
            rowCount: group.rowCount,
            size: group.size,
            packedSize: group.bytes.count,
            chunks: group.chunks
          )
        )
      )
      state.end += group.bytes.count
      return start
    }
  }

  func write(_ group: RowGroup, at start: Int) throws(SystemError) {
    try write(group.bytes, at: start)
    file.startWriteBack(offset: start, count: group.bytes.count)
  }

  /// Writes the footer and puts the file on the disk; returns its size.
  func finish() throws(SystemError) -> Int {
    let (end, groups) = state.withLock { ($0.end, $0.groups) }
    let footer = ByteWriter()
    append(groups, to: footer)
    let length = footer.count
    footer.append(little: UInt32(length))
    footer.append(Self.magic)
    try footer.withUnsafeBytes { (bytes) throws(SystemError) in try file.write(bytes, at: end) }
    try file.finish()
    return end + footer.count
  }

  func publish() throws(SystemError) { try file.publish() }

  private func write(_ bytes: [UInt8], at offset: Int) throws(SystemError) {
    // The closure of `withUnsafeBytes` cannot throw a type of its own.
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(SystemError) in try file.write(bytes, at: offset) }
    }
    try result.get()
  }

  private func append(_ groups: [(start: Int, group: Group)], to footer: ByteWriter) {
    ThriftWriter(footer).structure { file in
      file.int32(1, 2)
      schema.append(to: &file, field: 2)
      file.int64(3, groups.reduce(0) { $0 + $1.group.rowCount })
      file.list(4, groups) { thrift, entry in
        thrift.list(1, entry.group.chunks) { $1.append(to: &$0, groupStart: entry.start) }
        thrift.int64(2, entry.group.size)
        thrift.int64(3, entry.group.rowCount)
        thrift.int64(5, entry.start)
        thrift.int64(6, entry.group.packedSize)
      }
      file.binary(6, Array("quire".utf8))
      // The order of the smallest and largest values is that of the types.
      file.list(7, schema.leaves) { order, _ in order.structure(1) { _ in } }
    }
  }
}

extension ColumnChunk {
  /// Writes what the footer says of the chunk.
  fileprivate func append(to thrift: inout ThriftWriter, groupStart: Int) {
    thrift.int64(2, groupStart + start)
    thrift.structure(3) { data in
      data.int32(1, leaf.type.physical.rawValue)
      data.list(2, int32s: encodings)
      data.list(3, texts: leaf.path)
      data.int32(4, codec)
      data.int64(5, entryCount)
      data.int64(6, size)
      data.int64(7, packedSize)
      data.int64(9, groupStart + dataStart)
      if dataStart > start { data.int64(11, groupStart + start) }
      data.structure(12) { statistics in
        statistics.int64(3, nullCount)
        guard let bounds else { return }
        statistics.binary(5, bounds.largest)
        statistics.binary(6, bounds.smallest)
      }
    }
  }
}
