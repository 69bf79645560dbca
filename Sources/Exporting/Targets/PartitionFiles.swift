import Files
import Glibc
import Synchronization
import Tables

/// The files of the folders by day, as they grow.
final class PartitionFiles: Sendable {
  private struct State {
    var files: [Int32: PartitionFile] = [:]
    var waitingBytes = 0
  }

  private let key: PartitionKey
  private let name: String
  private let format: any RowFormat
  private let schema: Schema
  private let folder: NewFolder
  private let state = Mutex(State())

  init(
    _ key: PartitionKey,
    name: String,
    in folder: NewFolder,
    _ format: any RowFormat,
    _ schema: Schema
  ) {
    self.key = key
    self.name = name
    self.format = format
    self.schema = schema
    self.folder = folder
  }

  /// A file's rows are kept in memory up to this, and those of all files together.
  private static let (fileLimit, limit) = (64 << 10, 64 << 20)

  /// Appends a block's rows, in the block's turn.
  ///
  /// - Parameters:
  ///   - segments: The rows of each day.
  ///   - batch: What the segments' rows are of.
  ///   - text: What the segments' bytes are of, made as if other rows stood before them.
  /// - Returns: The number of bytes appended.
  /// - Throws: What the system says of the file.
  func append(
    _ segments: [PartitionExport.Segment],
    of batch: Batch,
    _ text: ByteWriter
  ) throws(SystemError) -> Int {
    var count = 0
    for segment in segments {
      let file = try file(segment.day)
      let before = file.waiting.count
      if file.isNew {
        format.appendHeader(schema, to: file.waiting)
        format.appendRows(batch.slice(segment.rows), firstRow: true, to: file.waiting)
        file.isNew = false
      } else {
        text.withUnsafeBytes {
          file.waiting.append(UnsafeRawBufferPointer(rebasing: $0[segment.bytes]))
        }
      }
      count += file.waiting.count - before
      if file.waiting.count >= Self.fileLimit {
        let flushed = file.waiting.count
        try file.flush()
        state.withLock { $0.waitingBytes -= flushed }
      }
    }
    let waiting = state.withLock { state in
      state.waitingBytes += count
      return state.waitingBytes
    }
    if waiting > Self.limit { try flushAll() }
    return count
  }

  private func file(_ day: Int32) throws(SystemError) -> PartitionFile {
    if let file = state.withLock({ $0.files[day] }) { return file }
    let folder = folder.temporaryPath + "/" + key.folder(day)
    try FileSystem.makeFolder(folder)
    let file = PartitionFile(folder + "/" + name)
    state.withLock { $0.files[day] = file }
    return file
  }

  private func flushAll() throws(SystemError) {
    for file in state.withLock({ Array($0.files.values) }) { try file.flush(isRare: true) }
    state.withLock { $0.waitingBytes = 0 }
  }

  /// Ends all files and puts them on the disk.
  func finish(workers: Int) async throws {
    let files = state.withLock { $0.files.sorted { $0.key < $1.key }.map(\.value) }
    let turns = Turns(count: files.count)
    try await Workers.run(workers, turns) { [format] in
      { number in
        format.appendFooter(to: files[number].waiting)
        try files[number].flush(toDisk: true, isRare: true)
      }
    }
  }
}

/// A file that is appended to now and then; touched by one thread at a time.
final class PartitionFile: @unchecked Sendable {
  let path: String
  private(set) var waiting = ByteWriter()
  var isNew = true

  init(_ path: String) { self.path = path }

  /// Writes what waits; `isRare` gives the memory back.
  func flush(toDisk: Bool = false, isRare: Bool = false) throws(SystemError) {
    let file = try OpenFile(path, O_WRONLY | O_CREAT | O_APPEND, action: "write")
    try waiting.withUnsafeBytes { (bytes) throws(SystemError) in try file.write(bytes) }
    if isRare { waiting = ByteWriter() } else { waiting.removeAll() }
    if toDisk { try file.synchronise() }
  }
}
