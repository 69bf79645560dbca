/// The beginning of a log, to see what it is.
public struct LogSample: Sendable {
  /// Whole lines, or all there is.
  public let bytes: [UInt8]
  /// See `LogParser.parse`.
  let latest: Int64

  /// Reads the first lines of a file; `byteCount` at most, unless one line is longer.
  ///
  /// - Throws: `LogSourceError` when it cannot be read.
  public init(_ path: String, byteCount: Int = 1 << 18) throws(LogSourceError) {
    let stream = try ByteStream.open(path)
    let block = try LineBlocks(stream, blockSize: byteCount).next()
    bytes = block.map { Array($0.bytes) } ?? []
    latest = stream.modified + LogRun.dayMicroseconds
  }

  /// The first line that has any text.
  var firstLine: [UInt8]? {
    bytes.withUnsafeBytes { bytes in
      var scanner = LineScanner(bytes)
      while let (line, _) = scanner.next() {
        if !LineScanner.isBlank(line) { return Array(line) }
      }
      return nil
    }
  }
}
