public import Tables

/// Parses logs from their beginning to their end, on all cores, in the order of their lines.
///
///     let run = LogRun(parser, workers: 2)
///     try await run.parse([.file("login.log")]) { part in … }
///     run.count
public struct LogRun: Sendable {
  private let parser: LogParser
  private let workers: Int

  /// `workers`: how many blocks are parsed at the same time.
  public init(_ parser: LogParser, workers: Int) {
    self.parser = parser
    self.workers = max(1, workers)
  }

  /// Clocks differ: a line may be later than the change of its file, by a day at most.
  static let dayMicroseconds: Int64 = 86_400_000_000

  /// Parses logs one after the other.
  ///
  /// Memory is that of some blocks, whatever the size of the logs. A block that could not be read ends the
  /// run; what came before it was handed over.
  ///
  /// - Parameters:
  ///   - logs: The logs in their order.
  ///   - consume: Takes the rows and rejects of each block, in order, by one task at a time.
  /// - Returns: What became of all lines.
  /// - Throws: `LogSourceError`, or what `consume` throws.
  @discardableResult
  public func parse(
    _ logs: [LogSource],
    consume: (LogPart) async throws -> Void
  ) async throws -> LineCount {
    var total = LineCount()
    for log in logs {
      let reader = try await LogReader.open(log, recordStart: parser.recordStart)
      total += try await parse(
        log.name,
        latest: reader.modified + Self.dayMicroseconds,
        next: { try await reader.next() },
        consume: consume
      )
    }
    return total
  }

  /// Parses the texts of a table's column, each of them a line.
  ///
  /// A null is a blank line. Offsets count the bytes of the texts and one for the end of each. A record
  /// is a line, whatever begins one in files, and times must say their year.
  ///
  /// - Parameters:
  ///   - name: What results call the table.
  ///   - column: The place of the column, which is one of texts.
  ///   - batches: The rows.
  ///   - consume: As for files.
  /// - Returns: What became of all lines.
  /// - Throws: What reading the rows or `consume` throws.
  @discardableResult
  public func parse<Batches: AsyncSequence>(
    table name: String,
    column: Int,
    _ batches: Batches,
    consume: (LogPart) async throws -> Void
  ) async throws -> LineCount where Batches.Element == Batch {
    var rows = batches.makeAsyncIterator()
    var offset = 0
    return try await parse(name, latest: .max / 2) {
      guard let batch = try await rows.next() else { return nil }
      let block = LineBlock(batch.columns[column], offset: offset)
      offset += block.bytes.count
      return block
    } consume: {
      try await consume($0)
    }
  }

  private func parse(
    _ name: String,
    latest: Int64,
    next: () async throws -> LineBlock?,
    consume: (LogPart) async throws -> Void
  ) async throws -> LineCount {
    var total = LineCount()
    var waiting: [(block: LineBlock, parsed: Task<ParsedBlock, Never>)] = []
    var lines = 0
    defer { for entry in waiting { entry.parsed.cancel() } }
    func take() async throws {
      let (block, task) = waiting.removeFirst()
      let parsed = await task.value
      let part = LogPart(parsed, of: name, firstLine: lines, offset: block.offset)
      lines += parsed.lineCount
      total += part.count
      total.byteCount += block.bytes.count
      try await consume(part)
    }
    while let block = try await next() {
      try Task.checkCancellation()
      let parser = parser
      waiting.append((block, Task { parser.parse(block.bytes, latest: latest) }))
      if waiting.count > workers { try await take() }
    }
    while !waiting.isEmpty { try await take() }
    return total
  }
}

/// A log that is to be parsed.
public enum LogSource: Sendable, Hashable {
  /// A file, packed or not, or a named pipe; `name` is what results call it.
  case file(String, name: String)
  case standardInput

  /// A file that is called by its path.
  public static func file(_ path: String) -> LogSource { .file(path, name: path) }

  public var name: String {
    switch self {
    case .file(_, let name): name
    case .standardInput: "-"
    }
  }

  func open() throws(LogSourceError) -> ByteStream {
    switch self {
    case .file(let path, _): try ByteStream.open(path)
    case .standardInput: try ByteStream.standardInput()
    }
  }
}

/// What became of lines: `lines = rows + rejects + blank + headers + continued`, always.
public struct LineCount: Sendable, Hashable {
  public var lines = 0
  public var rows = 0
  public var rejects = 0
  public var blank = 0
  /// Lines that name the columns of a CSV file.
  public var headers = 0
  /// Lines after the first of their record, which is a row or a reject.
  public var continued = 0
  /// Texts in which bytes that are no UTF-8 were replaced.
  public var mended = 0
  /// Unpacked bytes.
  public var byteCount = 0

  public init() {}

  public static func += (total: inout LineCount, more: LineCount) {
    total.lines += more.lines
    total.rows += more.rows
    total.rejects += more.rejects
    total.blank += more.blank
    total.headers += more.headers
    total.continued += more.continued
    total.mended += more.mended
    total.byteCount += more.byteCount
  }
}

/// The rows and rejects of some lines of one log.
public struct LogPart: Sendable {
  /// As the log is named.
  public let log: String
  public let rows: Batch
  /// The columns of `LogPart.rejectSchema`.
  public let rejects: Batch
  public let count: LineCount

  /// `file`, `line` (from 1), `offset` (bytes from 0 on), `reason`, `text` (not UTF-8 is replaced).
  public static let rejectSchema = Schema([
    Field("file", .utf8), Field("line", .int64), Field("offset", .int64), Field("reason", .utf8),
    Field("text", .utf8),
  ])

  init(_ parsed: ParsedBlock, of log: String, firstLine: Int, offset: Int) {
    self.log = log
    rows = parsed.rows
    var count = LineCount()
    count.lines = parsed.lineCount
    count.rows = parsed.rows.rowCount
    count.rejects = parsed.rejects.count
    count.blank = parsed.blankCount
    count.headers = parsed.headerCount
    count.continued = parsed.continuedCount
    count.mended = parsed.mendedCount
    self.count = count
    let (file, reason, text) = (BytesBuilder(), BytesBuilder(), BytesBuilder())
    let (line, place) = (FixedWidthBuilder<Int64>(), FixedWidthBuilder<Int64>())
    for reject in parsed.rejects {
      file.append(log)
      line.append(Int64(firstLine + reject.line))
      place.append(Int64(offset + reject.offset))
      reason.append(reject.reason)
      reject.text.withUnsafeBytes { bytes in
        if UTF8Text.firstInvalid(bytes) == nil {
          text.append(bytes: bytes)
        } else {
          text.append(bytes: UTF8Text.mended(bytes))
        }
      }
    }
    rejects = Batch(
      schema: Self.rejectSchema,
      columns: [file.finish(), line.finish(), place.finish(), reason.finish(), text.finish()],
      rowCount: parsed.rejects.count
    )
  }
}
