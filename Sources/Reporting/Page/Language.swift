import Tables

/// The language of the labels that Quire writes itself: `lang` of the front matter.
enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case korean = "ko"

  /// Numbers and dates as this language writes them.
  var locale: FormatLocale { FormatLocale.of(language: rawValue) }
}
