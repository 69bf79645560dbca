import Tables

/// Cuts a stream into blocks of whole lines, and of whole records when they have several lines.
///
/// Memory is that of a block, or of the longest line or record if that is longer.
final class LineBlocks {
  private let stream: ByteStream
  private let blockSize: Int
  private let recordStart: RecordStart?
  /// The beginning of a line whose end was not read yet.
  private var carried: [UInt8] = []
  private var offset = 0
  private var isAtStart = true
  private var isAtEnd = false

  /// Beyond this a "line" is taken for binary data.
  static let longestLine = 1 << 29

  /// A record is cut at a line end when it is longer than this: what follows is rejected.
  static let longestRecord = 1 << 24

  init(_ stream: ByteStream, blockSize: Int = 1 << 22, recordStart: RecordStart? = nil) {
    self.stream = stream
    self.blockSize = blockSize
    self.recordStart = recordStart
  }

  /// The next lines, or nil at the end.
  ///
  /// - Returns: Whole lines; only the last block may lack the end of its last line.
  /// - Throws: `LogSourceError` when the stream cannot be read on.
  func next() throws(LogSourceError) -> LineBlock? {
    guard !isAtEnd else { return nil }
    // A block of always the same size fits where another one was.
    let room = (carried.count + 0xFFFF) & ~0xFFFF
    let buffer = BlockMemory(capacity: max(room, 0x10000) + blockSize)
    buffer.append(carried)
    carried = []
    while true {
      let read = try fill(buffer)
      if !read {
        isAtEnd = true
        break
      }
      if let end = cut(buffer) {
        carried = Array(buffer.bytes[end...])
        buffer.count = end
        break
      }
      guard buffer.count < Self.longestLine else {
        throw .lineTooLong(stream.name, offset: offset)
      }
      buffer.grow()
    }
    var start = 0
    if isAtStart {
      isAtStart = false
      // A byte order mark is no part of the first line.
      if buffer.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    }
    guard buffer.count > 0 else { return nil }
    let block = LineBlock(memory: buffer, start: start, offset: offset + start)
    offset += buffer.count
    return block
  }

  /// The offset after the last whole line or record; nil when there is none yet.
  private func cut(_ buffer: BlockMemory) -> Int? {
    guard let end = buffer.lineEnd, let recordStart else { return buffer.lineEnd }
    let lines = UnsafeRawBufferPointer(rebasing: buffer.bytes[..<end])
    if let start = recordStart.lastStart(in: lines), start > 0 { return start }
    return buffer.count < Self.longestRecord ? nil : end
  }

  /// Fills the buffer up; false when the stream ended.
  private func fill(_ buffer: BlockMemory) throws(LogSourceError) -> Bool {
    while buffer.count < buffer.capacity {
      let count = try stream.read(into: buffer.free)
      if count == 0 { return false }
      buffer.count += count
    }
    return true
  }
}

/// Whole lines of a log.
struct LineBlock: Sendable {
  private let memory: BlockMemory
  private let start: Int
  /// Where the first line stands among the (unpacked) bytes of the log.
  let offset: Int

  init(memory: BlockMemory, start: Int, offset: Int) {
    self.memory = memory
    self.start = start
    self.offset = offset
  }

  /// The texts of a column, each a line; nulls are blank lines.
  init(_ texts: Column, offset: Int) {
    let text = ByteWriter(capacity: 1 << 16)
    for row in 0..<texts.count {
      _ = texts.withUTF8(at: row) { text.append(UnsafeRawBufferPointer($0)) }
      text.append(UInt8(ascii: "\n"))
    }
    let memory = BlockMemory(capacity: max(1, text.count))
    text.withUnsafeBytes { memory.append($0) }
    self.init(memory: memory, start: 0, offset: offset)
  }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory.bytes[start...]) }
}

/// Memory that is filled by the reader and from then on only read, by one worker: what makes it safe
/// to hand over although it is a raw pointer.
final class BlockMemory: @unchecked Sendable {
  private var memory: UnsafeMutableRawBufferPointer
  var count = 0

  /// Aligned no more than all memory is: see `Buffer` in Tables.
  init(capacity: Int) { memory = .allocate(byteCount: capacity, alignment: 16) }

  deinit { memory.deallocate() }

  var capacity: Int { memory.count }
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }
  var free: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: memory[count...])
  }

  /// The offset after the last line end; nil when there is none.
  var lineEnd: Int? { bytes.lastIndex(of: 0x0A).map { $0 + 1 } }

  func append(_ more: some Collection<UInt8>) {
    free.copyBytes(from: more)
    count += more.count
  }

  func grow() {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity * 2, alignment: 16)
    larger.copyMemory(from: bytes)
    memory.deallocate()
    memory = larger
  }
}
