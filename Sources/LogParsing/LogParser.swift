public import Tables

/// Turns lines of logs into rows of a table, and accounts for every line.
///
/// Lines read = rows + rejects + blank lines, always; with formats that have them, + header lines +
/// lines that continue a record. A line that no format takes, or that holds a value which is not of
/// its column's type, becomes a reject with its place and the reason.
public struct LogParser: Sendable {
  /// The formats in the order in which they are tried; the first that takes a line has it.
  public let formats: [LogFormat]
  public let columns: [LogColumn]
  public let invalidText: InvalidText
  /// What begins a record of several lines; nil: each line is one.
  public let recordStart: RecordStart?
  /// The slot of each column in each format, or -1.
  private let slots: [[Int]]

  /// `formats`: at least one; a column whose field a format does not have is null in its rows.
  public init(
    formats: [LogFormat],
    columns: [LogColumn],
    invalidText: InvalidText = .replace,
    recordStart: RecordStart? = nil
  ) {
    self.recordStart = recordStart
    self.formats = formats
    self.columns = columns
    self.invalidText = invalidText
    slots = formats.map { format in
      columns.map { column in
        format.matcher.fields.firstIndex { $0.name == column.field } ?? -1
      }
    }
  }

  /// The columns of the rows.
  public var schema: Schema { Schema(columns.map { Field($0.name, $0.dataType(invalidText)) }) }

  /// Parses whole lines.
  ///
  /// - Parameters:
  ///   - bytes: Lines, each with its end; the last may lack it.
  ///   - latest: For times without a year, the latest that a line can have, in microseconds.
  /// - Returns: What became of the lines, counted from the first of `bytes`.
  func parse(_ bytes: UnsafeRawBufferPointer, latest: Int64) -> ParsedBlock {
    let mended = SinkContext.Counter()
    let rows = RowBuilder(
      columns,
      SinkContext(latest: latest, invalidText: invalidText, mendedCount: mended)
    )
    let found = formats.map { $0.matcher.makeSlots() }
    var block = ParsedBlock()
    var scanner = RecordScanner(bytes, recordStart)
    while let record = scanner.next() {
      var mismatch: Mismatch? = record.isOrphan ? .noRecord : nil
      for index in formats.indices where !record.isOrphan {
        mismatch = formats[index].matcher.match(record.text, found[index])
        if mismatch == nil { mismatch = rows.append(found[index], slotOf: slots[index]) }
        if mismatch == nil || mismatch == .header { break }
      }
      guard let mismatch else { continue }
      if mismatch == .header {
        block.headerCount += 1
        continue
      }
      block.rejects.append(
        Reject(
          line: record.line,
          offset: record.offset,
          // With several formats, why the last one did not take it says little.
          reason: formats.count > 1 && !record.isOrphan
            ? "no format takes the line" : mismatch.reason,
          text: Array(record.text)
        )
      )
    }
    block.lineCount = scanner.lineCount
    block.blankCount = scanner.blankCount
    block.continuedCount = scanner.continuedCount
    block.mendedCount = mended.value
    block.rows = Batch(schema: schema, columns: rows.finish(), rowCount: rows.rowCount)
    return block
  }
}

/// A way to read a line: what a pattern was compiled to, with its name.
public struct LogFormat: Sendable {
  /// Such as `academy` or `dissect`.
  public let name: String
  let matcher: any LineMatcher
  /// The columns that its fields make when nothing else is said.
  public let columns: [LogColumn]

  /// `columns`: nil for one of each field, of the type that the pattern says or text.
  init(name: String, matcher: any LineMatcher, columns: [LogColumn]? = nil) {
    self.name = name
    self.matcher = matcher
    self.columns =
      columns
      ?? matcher.fields.map {
        LogColumn(name: $0.name, field: $0.name, type: $0.type ?? .string)
      }
  }
}

/// What became of a block of lines.
struct ParsedBlock: Sendable {
  var rows = Batch(schema: Schema([]), columns: [], rowCount: 0)
  /// Lines and offsets counted from the start of the block.
  var rejects: [Reject] = []
  var lineCount = 0
  var blankCount = 0
  /// Lines that name the columns.
  var headerCount = 0
  /// Lines of records after their first.
  var continuedCount = 0
  /// Texts whose bytes were no UTF-8 and were replaced.
  var mendedCount = 0
}

/// A line that became no row.
struct Reject: Sendable {
  /// From 1.
  var line: Int
  /// Of the line's first byte, from 0.
  var offset: Int
  let reason: String
  let text: [UInt8]
}
