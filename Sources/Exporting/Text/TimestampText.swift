public import Tables

/// How points in time are written in text files.
///
///     try TimestampText("%Y-%m-%d:%H:%M")   // 2024-01-31:09:05
///     TimestampText.iso8601                 // 2024-01-31T09:05:00, with a Z for an instant
public struct TimestampText: Sendable {
  private enum Piece: Sendable {
    case text([UInt8])
    case year, month, day, hour, minute, second, millisecond, microsecond
    /// A directive that is not written here: by the format of reports.
    case other(TimeFormat)
    case iso8601
  }

  private let pieces: [Piece]
  /// Whether what it writes never needs quotes in CSV nor escapes in JSON.
  let isPlain: Bool

  /// Date and time with a `T` between, decimals of the second where there are any.
  public static let iso8601 = TimestampText([.iso8601])

  private init(_ pieces: [Piece]) {
    self.pieces = pieces
    isPlain = pieces.allSatisfy { piece in
      switch piece {
      case .text(let text): text.allSatisfy { $0 >= 0x20 && !Array("\",\\".utf8).contains($0) }
      case .other: false
      default: true
      }
    }
  }

  /// A format of strftime's directives, such as `%Y-%m-%d:%H:%M`.
  ///
  /// - Throws: `FormatError` at a directive that does not exist.
  public init(_ specifier: String) throws(FormatError) {
    _ = try TimeFormat(specifier)
    var pieces: [Piece] = []
    var text: [UInt8] = []
    var rest = specifier[...]
    while let character = rest.popFirst() {
      guard character == "%", let letter = rest.popFirst() else {
        text += Array(character.utf8)
        continue
      }
      if letter == "%" {
        text.append(UInt8(ascii: "%"))
        continue
      }
      if !text.isEmpty { pieces.append(.text(text)) }
      text = []
      var directive = "%\(letter)"
      if "-_0".contains(letter), let next = rest.popFirst() { directive.append(next) }
      pieces.append(try Self.piece(directive))
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    self.init(pieces)
  }

  private static func piece(_ directive: String) throws(FormatError) -> Piece {
    switch directive {
    case "%Y": .year
    case "%m": .month
    case "%d": .day
    case "%H": .hour
    case "%M": .minute
    case "%S": .second
    case "%L": .millisecond
    case "%f": .microsecond
    default: .other(try TimeFormat(directive))
    }
  }

  /// Writes a count of a unit since 1970-01-01.
  func append(_ count: Int64, perSecond: Int64, isInstant: Bool, to bytes: ByteWriter) {
    let seconds = floorDivide(count, perSecond)
    let fraction = Int(count - seconds * perSecond) * Int(1_000_000_000 / perSecond)
    let days = floorDivide(seconds, 86_400)
    let time = Int(seconds - days * 86_400)
    let date = CivilDate(days: Int(days))
    for piece in pieces {
      switch piece {
      case .text(let text): bytes.append(text)
      case .year: bytes.append(year: date.year)
      case .month: bytes.append(twoDigits: date.month)
      case .day: bytes.append(twoDigits: date.day)
      case .hour: bytes.append(twoDigits: time / 3_600)
      case .minute: bytes.append(twoDigits: time / 60 % 60)
      case .second: bytes.append(twoDigits: time % 60)
      case .millisecond: bytes.append(fraction / 1_000_000, width: 3)
      case .microsecond: bytes.append(fraction / 1_000, width: 6)
      case .other(let format):
        let exact = Double(seconds) * 1_000 + Double(fraction) / 1_000_000
        bytes.append(text: format.string(milliseconds: exact))
      case .iso8601:
        bytes.append(date)
        bytes.append(UInt8(ascii: "T"))
        bytes.append(secondOfDay: time, nanosecond: fraction)
        if isInstant { bytes.append(UInt8(ascii: "Z")) }
      }
    }
  }
}

/// Division that rounds down; the divisor must be positive.
@inline(__always)
func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value < 0 && quotient * divisor != value ? quotient - 1 : quotient
}

extension ByteWriter {
  /// Four digits; a sign and six outside 0–9999, as ISO 8601 has it.
  fileprivate func append(year: Int) {
    if year >= 0, year <= 9_999 {
      append(twoDigits: year / 100)
      append(twoDigits: year % 100)
    } else {
      append(UInt8(ascii: year < 0 ? "-" : "+"))
      append(abs(year), width: 6)
    }
  }

  /// `2024-01-31`.
  func append(_ date: CivilDate) {
    append(year: date.year)
    append(UInt8(ascii: "-"))
    append(twoDigits: date.month)
    append(UInt8(ascii: "-"))
    append(twoDigits: date.day)
  }

  /// `09:05:00`, and as many groups of three decimals as are needed.
  func append(secondOfDay: Int, nanosecond: Int) {
    append(twoDigits: secondOfDay / 3_600)
    append(UInt8(ascii: ":"))
    append(twoDigits: secondOfDay / 60 % 60)
    append(UInt8(ascii: ":"))
    append(twoDigits: secondOfDay % 60)
    if nanosecond == 0 { return }
    append(UInt8(ascii: "."))
    if nanosecond % 1_000_000 == 0 {
      append(nanosecond / 1_000_000, width: 3)
    } else if nanosecond % 1_000 == 0 {
      append(nanosecond / 1_000, width: 6)
    } else {
      append(nanosecond, width: 9)
    }
  }
}
