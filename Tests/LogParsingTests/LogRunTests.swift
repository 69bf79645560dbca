import CZstd
import Diagnostics
import Files
import Foundation
import Tables
import Testing

@testable import LogParsing

/// Logs from files: blocks, packed data, and the account of lines.
struct LogRunTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "quire-logrun-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let path = "\(folder)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func parser(_ pattern: String) throws -> LogParser {
    var diagnostics: [Diagnostic] = []
    let dissect = try #require(
      Dissect(PatternText(pattern, name: "pattern"), diagnostics: &diagnostics)
    )
    let columns = dissect.fields.map {
      LogColumn(name: $0.name, field: $0.name, type: $0.type ?? .string)
    }
    return LogParser(formats: [LogFormat(name: "test", matcher: dissect)], columns: columns)
  }

  /// All rows and rejects of logs, and the count.
  private func result(
    _ parser: LogParser,
    _ paths: [String],
    workers: Int = 2
  ) async throws -> (rows: Table, rejects: [[Value]], count: LineCount) {
    var rows: [Batch] = []
    var rejects: [[Value]] = []
    let count = try await LogRun(parser, workers: workers).parse(paths.map(LogSource.file)) {
      rows.append($0.rows)
      for row in 0..<$0.rejects.rowCount {
        let batch = $0.rejects
        rejects.append(batch.columns.map { $0.value(at: row) })
      }
    }
    return (Table(schema: parser.schema, batches: rows), rejects, count)
  }

  @Test
  func `Every line is a row, a reject with its place, or blank`() async throws {
    let text = "\u{FEFF}a=1 x\r\n\r\nb=zwei y\n  \nc=3 z z\nno equals\nd=4 "
    let path = try file("mixed.log", text.utf8)
    let (rows, rejects, count) = try await result(
      try parser("%{key}=%{number:int} %{rest}"),
      [path]
    )
    #expect(
      (0..<rows.rowCount).map { row in rows.row(row).values } == [
        [.string("a"), .int(1), .string("x")],
        [.string("c"), .int(3), .string("z z")],
        [.string("d"), .int(4), .string("")],
      ]
    )
    // Offsets counted by hand: 3 bytes of mark, "a=1 x\r\n" 7, "\r\n" 2 → 12; "b=zwei y\n" 9, "  \n" 3,
    // "c=3 z z\n" 8 → 32.
    #expect(
      rejects == [
        [
          .string(path), .int(3), .int(12), .string("number: 'zwei' is no whole number"),
          .string("b=zwei y"),
        ],
        [.string(path), .int(6), .int(32), .string("no '=' after byte 0"), .string("no equals")],
      ]
    )
    #expect(count.lines == 7)
    #expect(count.rows == 3)
    #expect(count.rejects == 2)
    #expect(count.blank == 2)
    #expect(count.byteCount == text.utf8.count - 3)
  }

  @Test
  func `Lines longer than a block are read whole, in the order of their files`() async throws {
    let long = String(repeating: "가", count: 900_000)
    let first = try file("1.log", "1 \(long)\n2 b\n".utf8)
    let second = try file("2.log", "3 c\n4 \(long)".utf8)
    let (rows, rejects, _) = try await result(try parser("%{n:int} %{text}"), [first, second])
    #expect(rejects.isEmpty)
    #expect(rows.values(ofColumn: 0) == [.int(1), .int(2), .int(3), .int(4)])
    #expect(rows.value(row: 3, column: 1) == .string(long))
  }

  @Test(arguments: ["gzip", "zstd"])
  func `Packed logs are read like plain ones, also several packed pieces in one file`(
    tool: String
  ) async throws {
    let text = (0..<50_000).map { "\($0) line of a log\n" }.joined()
    let plain = try file("plain.log", text.utf8)
    let packed =
      tool == "zstd" ? Self.zstd(Array(text.utf8)) : try #require(Self.run(["gzip", "-c", plain]))
    let twice = try file("twice.log", packed + packed)
    let (rows, rejects, count) = try await result(try parser("%{n:int} %{text}"), [twice])
    #expect(rejects.isEmpty)
    #expect(rows.rowCount == 100_000)
    #expect(count.byteCount == 2 * text.utf8.count)

    let cut = try file("cut.log", packed.dropLast(packed.count / 2))
    let error = await #expect(throws: LogSourceError.self) {
      try await result(try parser("%{n:int} %{text}"), [cut])
    }
    #expect(error == .truncated(cut, kind: tool))
    var broken = packed
    broken[broken.count / 2] ^= 0xFF
    broken[broken.count / 2 + 1] ^= 0xFF
    let damaged = try file("damaged.log", broken)
    await #expect(throws: LogSourceError.self) {
      try await result(try parser("%{n:int} %{text}"), [damaged])
    }
  }

  @Test
  func `A folder, a missing file and one without permission are told by name`() async throws {
    let parser = try parser("%{n:int} %{text}")
    let folderError = await #expect(throws: LogSourceError.self) {
      try await result(parser, [folder])
    }
    #expect(folderError?.words.message == "'\(folder)' is a folder")
    let missing = await #expect(throws: LogSourceError.self) {
      try await result(parser, ["\(folder)/none.log"])
    }
    #expect(
      missing?.words.message == "cannot read '\(folder)/none.log': no such file or directory"
    )
  }

  @Test
  func `A file that shrinks while it is read is an error`() async throws {
    let path = try file("shrinking.log", repeatElement(UInt8(ascii: "x"), count: 3 << 20))
    let stream = try ByteStream.open(path)
    try Data(repeatElement(UInt8(ascii: "x"), count: 1 << 20)).write(
      to: URL(fileURLWithPath: path),
      options: []
    )
    truncate(path, 1 << 20)
    let blocks = LineBlocks(stream)
    #expect(throws: LogSourceError.shrank(path)) { while try blocks.next() != nil {} }
  }

  @Test
  func `A file that grows while it is read is read as it was`() async throws {
    let path = try file("growing.log", repeatElement(Array("1 a\n".utf8), count: 500_000).joined())
    let stream = try ByteStream.open(path)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("2 half a li".utf8))
    try handle.close()
    let blocks = LineBlocks(stream)
    let parser = try parser("%{n:int} %{text}")
    var count = LineCount()
    while let block = try blocks.next() {
      let parsed = parser.parse(block.bytes, latest: 0)
      count += LogPart(parsed, of: path, firstLine: 0, offset: block.offset).count
    }
    #expect(count.rows == 500_000)
    #expect(count.lines == 500_000)
  }

  @Test
  func `A pipe that is closed in the middle of a line ends with that line`() async throws {
    let path = "\(folder)/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let writing = Task {
      try await OffPool.run("writer") {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.write(contentsOf: Data("1 whole\n2 ha".utf8))
        try handle.close()
      }
    }
    let (rows, rejects, count) = try await result(try parser("%{n:int} %{text}"), [path])
    try await writing.value
    #expect(rejects.isEmpty)
    #expect(rows.values(ofColumn: 1) == [.string("whole"), .string("ha")])
    #expect(count.lines == 2)
  }

  @Test
  func `Random bytes in any blocks satisfy the account of lines`() throws {
    var random = SystemRandomNumberGenerator()
    let parser = try parser("%{a} %{b->} %{c:int}")
    let alphabet: [UInt8] = Array(" \n\r\n1a=%{}é".utf8) + [0x00, 0xFF, 0xC3]
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0..<400, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let path = try file("random.log", bytes)
      let blocks = LineBlocks(
        try ByteStream.open(path),
        blockSize: Int.random(in: 1..<50, using: &random)
      )
      var count = LineCount()
      while let block = try blocks.next() {
        let parsed = parser.parse(block.bytes, latest: 0)
        count += LogPart(parsed, of: path, firstLine: 0, offset: block.offset).count
      }
      let ends = bytes.count { $0 == 0x0A }
      let hasLast = bytes.last.map { $0 != 0x0A } ?? false
      #expect(count.lines == ends + (hasLast ? 1 : 0), "\(bytes)")
      #expect(count.lines == count.rows + count.rejects + count.blank, "\(bytes)")
    }
  }

  /// With a checksum, as the command-line tool writes it.
  private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    let capacity = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = ZSTD_compress2(context, buffer.baseAddress, capacity, bytes, bytes.count)
    }
  }

  /// What a command writes to standard output; nil when it fails.
  private static func run(_ command: [String]) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Array(data) : nil
  }
}
