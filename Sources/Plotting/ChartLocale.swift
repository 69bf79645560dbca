public import Tables

/// The language of what a chart writes itself: titles it makes up, dates, alternative text.
public enum ChartLocale: String, Sendable, CaseIterable {
  case english, korean

  /// The language of a report's `lang`: Korean for `ko`, English for all else.
  public init(language: String) {
    self = language.lowercased().hasPrefix("ko") ? .korean : .english
  }

  /// The number and date words of the language.
  public var formats: FormatLocale { self == .korean ? .korean : .english }

  /// One of two wordings.
  func choose(_ english: String, _ korean: String) -> String {
    self == .korean ? korean : english
  }
}
