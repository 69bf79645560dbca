import CZstd
import Tables

/// Packs the pages of a row group, by zstd.
final class PageCompression {
  private let context = ZSTD_createCCtx()

  /// zstd's first level: negative ones took no less time, and made a quarter more (a gigabyte of log lines).
  static let level: Int32 = 1
  /// The format's numbers of codecs.
  static let (none, zstd) = (0, 6)

  deinit { ZSTD_freeCCtx(context) }

  /// Whether pages are worth packing, by a piece of one.
  func isWorthwhile(_ page: ByteWriter) -> Bool {
    let sample = 32 << 10
    let packed = ByteWriter()
    return page.withUnsafeBytes { bytes in
      let start = max(0, (bytes.count - sample) / 2)
      let piece = UnsafeRawBufferPointer(
        rebasing: bytes[start..<min(bytes.count, start + sample)]
      )
      return pack(piece, to: packed) && packed.count * 10 < piece.count * 9
    }
  }

  /// Appends a page; false when it cannot be packed.
  func pack(_ bytes: UnsafeRawBufferPointer, to target: ByteWriter) -> Bool {
    let room = ZSTD_compressBound(bytes.count)
    var isFine = false
    target.append(upTo: room) { start in
      let count = ZSTD_compressCCtx(
        context,
        start,
        room,
        bytes.baseAddress,
        bytes.count,
        Self.level
      )
      isFine = ZSTD_isError(count) == 0
      return isFine ? count : 0
    }
    return isFine
  }
}
