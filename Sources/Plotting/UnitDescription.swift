import Diagnostics
import Tables

/// What one unit shows, in words.
struct UnitDescription {
  let unit: UnitModel
  let style: PictureStyle
  let isKorean: Bool
  private let titles: FieldTitle

  init(_ unit: UnitModel, _ style: PictureStyle) {
    self.unit = unit
    self.style = style
    isKorean = style.locale == .korean
    titles = FieldTitle(style)
  }

  var sentences: [String] {
    var sentences = [subject]
    let count = unit.main.rowCount
    if count == 0 {
      sentences.append(isKorean ? "데이터가 없습니다." : "There is no data.")
      return sentences
    }
    sentences.append(counts(count))
    if let names = seriesNames { sentences.append(names) }
    return sentences + range
  }

  private var kind: String {
    switch unit.look.composite {
    case .boxplot?: return isKorean ? "상자그림" : "Box plot"
    case .errorbar?: return isKorean ? "오차막대" : "Error bars"
    case .errorband?: return isKorean ? "오차띠" : "Error band"
    default: break
    }
    return switch unit.type {
    case .bar: isKorean ? "막대그래프" : "Bar chart"
    case .line, .trail: isKorean ? "꺾은선그래프" : "Line chart"
    case .area: isKorean ? "영역그래프" : "Area chart"
    case .point, .circle, .square: isKorean ? "산점도" : "Scatter plot"
    case .rect: isKorean ? "히트맵" : "Heat map"
    case .arc: isKorean ? "원그래프" : "Pie chart"
    case .tick: isKorean ? "눈금그래프" : "Strip plot"
    case .text: isKorean ? "글자그래프" : "Text chart"
    default: isKorean ? "그래프" : "Chart"
    }
  }

  var measured: Bound? {
    if unit.type == .rect, let colour = unit.channels[.color], !colour.isDiscrete { return colour }
    let places: [Channel] =
      unit.look.orient == .horizontal ? [.x, .theta, .y] : [.y, .theta, .x]
    let bounds = places.compactMap { unit.channels[$0] }.filter(\.hasField)
    return bounds.first { !$0.isDiscrete && $0.type == .quantitative } ?? bounds.first
  }

  var dimension: Bound? {
    let places: [Channel] = unit.look.orient == .horizontal ? [.y, .color] : [.x, .y, .color]
    return places.compactMap { unit.channels[$0] }.first {
      $0.hasField && $0.column != measured?.column
    }
  }

  private var subject: String {
    let value = measured.flatMap(title)
    let along = alongNames
    switch (value, along) {
    case (let value?, let along?):
      return isKorean ? "\(along)에 따른 \(value) \(kind)." : "\(kind) of \(value) by \(along)."
    case (let only?, nil), (nil, let only?):
      return isKorean ? "\(only) \(kind)." : "\(kind) of \(only)."
    case (nil, nil): return "\(kind)."
    }
  }

  /// What the marks stand along; of a heat map both sides.
  private var alongNames: String? {
    guard let dimension else { return nil }
    let first = title(dimension)
    guard unit.type == .rect, let other = unit.channels[.y], other.hasField,
      other.column != dimension.column, other.column != measured?.column,
      let first, let second = title(other)
    else { return first }
    return isKorean ? "\(first)·\(second)" : "\(first) and \(second)"
  }

  /// A channel's title in the middle of a sentence.
  private func title(_ bound: Bound) -> String? {
    guard case .standard = bound.definition.title else {
      return titles.text(bound) ?? titles.made(bound)
    }
    if let aggregate = bound.definition.aggregate?.value {
      if case .operation(.count) = aggregate, style.config.countTitle == nil {
        return isKorean ? titles.made(bound) : "the number of records"
      }
      guard !isKorean, style.config.fieldTitle == nil else { return titles.made(bound) }
      return titles.made(bound).map { $0.prefix(1).lowercased() + $0.dropFirst() }
    }
    return bound.field?.value ?? titles.made(bound)
  }

  private func counts(_ count: Int) -> String {
    let values = isKorean ? "값 \(count)개" : count == 1 ? "1 value" : "\(count) values"
    guard unit.type != .rect, let dimension, let ends = ends(of: dimension) else {
      return values + "."
    }
    return isKorean
      ? "\(values), \(ends.0)부터 \(ends.1)까지." : "\(values), \(ends.0) to \(ends.1)."
  }

  private func ends(of bound: Bound) -> (String, String)? {
    guard let series = bound.column.flatMap({ unit.main[$0] }) else { return nil }
    let levels = series.distinct.filter { $0 != .null }
    let sorted = levels.count < 10_000 ? levels.sorted(by: Level.precedes) : levels
    guard let first = sorted.first, let last = sorted.last, first != last else { return nil }
    return (say(first, bound), say(last, bound))
  }

  var seriesNames: String? {
    guard let bound = unit.channels[.color] ?? unit.channels[.fill], bound.isDiscrete,
      bound.column != dimension?.column,
      let levels = bound.column.flatMap({ unit.main[$0] })?.distinct, levels.count > 1
    else { return nil }
    let shown = levels.prefix(8).map { say($0, bound) }.joined(separator: ", ")
    let end = levels.count > 8 ? ", …" : "."
    let title = titles.text(bound) ?? ""
    return isKorean
      ? "\(title)별 계열 \(levels.count)개: \(shown)\(end)"
      : "\(levels.count) series by \(title): \(shown)\(end)"
  }
}
