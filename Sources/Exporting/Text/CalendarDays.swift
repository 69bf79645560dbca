import Tables

/// Days with what a format writes of them, kept from one timestamp to the next.
///
/// A day has its place by its number: rows of a month or two find all of theirs.
final class CalendarDays {
  private let days: UnsafeMutablePointer<CalendarDay>
  private let mask: Int64

  /// `capacity`: how many days are kept, a power of two.
  init(capacity: Int = 64) {
    days = .allocate(capacity: capacity)
    days.initialize(repeating: CalendarDay(), count: capacity)
    mask = Int64(capacity - 1)
  }

  deinit { days.deallocate() }

  /// A day, counted from 1970-01-01.
  ///
  /// - Parameters:
  ///   - number: The day.
  ///   - pieces: The format, the same at every call.
  /// - Returns: The date and the text that the format begins with on that day; good until the next call.
  @inline(__always)
  func day(
    _ number: Int64,
    _ pieces: UnsafeBufferPointer<TimestampText.Piece>
  ) -> UnsafePointer<CalendarDay> {
    let place = days + Int(number & mask)
    if place.pointee.days != number { place.pointee = CalendarDay(number, pieces) }
    return UnsafePointer(place)
  }
}

/// A day with its date and the beginning of its timestamps as text.
struct CalendarDay: BitwiseCopyable {
  /// The number of no day: none yet.
  fileprivate let days: Int64
  let date: (year: Int, month: Int, day: Int)
  /// How many pieces of the format the text is made of: those before the first that the day does not
  /// decide.
  let pieceCount: Int
  private var text: (UInt64, UInt64) = (0, 0)
  private var textCount = 0

  /// How much room `writePrefix` needs.
  static let room = 16

  fileprivate init() {
    days = .min
    date = (1970, 1, 1)
    pieceCount = 0
  }

  fileprivate init(_ days: Int64, _ pieces: UnsafeBufferPointer<TimestampText.Piece>) {
    self.days = days
    let civil = CivilDate(days: Int(days))
    date = (civil.year, civil.month, civil.day)
    // The last piece may go over the end of what is kept: then it is not.
    var bytes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
    let (pieceCount, count) = withUnsafeMutableBytes(of: &bytes) { memory in
      let start = memory.bindMemory(to: UInt8.self)
      return Self.write(pieces, civil, start)
    }
    self.pieceCount = pieceCount
    textCount = count
    text = (bytes.0, bytes.1)
  }

  /// Writes the pieces that the date decides, as many as have room.
  private static func write(
    _ pieces: UnsafeBufferPointer<TimestampText.Piece>,
    _ date: CivilDate,
    _ memory: UnsafeMutableBufferPointer<UInt8>
  ) -> (pieceCount: Int, count: Int) {
    guard let start = memory.baseAddress else { return (0, 0) }
    var end = start
    for (index, piece) in pieces.enumerated() {
      let before = end
      switch piece {
      case .byte(let byte): end.add(byte)
      case .year: end.add(year: date.year)
      case .month: end.add(date.month, width: 2)
      case .day: end.add(date.day, width: 2)
      default: return (index, end - start)
      }
      if end - start > room { return (index, before - start) }
    }
    return (pieces.count, end - start)
  }

  @inline(__always)
  func writePrefix(_ end: inout UnsafeMutablePointer<UInt8>) {
    let raw = UnsafeMutableRawPointer(end)
    raw.storeBytes(of: text.0, as: UInt64.self)
    raw.storeBytes(of: text.1, toByteOffset: 8, as: UInt64.self)
    end += textCount
  }
}
