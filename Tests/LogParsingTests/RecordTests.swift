import Diagnostics
import Tables
import Testing

@testable import LogParsing

/// Records of several lines.
struct RecordTests {
  /// Lines that begin with `[` are first ones.
  private func bracketed() throws -> RecordStart {
    var diagnostics: [Diagnostic] = []
    let first = try #require(
      Dissect(PatternText("[%{a}", name: "p"), diagnostics: &diagnostics)
    )
    return RecordStart(rule: .matching(first))
  }

  private func records(
    _ text: String,
    _ start: RecordStart?
  ) -> (texts: [String], lines: [Int], counts: [Int]) {
    var (texts, lines): ([String], [Int]) = ([], [])
    let counts = Array(text.utf8).withUnsafeBytes { bytes in
      var scanner = RecordScanner(bytes, start)
      while let record = scanner.next() {
        texts.append((record.isOrphan ? "?" : "") + String(decoding: record.text, as: UTF8.self))
        lines.append(record.line)
      }
      return [scanner.lineCount, scanner.blankCount, scanner.continuedCount]
    }
    return (texts, lines, counts)
  }

  @Test
  func `Lines that are no first ones continue a record`() throws {
    let text = """
      lost
      [1] a
        at x

        at y

      [2] b

      [3] c
      d
      """
    let found = records(text, try bracketed())
    #expect(found.texts == ["?lost", "[1] a\n  at x\n\n  at y", "[2] b", "[3] c\nd"])
    #expect(found.lines == [1, 2, 7, 9])
    #expect(found.counts == [10, 2, 4])
  }

  @Test
  func `Indented lines continue, and line ends of two bytes become one`() {
    let found = records("a\r\n\tb\r\n\r\n c\r\n\r\nd\r\n", .unindented)
    #expect(found.texts == ["a\n\tb\n\n c", "d"])
    #expect(found.counts == [6, 1, 3])
    #expect(records("a\r\r\n b\r\r\n", .unindented).texts == ["a\r\n b\r"])
    #expect(records("a\r\nb\r\n", nil).texts == ["a", "b"])
  }

  @Test
  func `A record is one row or one reject, and all lines are counted`() throws {
    var diagnostics: [Diagnostic] = []
    let pattern = try #require(
      Dissect(PatternText("[%{n:int}] %{text}", name: "p"), diagnostics: &diagnostics)
    )
    let format = LogFormat(name: "dissect", matcher: pattern)
    let parser = LogParser(
      formats: [format],
      columns: format.columns,
      recordStart: try bracketed()
    )
    let text = "no\n[1] a\n  b\n\n[x] c\n  d\n[2] e\n"
    let block = Array(text.utf8).withUnsafeBytes { parser.parse($0, latest: .max) }
    #expect(block.rows.rowCount == 2)
    #expect(block.rejects.map(\.line) == [1, 5])
    #expect(block.rejects.map(\.offset) == [0, 14])
    #expect(
      block.rejects.map(\.reason)
        == ["no line up to here begins a record", "n: 'x' is no whole number"]
    )
    #expect(block.rejects.map { String(decoding: $0.text, as: UTF8.self) } == ["no", "[x] c\n  d"])
    #expect([block.lineCount, block.blankCount, block.continuedCount] == [7, 1, 2])
  }

  @Test(arguments: [
    ("[1]\nx\n[2]\ny\n", 6), ("[1]\nx\n", 0), ("x\ny\n", nil), ("", nil), ("[1]\r\n\r\n[2]\r\n", 7),
    ("\n\n[1]", 2),
  ])
  func `Blocks end before the last first line`(text: String, start: Int?) throws {
    let bracketed = try bracketed()
    #expect(Array(text.utf8).withUnsafeBytes { bracketed.lastStart(in: $0) } == start)
  }

  @Test
  func `Any cutting into blocks gives the same records`() throws {
    var random = SeededRandom(seed: 11)
    let start = try bracketed()
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0..<400, using: &random)).map { _ in
        Array("[x] \n\n\r".utf8).randomElement(using: &random) ?? 0
      }
      let whole = records(String(decoding: bytes, as: UTF8.self), start)
      let blockSize = Int.random(in: 1...64, using: &random)
      let blocks = LineBlocks(BytesStream(bytes), blockSize: blockSize, recordStart: start)
      var (texts, counts): ([String], [Int]) = ([], [0, 0, 0])
      while let block = try blocks.next() {
        let found = records(String(decoding: block.bytes, as: UTF8.self), start)
        texts += found.texts
        counts = zip(counts, found.counts).map { $0 + $1 }
      }
      #expect(texts == whole.texts)
      #expect(counts == whole.counts)
    }
  }
}

/// Bytes that are read like a file.
private final class BytesStream: ByteStream {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
    super.init(name: "bytes", modified: 0)
  }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogSourceError) -> Int {
    let piece = rest.prefix(buffer.count)
    buffer.copyBytes(from: piece)
    rest = rest.dropFirst(piece.count)
    return piece.count
  }
}
