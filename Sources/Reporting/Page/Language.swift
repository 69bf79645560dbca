import Tables
import Templates

extension Language {
  /// Numbers and dates as this language writes them.
  var locale: FormatLocale { FormatLocale.of(language: rawValue) }
}
