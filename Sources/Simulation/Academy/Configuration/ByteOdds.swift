import Tables

/// Texts of which one is drawn at a time, as UTF-8 in one piece of memory.
struct ByteOdds: Sendable {
  /// Kept for the views of them.
  private let owners: (SharedElements<UInt8>, SharedElements<Int>)
  private let bytes: ElementView<UInt8>
  private let starts: ElementView<Int>
  private let table: AliasTable

  init(_ odds: Odds<String>) {
    var bytes: [UInt8] = []
    var starts = [0]
    for text in odds.outcomes {
      bytes += text.utf8
      starts.append(bytes.count)
    }
    owners = (SharedElements(bytes), SharedElements(starts))
    self.bytes = owners.0.view
    self.starts = owners.1.view
    table = AliasTable(odds.weights)
  }

  /// The place of the text drawn; takes one word.
  @inline(__always)
  func place(_ random: inout RowRandom) -> Int { table.draw(&random) }

  /// Draws a text, with one word, and writes it.
  @inline(__always)
  func append(to writer: ByteWriter, _ random: inout RowRandom) {
    append(table.draw(&random), to: writer)
  }

  /// Writes the text at a place.
  @inline(__always)
  func append(_ place: Int, to writer: ByteWriter) {
    let (start, end) = (starts[place], starts[place &+ 1])
    bytes.withElements(start..<end) { writer.append(UnsafeRawBufferPointer($0)) }
  }
}
