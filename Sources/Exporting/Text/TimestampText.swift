public import Tables

/// How points in time are written in text files.
///
///     try TimestampText("%Y-%m-%d:%H:%M")   // 2024-01-31:09:05
///     TimestampText.iso8601                 // 2024-01-31T09:05:00, with a Z for an instant
public struct TimestampText: Sendable {
  /// What is written one after another; trivial, so that reading it costs no retain.
  enum Piece: Sendable, BitwiseCopyable {
    case byte(UInt8)
    case year, month, day, hour, minute, second, millisecond, microsecond
    /// Decimals of the second, none or as many groups of three as are needed.
    case fraction
    /// A `Z` where the column's type has a zone.
    case zoneMark
  }

  /// Nil when the format has a directive that is none of the pieces.
  let pieces: [Piece]?
  private let format: TimeFormat?
  /// Whether what it writes never needs quotes in CSV nor escapes in JSON.
  let isPlain: Bool

  /// Date and time with a `T` between, decimals of the second where there are any.
  public static let iso8601 = TimestampText()

  private init() {
    pieces = [
      .year, .byte(UInt8(ascii: "-")), .month, .byte(UInt8(ascii: "-")), .day,
      .byte(UInt8(ascii: "T")), .hour, .byte(UInt8(ascii: ":")), .minute,
      .byte(UInt8(ascii: ":")), .second, .fraction, .zoneMark,
    ]
    format = nil
    isPlain = true
  }

  /// A format of strftime's directives, such as `%Y-%m-%d:%H:%M`.
  ///
  /// - Throws: `FormatError` at a directive that does not exist.
  public init(_ specifier: String) throws(FormatError) {
    format = try TimeFormat(specifier)
    pieces = Self.pieces(specifier)
    isPlain =
      pieces?.allSatisfy { piece in
        guard case .byte(let byte) = piece else { return true }
        return byte >= 0x20 && !Array("\",\\".utf8).contains(byte)
      } ?? false
  }

  private static func pieces(_ specifier: String) -> [Piece]? {
    var pieces: [Piece] = []
    var rest = Array(specifier.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        pieces.append(.byte(byte))
        continue
      }
      switch rest.popFirst().map({ Unicode.Scalar($0) }) {
      case "Y": pieces.append(.year)
      case "m": pieces.append(.month)
      case "d": pieces.append(.day)
      case "H": pieces.append(.hour)
      case "M": pieces.append(.minute)
      case "S": pieces.append(.second)
      case "L": pieces.append(.millisecond)
      case "f": pieces.append(.microsecond)
      case "%": pieces.append(.byte(byte))
      default: return nil
      }
    }
    return pieces
  }

  /// More bytes than the pieces can take: none is longer than the year of the largest 64-bit count of
  /// seconds, 13 bytes.
  static func room(_ pieces: UnsafeBufferPointer<Piece>) -> Int {
    pieces.count &* 13 &+ CalendarDay.room
  }

  /// A count of a unit since 1970-01-01 as text.
  func text(_ count: Int64, perSecond: Int64, isInstant: Bool) -> String {
    guard let pieces else {
      let milliseconds = Double(count) * 1_000 / Double(perSecond)
      return format?.string(milliseconds: milliseconds) ?? ""
    }
    let bytes = ByteWriter()
    pieces.withUnsafeBufferPointer {
      bytes.append(
        $0,
        count,
        perSecond: perSecond,
        isInstant: isInstant,
        CalendarDays(capacity: 1)
      )
    }
    return bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }
}
