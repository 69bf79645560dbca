/// Writes one time by the pieces of a format.
struct TimeWriter {
  let time: CivilTime
  let locale: FormatLocale

  func write(_ pieces: [TimePiece], to out: inout String) {
    for piece in pieces {
      switch piece {
      case .text(let text): out += text
      case .directive(let directive, let padding): write(directive, padding, to: &out)
      }
    }
  }

  private func write(_ directive: TimeDirective, _ padding: Character?, to out: inout String) {
    switch directive {
    case .shortDay: out += locale.shortDays[time.date.weekday]
    case .day: out += locale.days[time.date.weekday]
    case .shortMonth: out += locale.shortMonths[time.date.month - 1]
    case .month: out += locale.months[time.date.month - 1]
    case .dateTime: write(locale.dateTimePieces, to: &out)
    case .date: write(locale.datePieces, to: &out)
    case .time: write(locale.timePieces, to: &out)
    case .period: out += locale.periods[time.hour >= 12 ? 1 : 0]
    case .zone: out += "+0000"
    case .percent: out += "%"
    case .epochMilliseconds: out += Int64(time.milliseconds).description
    case .epochSeconds: out += Int64((time.milliseconds / 1_000).rounded(.down)).description
    default:
      let (value, width) = number(directive)
      out += Self.padded(value, padding, width)
    }
  }

  /// The number a directive stands for, and the width it is padded to.
  private func number(_ directive: TimeDirective) -> (value: Int, width: Int) {
    let date = time.date
    switch directive {
    case .dayOfMonth, .spacedDayOfMonth: return (date.day, 2)
    case .microsecond: return (time.nanosecond / 1_000, 6)
    case .shortISOYear: return (date.isoWeek.year % 100, 2)
    case .isoYear: return (date.isoWeek.year % 10_000, 4)
    case .hour24: return (time.hour, 2)
    case .hour12: return (time.hour % 12 == 0 ? 12 : time.hour % 12, 2)
    case .dayOfYear: return (date.dayOfYear, 3)
    case .millisecond: return (time.millisecond, 3)
    case .monthNumber: return (date.month, 2)
    case .minute: return (time.minute, 2)
    case .quarter: return (date.quarter, 1)
    case .second: return (time.second, 2)
    case .mondayWeekday: return (date.weekday == 0 ? 7 : date.weekday, 1)
    case .sundayWeek: return (date.sundayWeek, 2)
    case .isoWeek: return (date.isoWeek.week, 2)
    case .sundayWeekday: return (date.weekday, 1)
    case .mondayWeek: return (date.mondayWeek, 2)
    case .shortYear: return (date.year % 100, 2)
    case .year: return (date.year % 10_000, 4)
    default: return (0, 0)
    }
  }

  private static func padded(_ value: Int, _ padding: Character?, _ width: Int) -> String {
    let digits = String(value.magnitude)
    let fill = padding.map { String(repeating: $0, count: max(0, width - digits.count)) } ?? ""
    return (value < 0 ? "-" : "") + fill + digits
  }
}

extension FormatLocale {
  var dateTimePieces: [TimePiece] { Self.pieces(dateTime) }
  var datePieces: [TimePiece] { Self.pieces(date) }
  var timePieces: [TimePiece] { Self.pieces(time) }

  /// The pieces of a locale's own format; one that cannot be read is written as it is.
  private static func pieces(_ specifier: String) -> [TimePiece] {
    (try? TimePiece.parse(specifier)) ?? [.text(specifier)]
  }
}
