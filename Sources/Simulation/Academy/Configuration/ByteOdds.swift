import Tables

/// Texts of which one is drawn at a time, as UTF-8 in one piece of memory.
struct ByteOdds: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]
  private let odds: Odds<Void>

  init(_ odds: Odds<String>) {
    var bytes: [UInt8] = []
    var starts = [0]
    for text in odds.outcomes {
      bytes += text.utf8
      starts.append(bytes.count)
    }
    self.bytes = bytes
    self.starts = starts
    self.odds = odds.map { _ in () }
  }

  /// The place of the text drawn; takes one word.
  @inline(__always)
  func place(_ random: inout RowRandom) -> Int { odds.place(&random) }

  /// Draws a text, with one word, and writes it.
  @inline(__always)
  func append(to writer: ByteWriter, _ random: inout RowRandom) {
    append(odds.place(&random), to: writer)
  }

  /// Writes the text at a place.
  @inline(__always)
  func append(_ place: Int, to writer: ByteWriter) {
    let start = starts[place]
    let end = starts[place + 1]
    bytes.withUnsafeBytes { writer.append(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
  }
}
