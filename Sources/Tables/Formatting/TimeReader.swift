/// Reads a text by the pieces of a time format, collecting the parts of a date.
struct TimeReader {
  private let characters: [Character]
  private let locale: FormatLocale
  private var index = 0
  private var parts = TimeParts()

  init(_ text: String, locale: FormatLocale) {
    characters = Array(text)
    self.locale = locale
  }

  var isAtEnd: Bool { index == characters.count }

  /// The instant of the parts read so far; nil when they contradict the calendar (ISO week 54).
  var milliseconds: Double? { parts.milliseconds }

  mutating func read(_ pieces: [TimePiece]) -> Bool {
    for piece in pieces {
      switch piece {
      case .text(let text):
        for character in text {
          guard index < characters.count, characters[index] == character else { return false }
          index += 1
        }
      case .directive(let directive, _):
        guard read(directive) else { return false }
      }
    }
    return true
  }

  private mutating func read(_ directive: TimeDirective) -> Bool {
    switch directive {
    case .shortDay: return name(locale.shortDays) { $0.weekday = $1 }
    case .day: return name(locale.days) { $0.weekday = $1 }
    case .shortMonth: return name(locale.shortMonths) { $0.month = $1 }
    case .month: return name(locale.months) { $0.month = $1 }
    case .period: return name(locale.periods) { $0.period = $1 }
    case .dateTime: return read(locale.dateTimePieces)
    case .date: return read(locale.datePieces)
    case .time: return read(locale.timePieces)
    case .zone: return zone()
    case .percent: return read([.text("%")])
    default: return number(directive)
    }
  }

  private mutating func number(_ directive: TimeDirective) -> Bool {
    switch directive {
    case .dayOfMonth, .spacedDayOfMonth: return digits(2) { $0.day = $1 }
    case .microsecond: return digits(6) { $0.millisecond = $1 / 1_000 }
    case .shortISOYear, .shortYear: return digits(2) { $0.year = $1 + ($1 > 68 ? 1900 : 2000) }
    case .isoYear, .year: return digits(4, isSigned: true) { $0.year = $1 }
    case .hour24, .hour12: return digits(2) { $0.hour = $1 }
    case .dayOfYear: return digits(3) { ($0.month, $0.day) = (0, $1) }
    case .millisecond: return digits(3) { $0.millisecond = $1 }
    case .monthNumber: return digits(2) { $0.month = $1 - 1 }
    case .minute: return digits(2) { $0.minute = $1 }
    case .quarter: return digits(1) { $0.quarter = $1 }
    case .second: return digits(2) { $0.second = $1 }
    case .mondayWeekday: return digits(1) { $0.weekday = $1 % 7 }
    case .sundayWeekday: return digits(1) { $0.weekday = $1 }
    case .sundayWeek: return digits(2) { $0.sundayWeek = $1 }
    case .mondayWeek: return digits(2) { $0.mondayWeek = $1 }
    case .isoWeek: return digits(2) { $0.isoWeek = $1 }
    case .epochMilliseconds: return digits(17, isSigned: true) { $0.epochMilliseconds = $1 }
    case .epochSeconds: return digits(14, isSigned: true) { $0.epochSeconds = $1 }
    default: return false
    }
  }

  /// Up to `width` characters that hold optional blanks and at least one digit.
  private mutating func digits(
    _ width: Int,
    isSigned: Bool = false,
    _ store: (inout TimeParts, Int) -> Void
  ) -> Bool {
    let end = min(characters.count, index + width)
    var at = index
    while at < end, characters[at].isWhitespace { at += 1 }
    var isNegative = false
    if isSigned, at < end, characters[at] == "-" {
      isNegative = true
      at += 1
    }
    let first = at
    var value = 0
    while at < end, characters[at].isASCII, let digit = characters[at].wholeNumberValue {
      value = value * 10 + digit
      at += 1
    }
    guard at > first else { return false }
    index = at
    store(&parts, isNegative ? -value : value)
    return true
  }

  /// The longest of `names` that stands here, ignoring case.
  private mutating func name(_ names: [String], _ store: (inout TimeParts, Int) -> Void) -> Bool {
    var best: (index: Int, length: Int)?
    for (number, name) in names.enumerated() {
      let length = name.count
      guard index + length <= characters.count, length > best?.length ?? 0 else { continue }
      let here = String(characters[index..<index + length])
      if here.lowercased() == name.lowercased() { best = (number, length) }
    }
    guard let best else { return false }
    index += best.length
    store(&parts, best.index)
    return true
  }

  /// `Z`, `+09`, `+0900` or `+09:00`.
  private mutating func zone() -> Bool {
    guard index < characters.count else { return false }
    if characters[index] == "Z" {
      index += 1
      return true
    }
    let sign = characters[index]
    guard sign == "+" || sign == "-" else { return false }
    index += 1
    var minutes = 0
    let start = index
    guard
      digits(
        2,
        {
          minutes = $1 * 60; _ = $0
        }
      ), index == start + 2
    else { return false }
    let afterHours = index
    if index < characters.count, characters[index] == ":" { index += 1 }
    let beforeMinutes = index
    if !digits(
      2,
      {
        minutes += $1; _ = $0
      }
    ) || index != beforeMinutes + 2 {
      index = afterHours
    }
    parts.zoneMinutes = sign == "-" ? -minutes : minutes
    return true
  }
}
