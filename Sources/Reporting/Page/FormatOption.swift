import Diagnostics
import Options
import Tables

/// A d3 format for numbers or for times, as an option gives it.
enum FormatOption: Sendable {
  case number(NumberFormat)
  case time(TimeFormat)

  func string(_ value: Value) -> String {
    switch self {
    case .number(let format): format.string(value)
    case .time(let format): format.string(value)
    }
  }

  /// The same format with a language's words and marks.
  func written(in locale: FormatLocale) -> FormatOption {
    switch self {
    case .number(var format):
      format.locale = locale
      return .number(format)
    case .time(var format):
      format.locale = locale
      return .time(format)
    }
  }

  /// Reads the text of an option; nil, with a complaint, for one that is no format.
  init?(_ text: Spanned<String>?, _ reader: inout OptionReader) {
    guard let text else { return nil }
    do throws(FormatError) {
      self = try Self.parse(text.value)
    } catch {
      reader.complain(.badFormat(error, at: text.span))
      return nil
    }
  }

  /// Reads a number format, or else a time format.
  ///
  /// The two cannot be confused: a `%` in a number format stands at its end, and a time format
  /// always has a letter after it.
  ///
  /// - Throws: the error of the kind that the text looks like.
  static func parse(_ text: String) throws(FormatError) -> FormatOption {
    let trimmed = text.last == "%" ? String(text.dropLast()) : text
    if trimmed.contains("%") { return .time(try TimeFormat(text)) }
    return .number(try NumberFormat(text))
  }
}
