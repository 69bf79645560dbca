import Tables

/// How the rows of a batch are put together as text: pieces that are the same for all rows, and
/// cells.
///
/// A batch's rows are written by running through the pieces once for each. The batch must stay alive
/// meanwhile.
struct RowText {
  enum Style { case csv, json }

  private enum Piece: BitwiseCopyable {
    /// A range of `fixed`, and its bytes if they are no more than eight.
    case fixed(Int, Int, word: UInt64)
    case cell(Cell)
    /// Where the struct is null: a range of `fixed`, and on with the piece of that number.
    case nested(Cell, Int, Int, next: Int)
  }

  private let style: Style
  private let times: TimestampText
  private let fixed = ByteWriter()
  private var pieces: [Piece] = []
  /// The columns of which values are made.
  private var others: [Column] = []

  init(_ style: Style, times: TimestampText) {
    self.style = style
    self.times = times
  }

  /// Adds text that stands in every row.
  mutating func add(_ text: (ByteWriter) -> Void) {
    let start = fixed.count
    text(fixed)
    var first = start
    if case .fixed(let before, let end, _) = pieces.last, end == start {
      first = before
      pieces.removeLast()
    }
    pieces.append(.fixed(first, fixed.count, word: word(first..<fixed.count)))
  }

  private func word(_ range: Range<Int>) -> UInt64 {
    fixed.withUnsafeBytes { bytes in
      bytes[range].prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << (8 * $1.offset) }
    }
  }

  mutating func add(_ column: Column) {
    let cell = Cell(column, place: others.count, hasTimes: times.isPlain)
    if case .other = cell.source { others.append(column) }
    pieces.append(.cell(cell))
  }

  /// Adds what is written of a struct's fields where the struct is not null, or else `whenNull`.
  mutating func add(
    struct column: Column,
    whenNull: (ByteWriter) -> Void,
    _ body: (inout RowText) -> Void
  ) {
    guard column.nullCount > 0 else { return body(&self) }
    let place = pieces.count
    let start = fixed.count
    whenNull(fixed)
    let end = fixed.count
    let cell = Cell(column, place: 0, hasTimes: false)
    pieces.append(.nested(cell, start, end, next: 0))
    body(&self)
    pieces[place] = .nested(cell, start, end, next: pieces.count)
    // What follows must not become part of a piece that is skipped.
    pieces.append(.fixed(0, 0, word: 0))
  }

  /// Writes some rows one after another.
  func append(_ rows: Range<Int>, to bytes: ByteWriter) {
    let days = CalendarDays()
    var cursor = ByteCursor(bytes)
    fixed.withUnsafeBytes { fixed in
      pieces.withUnsafeBufferPointer { pieces in
        (times.pieces ?? []).withUnsafeBufferPointer { times in
          for row in rows { append(row, pieces, fixed, times, days, &cursor) }
        }
      }
    }
    cursor.commit()
  }

  @inline(__always)
  private func append(
    _ row: Int,
    _ pieces: UnsafeBufferPointer<Piece>,
    _ fixed: UnsafeRawBufferPointer,
    _ times: UnsafeBufferPointer<TimestampText.Piece>,
    _ days: CalendarDays,
    _ cursor: inout ByteCursor
  ) {
    var index = 0
    while index < pieces.count {
      switch pieces[index] {
      case .fixed(let start, let end, let word):
        cursor.reserve(max(8, end &- start))
        if end &- start <= 8 {
          UnsafeMutableRawPointer(cursor.end).storeBytes(of: word.littleEndian, as: UInt64.self)
        } else if let text = fixed.baseAddress {
          UnsafeMutableRawPointer(cursor.end)
            .copyMemory(from: text + start, byteCount: end &- start)
        }
        cursor.end += end &- start
      case .cell(let cell):
        if cell.isNull(row) {
          if style == .json { cursor.append { $0.append("null") } }
        } else {
          append(cell.source, row, offset: cell.offset, times, days, &cursor)
        }
      case .nested(let cell, let start, let end, let next):
        if cell.isNull(row) {
          cursor.append { $0.append(UnsafeRawBufferPointer(rebasing: fixed[start..<end])) }
          index = next
          continue
        }
      }
      index &+= 1
    }
  }

  @inline(__always)
  private func append(
    _ source: Cell.Source,
    _ row: Int,
    offset: Int,
    _ times: UnsafeBufferPointer<TimestampText.Piece>,
    _ days: CalendarDays,
    _ cursor: inout ByteCursor
  ) {
    switch source {
    case .bool(let values):
      let isTrue = Cell.bit(values, offset &+ row)
      cursor.append { $0.append(isTrue ? "true" : "false") }
    case .int8(let values): cursor.add(decimal: Int(values[row]))
    case .int16(let values): cursor.add(decimal: Int(values[row]))
    case .int32(let values): cursor.add(decimal: Int(values[row]))
    case .int64(let values): cursor.add(decimal: Int(values[row]))
    case .uint8(let values): cursor.add(decimal: Int(values[row]))
    case .uint16(let values): cursor.add(decimal: Int(values[row]))
    case .uint32(let values): cursor.add(decimal: Int(values[row]))
    case .float64(let values):
      let number = values[row]
      cursor.append { [style] bytes in
        if style == .json, !number.isFinite {
          bytes.append("null")
        } else {
          bytes.append(shortest: number)
        }
      }
    case .text(let offsets, let text):
      let start = Int(offsets[row])
      append(text + start, Int(offsets[row &+ 1]) &- start, &cursor)
    case .longText(let offsets, let text):
      let start = Int(offsets[row])
      append(text + start, Int(offsets[row &+ 1]) &- start, &cursor)
    case .date(let values):
      quoted(&cursor) { cursor in cursor.append { $0.append(date: Int(values[row])) } }
    case .timestamp(let values, let perSecond, let isInstant):
      quoted(&cursor) { cursor in
        cursor.reserve(TimestampText.room(times))
        cursor.end.add(times, values[row], perSecond: perSecond, isInstant: isInstant, days)
      }
    case .other(let place):
      let value = others[place].value(at: row)
      cursor.append { [style] bytes in
        switch style {
        case .csv: bytes.append(csv: value, times: self.times)
        case .json: bytes.append(json: value, times: self.times)
        }
      }
    }
  }

  @inline(__always)
  private func append(_ text: UnsafePointer<UInt8>, _ count: Int, _ cursor: inout ByteCursor) {
    switch style {
    case .json:
      cursor.append { $0.append(jsonString: UnsafeRawBufferPointer(start: text, count: count)) }
    case .csv: cursor.add(csvField: text, count)
    }
  }

  @inline(__always)
  private func quoted(_ cursor: inout ByteCursor, _ body: (inout ByteCursor) -> Void) {
    if style == .json {
      cursor.reserve(1)
      cursor.end.add(UInt8(ascii: "\""))
    }
    body(&cursor)
    if style == .json {
      cursor.reserve(1)
      cursor.end.add(UInt8(ascii: "\""))
    }
  }
}
