/// What the model says on average when a feature has one value in every row.
///
/// Friedman, "Greedy function approximation", Annals of Statistics 29 (2001), section 8.2.
struct PartialDependence: Sendable {
  struct Point: Sendable {
    /// The value of a number or time; nil for a category.
    let number: Double?
    /// The value in words.
    let text: String
    /// For several classes, which one.
    let className: String?
    let predicted: Double
  }
  let feature: String
  let kind: FeatureColumn.Kind
  let points: [Point]
}

extension Explaining {
  /// Rows that are averaged over, and values of a number, at most.
  static let dependenceRows = 500
  static let gridSize = 20
  static let levelsShown = 12

  func dependences(of order: [Int]) async throws -> [PartialDependence] {
    let count = fitting.plan.explanation.dependences
    guard count > 0 else { return [] }
    let data = evidence.data
    var random = SeededRandom(fitting.plan.seed, stream: 4)
    let rows = random.sample(data.rows, Self.dependenceRows)
    let columns = data.features.map { $0.taking(rows) }
    var found: [PartialDependence] = []
    for place in order.prefix(count) {
      let feature = evidence.bestModel.encoding.features[place]
      guard !feature.isConstant else { continue }
      var points: [PartialDependence.Point] = []
      for value in values(of: data.features[place], feature) {
        var changed = columns
        changed[place] = value.column(columns[place])
        points += try await averages(changed, rows, value)
      }
      found.append(PartialDependence(feature: feature.name, kind: feature.kind, points: points))
    }
    return found
  }

  private enum GridValue {
    case number(Double, String)
    case level(String)

    func column(_ column: FeatureColumn) -> FeatureColumn {
      switch self {
      case .number(let number, _): column.filled(number: number)
      case .level(let level): column.filled(level: level)
      }
    }
  }

  /// The values to try: of a number those between its 5th and 95th percentile, of a category the most
  /// frequent levels.
  private func values(of column: FeatureColumn, _ feature: Encoding.Feature) -> [GridValue] {
    guard let numbers = column.numbers else {
      return feature.levels.indices
        .sorted { (feature.counts[$1], $0) < (feature.counts[$0], $1) }
        .prefix(Self.levelsShown).sorted().map { .level(feature.levels[$0]) }
    }
    let sorted = evidence.data.rows.map { numbers[Int($0)] }.filter { !$0.isNaN }.sorted()
    let distinct = sorted.reduce(into: [Double]()) { found, number in
      if found.last != number, found.count <= Self.gridSize { found.append(number) }
    }
    let grid: [Double]
    if distinct.count <= Self.gridSize {
      grid = distinct
    } else {
      let low = sorted[Int(0.05 * Double(sorted.count - 1))]
      let high = sorted[Int((0.95 * Double(sorted.count - 1)).rounded(.up))]
      let steps = Double(Self.gridSize - 1)
      grid = (0..<Self.gridSize).map { low + (high - low) * Double($0) / steps }
    }
    return grid.map { .number($0, column.filled(number: $0).text(at: 0) ?? "") }
  }

  private func averages(
    _ columns: [FeatureColumn],
    _ rows: [Int32],
    _ value: GridValue
  ) async throws -> [PartialDependence.Point] {
    let outputs = try await evidence.bestModel.predict(
      columns,
      Array(0..<Int32(rows.count)),
      workers: fitting.workers
    )
    return (0..<outputs.width).map { place in
      var sum = 0.0
      for row in 0..<outputs.rowCount { sum += outputs.values[row * outputs.width + place] }
      let mean = sum / Double(outputs.rowCount)
      let name = outputs.width > 1 ? evidence.data.classes[place] : nil
      return switch value {
      case .number(let number, let text):
        .init(number: number, text: text, className: name, predicted: mean)
      case .level(let level): .init(number: nil, text: level, className: name, predicted: mean)
      }
    }
  }
}
