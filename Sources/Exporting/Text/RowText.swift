import Tables

/// How the rows of a batch are put together as text: pieces that are the same for all rows, and
/// cells.
///
/// A batch's rows are written by running through the pieces once for each. The batch must stay alive
/// meanwhile.
struct RowText {
  enum Style { case csv, json }

  private enum Piece: BitwiseCopyable {
    /// A range of `fixed`.
    case fixed(Int, Int)
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
    if case .fixed(let first, let end) = pieces.last, end == start {
      pieces[pieces.count - 1] = .fixed(first, fixed.count)
    } else {
      pieces.append(.fixed(start, fixed.count))
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
    pieces.append(.fixed(0, 0))
  }

  /// Writes some rows one after another.
  func append(_ rows: Range<Int>, to bytes: ByteWriter) {
    var day = CalendarDays()
    fixed.withUnsafeBytes { fixed in
      pieces.withUnsafeBufferPointer { pieces in
        (times.pieces ?? []).withUnsafeBufferPointer { times in
          for row in rows { append(row, pieces, fixed, times, &day, bytes) }
        }
      }
    }
  }

  @inline(__always)
  private func append(
    _ row: Int,
    _ pieces: UnsafeBufferPointer<Piece>,
    _ fixed: UnsafeRawBufferPointer,
    _ times: UnsafeBufferPointer<TimestampText.Piece>,
    _ day: inout CalendarDays,
    _ bytes: ByteWriter
  ) {
    var index = 0
    while index < pieces.count {
      switch pieces[index] {
      case .fixed(let start, let end):
        bytes.append(UnsafeRawBufferPointer(rebasing: fixed[start..<end]))
      case .cell(let cell):
        if cell.isNull(row) {
          if style == .json { bytes.append("null") }
        } else {
          append(cell.source, row, offset: cell.offset, times, &day, bytes)
        }
      case .nested(let cell, let start, let end, let next):
        if cell.isNull(row) {
          bytes.append(UnsafeRawBufferPointer(rebasing: fixed[start..<end]))
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
    _ day: inout CalendarDays,
    _ bytes: ByteWriter
  ) {
    switch source {
    case .bool(let values): bytes.append(Cell.bit(values, offset &+ row) ? "true" : "false")
    case .int8(let values): bytes.append(decimal: Int(values[row]))
    case .int16(let values): bytes.append(decimal: Int(values[row]))
    case .int32(let values): bytes.append(decimal: Int(values[row]))
    case .int64(let values): bytes.append(decimal: Int(values[row]))
    case .uint8(let values): bytes.append(decimal: Int(values[row]))
    case .uint16(let values): bytes.append(decimal: Int(values[row]))
    case .uint32(let values): bytes.append(decimal: Int(values[row]))
    case .float64(let values):
      if style == .json, !values[row].isFinite {
        bytes.append("null")
      } else {
        bytes.append(shortest: values[row])
      }
    case .text(let offsets, let text):
      let start = Int(offsets[row])
      append(text + start, Int(offsets[row &+ 1]) &- start, bytes)
    case .longText(let offsets, let text):
      let start = Int(offsets[row])
      append(text + start, Int(offsets[row &+ 1]) &- start, bytes)
    case .date(let values):
      quoted(bytes) { bytes.append(date: Int(values[row])) }
    case .timestamp(let values, let perSecond, let isInstant):
      quoted(bytes) {
        bytes.append(times, values[row], perSecond: perSecond, isInstant: isInstant, &day)
      }
    case .other(let place):
      let value = others[place].value(at: row)
      switch style {
      case .csv: bytes.append(csv: value, times: self.times)
      case .json: bytes.append(json: value, times: self.times)
      }
    }
  }

  @inline(__always)
  private func append(_ text: UnsafePointer<UInt8>, _ count: Int, _ bytes: ByteWriter) {
    let text = UnsafeBufferPointer(start: text, count: count)
    switch style {
    case .json: bytes.append(jsonString: UnsafeRawBufferPointer(text))
    case .csv: bytes.append(csvField: text)
    }
  }

  @inline(__always)
  private func quoted(_ bytes: ByteWriter, _ body: () -> Void) {
    if style == .json { bytes.append(UInt8(ascii: "\"")) }
    body()
    if style == .json { bytes.append(UInt8(ascii: "\"")) }
  }
}
