/// The bytes handed to libcmark, each traceable to the template.
///
/// Table cells and footnotes stand in front of the body, cut out of it: libcmark knows neither, and
/// link definitions must hold for all of them alike.
struct MarkdownBuffer {
  private(set) var bytes: [UInt8] = []
  private var lineStarts: [Int] = [0]
  /// Where runs of bytes begin, here and in the template; ascending in the first.
  private var runs: [(buffer: Int, source: Int)] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Appends bytes that stand at `source` in the template.
  mutating func append(_ part: ArraySlice<UInt8>, at source: Int) {
    runs.append((bytes.count, source))
    bytes += part
  }

  /// The template offset of a buffer offset.
  func source(of offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if runs[middle].buffer <= offset { low = middle } else { high = middle }
    }
    guard low < runs.count else { return offset }
    return runs[low].source + max(0, offset - runs[low].buffer)
  }

  /// To be called once all is appended.
  mutating func countLines() {
    lineStarts = [0]
    bytes.withUnsafeBufferPointer { pointer in
      for index in pointer.indices where pointer[index] == 0x0A { lineStarts.append(index + 1) }
    }
  }

  var lineCount: Int { lineStarts.count }

  /// The buffer range of a line (1-based) without its line end.
  func lineRange(_ line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The buffer offset of what libcmark calls a line and a column.
  func offset(line: Int, column: Int) -> Int {
    let range = lineRange(line)
    return min(range.lowerBound + max(0, column - 1), range.upperBound)
  }
}
