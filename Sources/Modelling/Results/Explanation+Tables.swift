import Tables

extension Explanation {
  func importanceTable(_ evidence: Evidence) -> Table {
    var rows = TableRows(ModelTables.importance)
    let features = evidence.data.features
    let booster: Booster? =
      if case .boosted(let booster) = evidence.bestModel.core { booster } else { nil }
    let importance = try? booster?.importance()
    let sizes = contributions.rows.isEmpty ? nil : contributions.meanSizes(features.count)
    let isExplained = evidence.bestCandidate.candidate.kind != .baseline
    for (place, feature) in features.enumerated() where isExplained {
      let permutation = permutations.isEmpty ? nil : permutations[place]
      rows.add(
        feature.name,
        permutation?.mean,
        permutation?.deviation,
        importance?[place].gain,
        importance?[place].splits,
        sizes?[place]
      )
    }
    return rows.table
  }

  var dependenceTable: Table {
    var rows = TableRows(ModelTables.dependence)
    for feature in dependences {
      for (place, point) in feature.points.enumerated() {
        rows.add(
          feature.feature,
          feature.kind.rawValue,
          place + 1,
          point.number,
          point.text,
          point.className,
          point.predicted
        )
      }
    }
    return rows.table
  }

  func contributionsTable(_ evidence: Evidence) -> Table {
    var rows = TableRows(ModelTables.contributions)
    guard !contributions.rows.isEmpty else { return rows.table }
    let features = evidence.data.features
    let shown = contributions.rows.map(\.row)
    let positions = features.map { $0.positions(of: shown) }
    for (index, entry) in contributions.rows.enumerated() {
      for (place, feature) in features.enumerated() {
        rows.add(
          Int(entry.row) + 1,
          feature.name,
          feature.text(at: Int(entry.row)),
          positions[place]?[index],
          entry.values[place],
          entry.base,
          entry.className,
          entry.isWorst
        )
      }
    }
    return rows.table
  }

  func learningTable(_ metric: Metric) -> Table {
    var rows = TableRows(ModelTables.learning)
    for point in learning {
      rows.add(
        point.candidate,
        point.rows,
        metric.name,
        point.training,
        point.validation,
        point.deviation
      )
    }
    return rows.table
  }
}

extension FeatureColumn {
  /// The place of some rows' numbers among each other, from 0 for the least to 1; nil for a category.
  func positions(of rows: [Int32]) -> [Double?]? {
    guard let numbers else { return nil }
    let order = rows.indices.filter { !numbers[Int(rows[$0])].isNaN }
      .sorted { numbers[Int(rows[$0])] < numbers[Int(rows[$1])] }
    var positions = [Double?](repeating: nil, count: rows.count)
    var start = 0
    while start < order.count {
      // Equal numbers share the middle of their places.
      var end = start
      let number = numbers[Int(rows[order[start]])]
      while end + 1 < order.count, numbers[Int(rows[order[end + 1]])] == number { end += 1 }
      let middle = Double(start + end) / 2
      for place in start...end {
        positions[order[place]] = order.count > 1 ? middle / Double(order.count - 1) : 0.5
      }
      start = end + 1
    }
    return positions
  }
}
