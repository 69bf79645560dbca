import Tables

extension UnitDescription {
  /// Lowest and highest with their places; first and last where there is one series.
  var range: [String] {
    guard let measured = centre ?? measured, !measured.isDiscrete,
      let series = measured.column.flatMap({ unit.main[$0] })
    else { return [] }
    let values = series.doubles
    let finite = values.indices.filter { values[$0].isFinite }
    guard let low = finite.min(by: { values[$0] < values[$1] }),
      let high = finite.max(by: { values[$0] < values[$1] })
    else { return [isKorean ? "그릴 수 있는 값이 없습니다." : "None has a value."] }
    func value(_ row: Int) -> String { say(series.level(at: row), measured) }
    let name = centre.flatMap { FieldTitle(style).text($0) }.map { $0 + ": " } ?? ""
    if finite.count == 1 || values[low] == values[high] {
      return [name + (isKorean ? "모든 값은 \(value(low))." : "Every value is \(value(low)).")]
    }
    var sentences = [
      isKorean
        ? "\(name)최저 \(value(low))\(place(low)), 최고 \(value(high))\(place(high))."
        : "\(name)\(name.isEmpty ? "Lowest" : "lowest") \(value(low))\(place(low)), "
          + "highest \(value(high))\(place(high))."
    ]
    if let dimension, dimension.type == .temporal || dimension.timeUnit != nil, seriesNames == nil,
      !unit.type.isSymbol,
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

  /// The middle of what a composite sums up, by which its places are told apart.
  private var centre: Bound? {
    unit.channels.list(.tooltip).first { bound in
      guard bound.definition.isSum, let column = bound.column else { return false }
      return column.hasPrefix("mid_box_") || column.hasPrefix("center_")
    }
  }

  func say(_ level: Level, _ bound: Bound) -> String {
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
