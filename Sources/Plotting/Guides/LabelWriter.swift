import Tables

/// A format made ready: it writes one value after the other.
struct LabelWriter: Sendable {
  enum Numbers: Sendable {
    /// As JavaScript writes them.
    case plain
    case format(NumberFormat)
    case prefixed(PrefixedFormat)
    /// With zeros at the end of decimals left away.
    case trimmed(NumberFormat)
  }

  enum Times: Sendable {
    /// By the largest unit that changed.
    case automatic
    case format(TimeFormat)
  }

  var numbers = Numbers.plain
  var times = Times.automatic
  /// Whether numbers are milliseconds, to be written as times.
  var readsNumbersAsTimes = false
  var locale: FormatLocale

  func text(_ level: Level) -> String {
    switch level {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .text(let text): text
    case .nested(let value): value.displayText
    case .instant(let instant): time(instant)
    case .number(let value): readsNumbersAsTimes ? time(value) : number(value)
    }
  }

  private func number(_ value: Double) -> String {
    switch numbers {
    case .plain: Value.double(value).displayText
    case .format(let format): format.string(value)
    case .prefixed(let format): format.string(value)
    case .trimmed(let format):
      Self.trimmed(format.string(value), point: format.locale.decimalPoint)
    }
  }

  private func time(_ instant: Double) -> String {
    switch times {
    case .automatic: TimeFormat.automatic(milliseconds: instant, locale: locale)
    case .format(let format): format.string(milliseconds: instant)
    }
  }

  /// Takes zeros away between the last decimal that counts and the exponent or unit behind it.
  private static func trimmed(_ text: String, point: String) -> String {
    guard let separator = point.first, let dot = text.firstIndex(of: separator) else { return text }
    let decimals = text[text.index(after: dot)...]
    let end =
      decimals.lastIndex(of: "e")
      ?? decimals.lastIndex { $0.isNumber }.map { decimals.index(after: $0) } ?? decimals.endIndex
    var kept = text[..<end]
    while kept.last == "0" { kept.removeLast() }
    if kept.last == separator { kept.removeLast() }
    return String(kept) + text[end...]
  }
}
