import Diagnostics

extension BoundChannel {
  /// The title of a guide: as written, or from the field and its function.
  ///
  ///     mean(price)       → Mean of price         price 평균
  ///     yearmonth(month)  → month (year-month)    month (연-월)
  ///     count()           → Count of Records      건수
  func title(in locale: ChartLocale) -> String? {
    switch definition.title {
    case .none: return nil
    case .text(let text): return text
    case .standard: break
    }
    let field = definition.field?.value
    if let aggregate = definition.aggregate?.value {
      guard let field, aggregate != .count else {
        return locale.choose("Count of Records", "건수")
      }
      return locale.choose(
        aggregate.rawValue.prefix(1).uppercased() + aggregate.rawValue.dropFirst() + " of \(field)",
        "\(field) \(aggregate.koreanName)"
      )
    }
    if let unit = definition.timeUnit?.value {
      return "\(field ?? "") (\(unit.title(in: locale)))"
    }
    if definition.bin != nil { return "\(field ?? "") (\(locale.choose("binned", "구간")))" }
    return field
  }

  /// The title as a part of a sentence: written ones as they are, others in lower case and without
  /// the calendar unit.
  func spokenTitle(in locale: ChartLocale) -> String? {
    if case .text(let text) = definition.title { return text }
    if case .text(let text) = definition.axis.title { return text }
    if case .text(let text) = definition.legend.title { return text }
    let field = definition.field?.value
    guard let aggregate = definition.aggregate?.value else { return field }
    guard let field, aggregate != .count else {
      return locale.choose("the number of records", "건수")
    }
    return locale.choose("\(aggregate.rawValue) of \(field)", "\(field) \(aggregate.koreanName)")
  }

  /// The title that an axis or a legend shows, which may have one of its own.
  func title(of guide: TitleOption, in locale: ChartLocale) -> String? {
    switch guide {
    case .standard: title(in: locale)
    case .none: nil
    case .text(let text): text
    }
  }
}

extension Aggregate {
  fileprivate var koreanName: String {
    switch self {
    case .count, .valid: "건수"
    case .missing: "결측 수"
    case .distinct: "고유 수"
    case .sum: "합계"
    case .product: "곱"
    case .mean, .average: "평균"
    case .median: "중앙값"
    case .q1: "1사분위수"
    case .q3: "3사분위수"
    case .min: "최솟값"
    case .max: "최댓값"
    case .variance, .variancep: "분산"
    case .stdev, .stdevp: "표준편차"
    case .stderr: "표준오차"
    }
  }
}

extension CalendarUnit {
  func title(in locale: ChartLocale) -> String {
    guard locale == .korean else { return title }
    return parts.map(\.koreanName).joined(separator: "-")
  }
}

extension CalendarUnit.Part {
  fileprivate var koreanName: String {
    switch self {
    case .year: "연"
    case .quarter: "분기"
    case .month: "월"
    case .week: "주"
    case .dayofyear: "연중 일"
    case .day: "요일"
    case .date: "일"
    case .hours: "시"
    case .minutes: "분"
    case .seconds: "초"
    case .milliseconds: "밀리초"
    }
  }
}
