import Tables

/// Walks over the records of some bytes: a first line and those that continue it, joined by `\n`.
///
/// Without a `RecordStart` each line that is not blank is a record. With one, blank lines inside a
/// record belong to it and those after its last line do not. A line before the first record is one
/// by itself that `isOrphan`.
struct RecordScanner {
  private var lines: LineScanner
  private let start: RecordStart?
  private let slots: FieldSlots?
  /// Whether the next line is known to be a first one.
  private var isAtFirst = false
  /// The text of records whose lines end in `\r\n`.
  private let joined = ByteWriter()
  private(set) var lineCount = 0
  private(set) var blankCount = 0
  /// Lines of records after their first, blank ones inside included.
  private(set) var continuedCount = 0

  init(_ bytes: UnsafeRawBufferPointer, _ start: RecordStart?) {
    lines = LineScanner(bytes)
    self.start = start
    slots = start?.makeSlots()
  }

  /// The next record; its text holds until the next call.
  @inline(__always)
  mutating func next() -> LogRecord? {
    while let (line, offset) = lines.next() {
      lineCount &+= 1
      if LineScanner.isBlank(line) {
        blankCount &+= 1
        continue
      }
      guard let start, let slots else {
        return LogRecord(text: line, offset: offset, line: lineCount)
      }
      guard isAtFirst || start.isFirst(line, slots) else {
        return LogRecord(text: line, offset: offset, line: lineCount, isOrphan: true)
      }
      return continued(line, offset, start, slots)
    }
    return nil
  }

  /// Reads on to the next first line.
  private mutating func continued(
    _ first: UnsafeRawBufferPointer,
    _ offset: Int,
    _ start: RecordStart,
    _ slots: FieldSlots
  ) -> LogRecord {
    let number = lineCount
    var isJoined = false
    var blanks = 0
    var text = first
    var before = lines
    isAtFirst = false
    while let (line, _) = lines.next() {
      if LineScanner.isBlank(line) {
        lineCount &+= 1
        blanks &+= 1
        before = lines
        continue
      }
      if start.isFirst(line, slots) {
        isAtFirst = true
        lines = before
        break
      }
      lineCount &+= 1
      continuedCount &+= blanks &+ 1
      blanks = 0
      before = lines
      if let base = first.baseAddress, let lineBase = line.baseAddress {
        text = UnsafeRawBufferPointer(start: base, count: lineBase - base + line.count)
        isJoined = true
      }
    }
    blankCount &+= blanks
    if isJoined { text = withoutReturns(text) }
    return LogRecord(text: text, offset: offset, line: number)
  }

  /// The lines of a text with `\n` between them.
  private func withoutReturns(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard text.contains(0x0D) else { return text }
    joined.removeAll()
    var scanner = LineScanner(text)
    while let (line, offset) = scanner.next() {
      if offset > 0 { joined.append(0x0A) }
      // The last line is without its end already.
      let isLast = scanner.place == text.count
      joined.append(isLast ? UnsafeRawBufferPointer(rebasing: text[offset...]) : line)
    }
    return joined.withUnsafeBytes { $0 }
  }
}

/// One record of a log: a line, or several.
struct LogRecord {
  /// Without its line end.
  var text: UnsafeRawBufferPointer
  /// Of its first byte.
  var offset: Int
  /// The number of its first line, from 1.
  var line: Int
  /// It stands before the first line that begins a record.
  var isOrphan = false
}
