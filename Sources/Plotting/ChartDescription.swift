import Diagnostics
import Tables

/// What a chart shows, in words: alternative text for readers who do not see it.
///
///     Bar chart of students by month (year-month). 12 values, Jan 2022 to Dec 2022. Lowest 61
///     (Mar 2022), highest 120 (Jul 2022). First 80, last 95.
struct ChartDescription {
  private let view: ViewModel
  private let style: PictureStyle

  init(_ view: ViewModel, _ style: PictureStyle) {
    self.view = view
    self.style = style
  }

  var text: String {
    let title = view.specification.title?.lines(.text)?.joined(separator: " ")
    let parts = described.map { UnitDescription($0, style).sentences.joined(separator: " ") }
    let number = frames
    var sentences: [String] = []
    if let title { sentences.append(title + ":") }
    if number > 1 {
      sentences.append(style.locale.choose("\(number) charts.", "차트 \(number)개."))
    }
    return (sentences + parts.prefix(4)).joined(separator: " ")
  }

  /// The units that say most: of layers the one with the most channels.
  var described: [UnitModel] { Self.main(of: view) }

  private static func main(of view: ViewModel) -> [UnitModel] {
    switch view.kind {
    case .unit(let unit): [unit]
    case .layer(let views):
      views.flatMap { main(of: $0) }.max { a, b in a.weight < b.weight }.map { [$0] } ?? []
    case .concat(let views, _): views.flatMap { main(of: $0) }
    case .facet(let facet): main(of: facet.child)
    }
  }

  private var frames: Int {
    switch view.kind {
    case .unit, .layer: 1
    case .concat(let views, _): views.count
    case .facet(let facet):
      facet.fields.map { bound in
        bound.column.flatMap { view.frame[$0] }?.distinct.count ?? 1
      }.reduce(1, *)
    }
  }
}

extension UnitModel {
  /// How much a layer says; lines and rules drawn over others say less.
  fileprivate var weight: Int {
    let data = channels.all.filter { $0.hasField }.count * 2
    return type == .text || type == .rule ? data - 3 : data
  }
}

/// What one unit shows, in words.
struct UnitDescription {
  private let unit: UnitModel
  private let style: PictureStyle
  private let isKorean: Bool
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
    switch unit.type {
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

  private var measured: Bound? {
    if unit.type == .rect, let colour = unit.channels[.color], !colour.isDiscrete { return colour }
    let places: [Channel] =
      unit.look.orient == .horizontal ? [.x, .theta, .y] : [.y, .theta, .x]
    let bounds = places.compactMap { unit.channels[$0] }.filter(\.hasField)
    return bounds.first { !$0.isDiscrete && $0.type == .quantitative } ?? bounds.first
  }

  private var dimension: Bound? {
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

  private var seriesNames: String? {
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

  /// Lowest and highest with their places; first and last where there is one series.
  private var range: [String] {
    guard let measured, !measured.isDiscrete,
      let series = measured.column.flatMap({ unit.main[$0] })
    else { return [] }
    let values = series.doubles
    let finite = values.indices.filter { values[$0].isFinite }
    guard let low = finite.min(by: { values[$0] < values[$1] }),
      let high = finite.max(by: { values[$0] < values[$1] })
    else { return [isKorean ? "그릴 수 있는 값이 없습니다." : "None has a value."] }
    func value(_ row: Int) -> String { say(series.level(at: row), measured) }
    if finite.count == 1 || values[low] == values[high] {
      return [isKorean ? "모든 값은 \(value(low))." : "Every value is \(value(low))."]
    }
    var sentences = [
      isKorean
        ? "최저 \(value(low))\(place(low)), 최고 \(value(high))\(place(high))."
        : "Lowest \(value(low))\(place(low)), highest \(value(high))\(place(high))."
    ]
    if let dimension, dimension.type == .temporal || dimension.timeUnit != nil, seriesNames == nil, !unit.type.isSymbol,
      unit.type != .rect, let keys = dimension.column.flatMap({ unit.main[$0] })?.doubles
    {
      let ordered = finite.filter { keys[$0].isFinite }.sorted { keys[$0] < keys[$1] }
      if let first = ordered.first, let last = ordered.last {
        sentences.append(
          isKorean
            ? "처음 \(value(first)), 마지막 \(value(last))."
            : "First \(value(first)), last \(value(last))."
        )
      }
    }
    return sentences
  }

  private func place(_ row: Int) -> String {
    let bounds = [Channel.x, .y, .color].compactMap { unit.channels[$0] }.filter { bound in
      bound.hasField && bound.column != measured?.column
        && (bound.channel != .color || bound.isDiscrete)
    }
    var seen: Set<String> = []
    let names = bounds.compactMap { bound -> String? in
      guard let column = bound.column, seen.insert(column).inserted else { return nil }
      return unit.main[column].map { say($0.level(at: row), bound) }
    }
    return names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
  }

  private func say(_ level: Level, _ bound: Bound) -> String {
    if case .number(let start) = level, let binning = bound.binning {
      return FieldText(style, unit).format(bound)
        .text(from: level, to: .number(start + binning.step))
    }
    if case .number(let number) = level, bound.definition.format == nil,
      style.config.numberFormat == nil, unit.stack?.mode != .normalize
    {
      return Self.round(number)
    }
    return FieldText(style, unit).format(bound).text(level)
  }

  /// A number as one says it: whole ones in full, others to four digits or so.
  private static func round(_ number: Double) -> String {
    let isWhole = number == number.rounded() && abs(number) < 1e15
    let format = isWhole ? whole : abs(number) >= 1_000 ? whole : abs(number) < 1e-4 ? tiny : short
    return format?.string(.double(number)) ?? "\(number)"
  }

  private static let whole = try? NumberFormat(",.0f")
  private static let short = try? NumberFormat(".4~r")
  private static let tiny = try? NumberFormat(".3~e")
}
