import Tables

/// Texts of a column as they lie in memory; the column must outlive it.
struct TextCells {
  private let bytes: UnsafePointer<UInt8>?
  private let narrow: UnsafePointer<Int32>?
  private let wide: UnsafePointer<Int64>?

  init(_ column: Column) {
    let memory = column.memory
    bytes = memory.bytes
    let isWide = column.type == .largeUtf8
    narrow = isWide ? nil : memory.values?.assumingMemoryBound(to: Int32.self)
    wide = isWide ? memory.values?.assumingMemoryBound(to: Int64.self) : nil
  }

  @inline(__always)
  func range(_ row: Int) -> (start: Int, end: Int) {
    if let narrow { return (Int(narrow[row]), Int(narrow[row &+ 1])) }
    guard let wide else { return (0, 0) }
    return (Int(wide[row]), Int(wide[row &+ 1]))
  }

  @inline(__always)
  func length(_ row: Int) -> Int {
    let (start, end) = range(row)
    return end &- start
  }

  /// Copies a text to `place` and moves `place` behind it.
  @inline(__always)
  func copy(_ row: Int, to place: inout UnsafeMutableRawPointer) {
    let (start, end) = range(row)
    guard let bytes, end > start else { return }
    place.copyMemory(from: bytes + start, byteCount: end &- start)
    place += end &- start
  }

  /// The first eight bytes of a text, or 0 when it is shorter.
  @inline(__always)
  func word(_ row: Int) -> UInt64 {
    let (start, end) = range(row)
    guard let bytes, end &- start >= 8 else { return 0 }
    return UnsafeRawPointer(bytes + start).loadUnaligned(as: UInt64.self)
  }
}

/// The cells of a batch of transactions, and how they make a line.
struct LogRows {
  let ids: TextCells
  let shortSessions: TextCells
  let longSessions: TextCells
  let urls: TextCells
  let paths: TextCells
  let kinds: TextCells
  let statuses: TextCells
  let codes: TextCells
  let amounts: UnsafePointer<Double>
  let times: UnsafePointer<Int64>

  /// More bytes than all of a line but its texts takes.
  static let longestRest = 320

  /// The columns of the table, and then those of its struct.
  init?(_ columns: [Column]) {
    guard let amounts = columns[8].memory.values, let times = columns[10].memory.values else {
      return nil
    }
    ids = TextCells(columns[0])
    shortSessions = TextCells(columns[1])
    longSessions = TextCells(columns[2])
    urls = TextCells(columns[3])
    paths = TextCells(columns[4])
    kinds = TextCells(columns[5])
    statuses = TextCells(columns[6])
    self.amounts = amounts.assumingMemoryBound(to: Double.self)
    codes = TextCells(columns[9])
    self.times = times.assumingMemoryBound(to: Int64.self)
  }

  /// How many bytes the texts of a row take.
  @inline(__always)
  func textLength(_ row: Int) -> Int {
    ids.length(row) &+ shortSessions.length(row) &+ longSessions.length(row) &+ urls.length(row)
      &+ paths.length(row) &+ kinds.length(row) &+ statuses.length(row) &+ codes.length(row)
  }

  /// Writes the line of a row and returns its length.
  @inline(__always)
  func write(
    _ row: Int,
    to start: UnsafeMutablePointer<UInt8>,
    number: Int,
    days: DayCache
  ) -> Int {
    // Whole minutes; those before 1970 are negative, and their days begin earlier still.
    let minutes = Int(times[row] / 60_000_000)
    let day = minutes >= 0 ? minutes / 1_440 : (minutes - 1_439) / 1_440
    let minute = minutes &- day &* 1_440
    let date = days.day(day)
    var place = UnsafeMutableRawPointer(start)
    Self.put("/usr/transaction/data/demo/", &place)
    Self.put(date.pointee.plain, &place)
    Self.put("/loginApp.log:", &place)
    Self.put(decimal: number, &place)
    Self.put(":[[]]-UserId:", &place)
    ids.copy(row, to: &place)
    Self.put("=Action:", &place)
    kinds.copy(row, to: &place)
    Self.put(" ", &place)
    statuses.copy(row, to: &place)
    Self.put(" ShortSession:", &place)
    shortSessions.copy(row, to: &place)
    Self.put(" LongSession:", &place)
    longSessions.copy(row, to: &place)
    Self.put(" [loginApp] VisangEduDuo transaction:[product_code:", &place)
    codes.copy(row, to: &place)
    Self.put(",amount:", &place)
    Self.put(decimal: Int(amounts[row]), &place)
    Self.put(",time_stamp:", &place)
    Self.put(date.pointee.dashed.0, &place)
    Self.put(date.pointee.dashed.1, &place)
    Self.put(":", &place)
    Self.put(twoDigits: minute / 60, &place)
    Self.put(":", &place)
    Self.put(twoDigits: minute % 60, &place)
    Self.put("]-URL:", &place)
    urls.copy(row, to: &place)
    Self.put(" Path:", &place)
    paths.copy(row, to: &place)
    Self.put("\n", &place)
    return place - UnsafeMutableRawPointer(start)
  }

  @inline(__always)
  private static func put(_ text: StaticString, _ place: inout UnsafeMutableRawPointer) {
    place.copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
    place += text.utf8CodeUnitCount
  }

  /// Bytes that stand in a word from the highest on.
  @inline(__always)
  private static func put<Word: FixedWidthInteger & BitwiseCopyable>(
    _ word: Word,
    _ place: inout UnsafeMutableRawPointer
  ) {
    place.storeBytes(of: word.bigEndian, as: Word.self)
    place += MemoryLayout<Word>.size
  }

  @inline(__always)
  private static func put(decimal number: Int, _ place: inout UnsafeMutableRawPointer) {
    var rest = UInt(number.magnitude)
    var digits = 1
    var limit: UInt = 10
    while rest >= limit, digits < 19 {
      digits &+= 1
      limit &*= 10
    }
    var last = place + digits
    place = last
    for _ in 0..<digits {
      last -= 1
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      last.storeBytes(of: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder), as: UInt8.self)
      rest = quotient
    }
  }

  /// Two digits of a number below 100.
  @inline(__always)
  private static func put(twoDigits number: Int, _ place: inout UnsafeMutableRawPointer) {
    let tens = number / 10
    put(UInt16(truncatingIfNeeded: (0x30 + tens) &<< 8 | (0x30 + number - tens * 10)), &place)
  }
}
