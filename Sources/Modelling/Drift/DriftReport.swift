public import Tables

/// How rows differ from those of a reference, column by column, as tables.
public struct DriftReport: Sendable {
  /// A row for each column, the most changed ones first.
  public static let columnsSchema = Schema([
    Field("column", .utf8), Field("kind", .utf8), Field("verdict", .utf8), Field("place", .int64),
    Field("psi", .float64), Field("jensen_shannon", .float64), Field("test", .utf8),
    Field("statistic", .float64), Field("p", .float64), Field("wasserstein", .float64),
    Field("reference_mean", .float64), Field("current_mean", .float64),
    Field("reference_missing", .float64), Field("current_missing", .float64),
    Field("reference_rows", .int64), Field("current_rows", .int64),
    Field("new_categories", .utf8), Field("vanished_categories", .utf8),
  ])
  /// The share of each side in each group of a column: a range of a number, or a category.
  public static let sharesSchema = Schema([
    Field("column", .utf8), Field("place", .int64), Field("group", .utf8), Field("side", .utf8),
    Field("share", .float64),
  ])

  public let columns: Table
  public let shares: Table

  /// Categories that are told of a column, the most frequent ones.
  private static let categoriesShown = 20

  /// - Parameters:
  ///   - names: The columns to compare; all that both tables have when nil.
  ///   - reference: The rows as they were.
  ///   - current: The rows as they are.
  /// - Throws: `ModelError` when a column is missing or has another type on the other side, or when there
  ///   is nothing to compare.
  public init(_ names: [String]?, reference: Table, current: Table) throws(ModelError) {
    let compared = names ?? reference.schema.names.filter { current.column(called: $0) != nil }
    guard !compared.isEmpty else {
      throw ModelError("no-columns", "the two tables have no column in common")
    }
    guard reference.rowCount > 0, current.rowCount > 0 else {
      throw ModelError(
        "no-rows",
        "\(reference.rowCount == 0 ? "the reference has" : "the data have") no rows to compare"
      )
    }
    // Of many columns some seem changed by chance alone.
    let alpha = 0.05 / Double(compared.count)
    var found: [Comparison] = []
    for name in compared {
      found.append(
        try Comparison(Self.feature(name, reference), Self.feature(name, current), alpha)
      )
    }
    let ordered = found.enumerated().sorted {
      ($1.element.verdict, $1.element.stability ?? 0, $0.offset)
        < ($0.element.verdict, $0.element.stability ?? 0, $1.offset)
    }
    var rows = TableRows(Self.columnsSchema)
    var parts = TableRows(Self.sharesSchema)
    for (place, entry) in ordered.enumerated() {
      entry.element.add(place: place + 1, to: &rows)
      entry.element.addShares(to: &parts, limit: Self.categoriesShown)
    }
    columns = rows.table
    shares = parts.table
  }

  private static func feature(_ name: String, _ table: Table) throws(ModelError) -> FeatureColumn {
    guard let index = table.column(called: name) else {
      throw .unknownColumn(name, in: table.schema)
    }
    return try FeatureColumn(
      table.schema.fields[index].name,
      table.chunks(ofColumn: index),
      type: table.schema.fields[index].type
    )
  }
}

/// One column on both sides.
private struct Comparison {
  enum Drift {
    case numbers(NumericDrift)
    case categories(CategoricalDrift)
  }
  let column: FeatureColumn
  let drift: Drift

  init(
    _ reference: FeatureColumn,
    _ current: FeatureColumn,
    _ alpha: Double
  ) throws(ModelError) {
    column = reference
    switch (reference.values, current.values) {
    case (.numbers(let before), .numbers(let now)):
      drift = .numbers(
        try NumericDrift(reference: Array(before), current: Array(now), alpha: alpha)
      )
    case (.levels(let before, let levels), .levels(let now, let others)):
      drift = .categories(
        CategoricalDrift(
          reference: try CategoryCounts(codes: before, levels: levels),
          current: try CategoryCounts(codes: now, levels: others),
          alpha: alpha
        )
      )
    default:
      throw ModelError(
        "column-type",
        "'\(reference.name)' is \(reference.type) in the reference and \(current.type) in the data",
        hint: "cast one of them in SQL"
      )
    }
  }

  var verdict: DriftVerdict {
    switch drift {
    case .numbers(let drift): drift.verdict
    case .categories(let drift): drift.verdict
    }
  }

  var stability: Double? {
    switch drift {
    case .numbers(let drift): drift.stability
    case .categories(let drift): drift.stability
    }
  }

  func add(place: Int, to rows: inout TableRows) {
    switch drift {
    case .numbers(let drift):
      rows.add(
        column.name,
        column.kind.rawValue,
        "\(verdict)",
        place,
        drift.stability,
        drift.jensenShannon,
        drift.test == nil ? nil : "K–S",
        drift.test?.statistic,
        drift.test?.pValue,
        drift.normalisedWasserstein,
        drift.referenceMean,
        drift.currentMean,
        drift.missing.referenceShare,
        drift.missing.currentShare,
        drift.missing.referenceRows,
        drift.missing.currentRows,
        nil,
        nil
      )
    case .categories(let drift):
      rows.add(
        column.name,
        column.kind.rawValue,
        "\(verdict)",
        place,
        drift.stability,
        drift.jensenShannon,
        drift.test == nil ? nil : "χ²",
        drift.test?.statistic,
        drift.test?.pValue,
        nil,
        nil,
        nil,
        drift.missing.referenceShare,
        drift.missing.currentShare,
        drift.missing.referenceRows,
        drift.missing.currentRows,
        Self.names(drift.new),
        Self.names(drift.vanished)
      )
    }
  }

  private static func names(_ categories: [CategoricalDrift.Category]) -> String? {
    guard !categories.isEmpty else { return nil }
    let shown = categories.prefix(5).map(\.name).joined(separator: ", ")
    return categories.count > 5 ? "\(shown), … (\(categories.count))" : shown
  }

  func addShares(to rows: inout TableRows, limit: Int) {
    switch drift {
    case .numbers(let drift):
      guard let bins = drift.bins else { return }
      let (before, now) = (drift.referenceCounts.reduce(0, +), drift.currentCounts.reduce(0, +))
      for place in 0..<bins.count {
        let edges = bins.edges(of: place)
        let group = column.text(of: .interval(lower: edges.lower, upper: edges.upper))
        rows.add(column.name, place + 1, group, "reference", drift.referenceCounts[place] / before)
        rows.add(column.name, place + 1, group, "current", drift.currentCounts[place] / now)
      }
    case .categories(let drift):
      let before = Double(max(1, drift.categories.reduce(0) { $0 + $1.reference }))
      let now = Double(max(1, drift.categories.reduce(0) { $0 + $1.current }))
      for (place, category) in drift.categories.prefix(limit).enumerated() {
        let shares = (Double(category.reference) / before, Double(category.current) / now)
        rows.add(column.name, place + 1, category.name, "reference", shares.0)
        rows.add(column.name, place + 1, category.name, "current", shares.1)
      }
    }
  }
}
