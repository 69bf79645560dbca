import CZstd

/// The unpacked bytes of Zstandard data (RFC 8878), all frames of it one after the other.
final class ZstdStream: ByteStream {
  private let source: ByteStream
  private let stream: OpaquePointer
  private let packed = UnsafeMutableRawBufferPointer.allocate(
    byteCount: ZSTD_DStreamInSize(),
    alignment: 16
  )
  private var input = ZSTD_inBuffer()
  /// Whether a frame was begun and has not ended.
  private var isInFrame = false

  init(_ source: ByteStream) throws(LogSourceError) {
    self.source = source
    guard let stream = ZSTD_createDStream() else {
      throw .damaged(source.name, kind: "zstd", reason: "no memory to unpack it")
    }
    self.stream = stream
    super.init(name: source.name, modified: source.modified)
  }

  deinit {
    ZSTD_freeDStream(stream)
    packed.deallocate()
  }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogSourceError) -> Int {
    guard !buffer.isEmpty else { return 0 }
    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    while output.pos == 0 {
      if input.pos == input.size {
        let count = try source.read(into: packed)
        if count == 0 {
          if isInFrame { throw .truncated(name, kind: "zstd") }
          return 0
        }
        input = ZSTD_inBuffer(src: packed.baseAddress, size: count, pos: 0)
      }
      let status = ZSTD_decompressStream(stream, &output, &input)
      if ZSTD_isError(status) != 0 {
        let reason = String(cString: ZSTD_getErrorName(status)).lowercased()
        throw .damaged(name, kind: "zstd", reason: reason)
      }
      // 0 says that a frame ended and all of it was given out.
      isInFrame = status != 0
    }
    return output.pos
  }
}
