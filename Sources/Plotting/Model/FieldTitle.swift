import Diagnostics
import Tables

/// The titles that axes, legends and tooltips have when none is written.
///
/// Source: vega-lite's `channeldef.ts` (`verbalTitleFormatter`): "Mean of price", "date
/// (year-month)", "size (binned)", "Count of Records".
struct FieldTitle {
  private let style: PictureStyle

  init(_ style: PictureStyle) { self.style = style }

  /// The title as written on the channel, or made up; nil for `title: null`.
  func text(_ bound: Bound) -> String? {
    switch bound.definition.title(in: style.locale) {
    case .none: nil
    case .given(let lines): lines.joined(separator: " ")
    case .standard: made(bound)
    }
  }

  /// The title made of the field and what is done to it; nil for constants.
  func made(_ bound: Bound) -> String? {
    let definition = bound.definition
    let form = style.config.fieldTitle ?? "verbal"
    let field = definition.fieldName.map { Self.plain($0.value) }
    switch definition.aggregate?.value {
    case .operation(.count)?:
      return style.config.countTitle ?? style.locale.choose("Count of Records", "기록 수")
    case .operation(let operation)?:
      guard let field else { return nil }
      if form == "plain" { return field }
      if form == "functional" { return "\(operation.rawValue.uppercased())(\(field))" }
      return spoken(operation, field)
    case .exponential?: return field.map { "Exponential of \($0)" }
    case .argmin(let by)?: return field.map { extreme("min", $0, by, form) }
    case .argmax(let by)?: return field.map { extreme("max", $0, by, form) }
    case nil: break
    }
    guard let field else { return nil }
    if form == "plain" { return field }
    // In a report the labels say what was done to a field.
    if style.theme.usesClasses, style.config.fieldTitle == nil { return field }
    if bound.isBinning {
      return form == "functional"
        ? "BIN(\(field))" : "\(field) (\(style.locale.choose("binned", "구간")))"
    }
    if let unit = bound.timeUnit, !unit.isBinned {
      let words = unit.unit.title
      return form == "functional"
        ? "\(unit.unit.name.uppercased())(\(field))" : "\(field) (\(words))"
    }
    return field
  }

  private func extreme(_ end: String, _ field: String, _ by: String, _ form: String) -> String {
    switch form {
    case "plain": field
    case "functional": "\(field) for arg\(end)(\(by))"
    default: "\(field) for \(end) \(by)"
    }
  }

  private func spoken(_ operation: AggregateOperation, _ field: String) -> String {
    if style.locale == .korean {
      return "\(field) \(operation.koreanName)"
    }
    let name = operation.rawValue
    return name.prefix(1).uppercased() + name.dropFirst() + " of \(field)"
  }

  /// A field path as a reader would say it: escapes taken away.
  private static func plain(_ field: String) -> String {
    field.replacing("\\.", with: ".").replacing("\\[", with: "[").replacing("\\]", with: "]")
  }
}

extension ChannelDefinition {
  /// The title as written, or made up in a language.
  func title(in locale: ChartLocale) -> Setting<[String]> {
    guard locale == .korean, let koreanTitle else { return title }
    return .given([koreanTitle])
  }
}

extension AggregateOperation {
  var koreanName: String {
    switch self {
    case .count: "개수"
    case .valid: "유효 개수"
    case .missing: "누락 개수"
    case .distinct: "고유 개수"
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
    case .ci0: "신뢰구간 하한"
    case .ci1: "신뢰구간 상한"
    case .values: "값"
    case .argmin: "최소 행"
    case .argmax: "최대 행"
    }
  }
}
