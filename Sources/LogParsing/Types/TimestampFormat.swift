public import Diagnostics

/// How a date and time is written, in the directives of `strptime`.
///
///     %Y-%m-%d:%H:%M          2022-03-01:17:05
///     %d/%b/%Y:%H:%M:%S %z    10/Oct/2000:13:55:36 -0700
///     %b %e %H:%M:%S          Jun  9 06:06:20          (the year is taken from the file)
///
/// Beside them `iso8601`, `epoch`, `epoch_ms`, `epoch_us` and `epoch_ns`. Names of days and months
/// are English, in any case; a named day is read but not compared with the date.
public struct TimestampFormat: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case text(UInt8)
    /// Any run of spaces, one at least.
    case spaces
    case year, shortYear, month, monthName, day, dayOfYear, dayName
    case hour, hour12, period, minute, second, fraction, zone
    /// Seconds since 1970, or a unit that goes so often into one.
    case epoch(perSecond: Int64)
    case iso8601
  }

  /// The format as it was written.
  public let text: String
  let parts: [Part]
  /// The zone of the clock that wrote the times, where the text has none of its own.
  private(set) var zone: ZoneRules?

  static let iso8601 = TimestampFormat(text: "iso8601", parts: [.iso8601])

  /// Whether the text says which year it is.
  var hasYear: Bool {
    parts.contains { part in
      switch part {
      case .year, .shortYear, .epoch, .iso8601: true
      default: false
      }
    }
  }

  /// Whether a time is an instant: a zone is known, or the text counts seconds.
  var isInstant: Bool { zone != nil || hasZone }

  /// Whether the text itself says an instant.
  var hasZone: Bool {
    parts.contains { part in
      switch part {
      case .zone, .epoch: true
      default: false
      }
    }
  }

  private init(text: String, parts: [Part]) {
    self.text = text
    self.parts = parts
  }

  /// The same format for times of a clock in `zone`.
  func inZone(_ zone: ZoneRules) -> TimestampFormat {
    var format = self
    format.zone = zone
    return format
  }

  /// Compiles a format; nil, with a complaint at its place, when it is none.
  public init?(_ format: Spanned<String>, diagnostics: inout [Diagnostic]) {
    text = format.value
    switch format.value {
    case "iso8601", "iso": parts = [.iso8601]
    case "epoch": parts = [.epoch(perSecond: 1)]
    case "epoch_ms": parts = [.epoch(perSecond: 1_000)]
    case "epoch_us": parts = [.epoch(perSecond: 1_000_000)]
    case "epoch_ns": parts = [.epoch(perSecond: 1_000_000_000)]
    default:
      var parts: [Part] = []
      var bytes = Array(format.value.utf8)[...]
      while let byte = bytes.popFirst() {
        guard byte == UInt8(ascii: "%") else {
          let isSpace = byte == UInt8(ascii: " ")
          if !isSpace || parts.last != .spaces { parts.append(isSpace ? .spaces : .text(byte)) }
          continue
        }
        guard let letter = bytes.popFirst(), let found = Self.parts(of: letter) else {
          diagnostics.append(.badTimeFormat(format))
          return nil
        }
        parts += found
      }
      if let wrong = Self.contradiction(in: parts) {
        diagnostics.append(.incompleteTimeFormat(format, wrong))
        return nil
      }
      self.parts = parts
    }
  }

  private static func parts(of letter: UInt8) -> [Part]? {
    switch Character(UnicodeScalar(letter)) {
    case "Y": [.year]
    case "y": [.shortYear]
    case "m": [.month]
    case "b", "B", "h": [.monthName]
    case "d", "e": [.day]
    case "j": [.dayOfYear]
    case "a", "A": [.dayName]
    case "H", "k": [.hour]
    case "I", "l": [.hour12]
    case "p": [.period]
    case "M": [.minute]
    case "S": [.second]
    case "f", "L", "N": [.fraction]
    case "z", "Z": [.zone]
    case "s": [.epoch(perSecond: 1)]
    case "F": [.year, .text(0x2D), .month, .text(0x2D), .day]
    case "T": [.hour, .text(0x3A), .minute, .text(0x3A), .second]
    case "R": [.hour, .text(0x3A), .minute]
    case "D": [.month, .text(0x2F), .day, .text(0x2F), .shortYear]
    case "%": [.text(UInt8(ascii: "%"))]
    default: nil
    }
  }

  /// What a format lacks to say a time.
  private static func contradiction(in parts: [Part]) -> String? {
    if parts.contains(where: { if case .epoch = $0 { true } else { false } }) { return nil }
    let hasDay = parts.contains(.day) && (parts.contains(.month) || parts.contains(.monthName))
    if !hasDay, !parts.contains(.dayOfYear) { return "a month and a day" }
    if parts.contains(.hour12), !parts.contains(.period) { return "%p beside %I" }
    return nil
  }
}

extension Diagnostic {
  fileprivate static func badTimeFormat(_ format: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "bad-time-format",
      "'\(format.value)' has a directive that is not known",
      at: format.span,
      hint: "%Y %y %m %b %d %e %j %a %H %I %p %M %S %f %z %s %F %T, or iso8601, epoch, epoch_ms"
    )
  }

  fileprivate static func incompleteTimeFormat(_ format: Spanned<String>, _ what: String) -> Self {
    Diagnostic(.error, "bad-time-format", "'\(format.value)' lacks \(what)", at: format.span)
  }
}
