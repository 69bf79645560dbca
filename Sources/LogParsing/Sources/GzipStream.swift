import CZlib

/// The unpacked bytes of gzip data (RFC 1952), all members of it one after the other.
///
/// Bytes after the last member that begin no other one are left out, as gzip itself does.
final class GzipStream: ByteStream {
  private let source: ByteStream
  private var stream = z_stream()
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  private var isInMember = true
  private var isAtEnd = false

  init(_ source: ByteStream) throws(LogSourceError) {
    self.source = source
    super.init(name: source.name, modified: source.modified)
    // 15 bits of window and 16 for the gzip wrapper.
    let status = inflateInit2_(
      &stream,
      15 + 16,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    guard status == Z_OK else { throw damaged("zlib says \(status)") }
  }

  deinit {
    inflateEnd(&stream)
    input.deallocate()
  }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogSourceError) -> Int {
    guard !isAtEnd, !buffer.isEmpty else { return 0 }
    let wanted = UInt32(clamping: buffer.count)
    stream.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
    stream.avail_out = wanted
    while stream.avail_out == wanted {
      if stream.avail_in == 0, try !fill() {
        if isInMember { throw .truncated(name, kind: "gzip") }
        isAtEnd = true
        break
      }
      if !isInMember, try !beginsMember() {
        isAtEnd = true
        break
      }
      switch inflate(&stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END:
        isInMember = false
        inflateReset(&stream)
      case let status:
        throw damaged(stream.msg.map { String(cString: $0) } ?? "zlib says \(status)")
      }
    }
    return Int(wanted - stream.avail_out)
  }

  /// Whether another member follows the one that ended.
  private func beginsMember() throws(LogSourceError) -> Bool {
    guard let next = stream.next_in, next.pointee == 0x1F else { return false }
    isInMember = true
    return true
  }

  /// Reads more packed bytes; false at the end of them.
  private func fill() throws(LogSourceError) -> Bool {
    let count = try source.read(into: input)
    stream.next_in = input.bindMemory(to: UInt8.self).baseAddress
    stream.avail_in = UInt32(count)
    return count > 0
  }

  private func damaged(_ reason: String) -> LogSourceError {
    .damaged(name, kind: "gzip", reason: reason)
  }
}
