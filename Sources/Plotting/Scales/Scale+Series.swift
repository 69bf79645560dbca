import Tables

/// Whole columns at once: the kind of scale is looked up once, categories once for each level.
extension Scale {
  /// The numbers for all rows.
  func numbers(of series: Series) -> [Double] {
    switch series {
    case .numbers(let values), .instants(let values):
      switch map {
      case .continuous(let map): return values.map { map.number($0) }
      default: return values.map { number($0) }
      }
    case .levels(let codes, let levels):
      let numbers = levels.map { number($0) }
      return codes.map { numbers[Int($0)] }
    }
  }

  func paints(of series: Series) -> [Paint] {
    switch (series, map) {
    case (.numbers(let values), .continuous(let map)),
      (.instants(let values), .continuous(let map)):
      return Self.paints(values, map)
    default: return picked(series) { paint($0) }
    }
  }

  func texts(of series: Series) -> [String] { picked(series) { text($0) } }

  func dashes(of series: Series) -> [[Double]] { picked(series) { dash($0) } }

  /// Blended colours; runs of equal values are computed once.
  private static func paints(_ values: [Double], _ map: ContinuousMap) -> [Paint] {
    var last = (value: Double.nan, paint: Paint.none)
    return values.map { value in
      if value != last.value { last = (value, map.paint(value)) }
      return last.paint
    }
  }

  /// One item for each row, found once for each distinct value.
  private func picked<Item>(_ series: Series, _ item: (Level) -> Item) -> [Item] {
    let coded = series.coded
    let items = coded.levels.map(item)
    return coded.codes.map { items[Int($0)] }
  }
}
