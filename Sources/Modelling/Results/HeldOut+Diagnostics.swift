import Tables

extension HeldOut {
  /// The tables that show where and how the predictions err.
  ///
  /// - Parameter candidate: The name of the best candidate.
  /// - Returns: Tables by the second part of their names; only those that the task has.
  /// - Throws: `ModelError` when the model says what is no number.
  func diagnosticTables(named candidate: String) throws(ModelError) -> [String: Table] {
    let predictions = try Predictions(evidence.data, rows, outputs)
    var tables = ["by_group": try groupTable(predictions)]
    switch predictions {
    case .regression(let rows):
      tables["quantiles"] = quantileTable(rows)
      tables["error_bias"] = errorBiasTable
    case .binary(let rows):
      let confusion = ConfusionMatrix(BinaryConfusion(rows), classes: rows.classes)
      tables["confusion"] = confusion.table
      tables["classes"] = confusion.classTable
      tables["thresholds"] = ThresholdCurve(rows).table(candidate)
      tables["calibration"] = Calibration(rows, .quantile).table
    case .multiclass(let rows):
      let confusion = ConfusionMatrix(rows)
      tables["confusion"] = confusion.table
      tables["classes"] = confusion.classTable
    }
    return tables
  }

  private func quantileTable(_ predictions: RegressionPredictions) -> Table {
    var rows = TableRows(ModelTables.quantiles)
    let residuals = zip(predictions.actual, predictions.predicted).map { $0 - $1 }
    for point in QuantileQuantile(residuals, weights: predictions.weights).points {
      rows.add(point.normal, point.error)
    }
    return rows.table
  }

  /// Scores by the columns that the plan names, and then by each feature.
  private func groupTable(_ predictions: Predictions) throws(ModelError) -> Table {
    var table = TableRows(ModelTables.byGroup)
    let named = Set(evidence.data.groups.map(\.name))
    let features = evidence.data.features.filter { !named.contains($0.name) }
    for column in evidence.data.groups + features {
      let taken = column.taking(rows)
      let grouping: Grouping
      switch taken.values {
      case .numbers(let numbers): grouping = Self.grouping(taken, numbers)
      case .levels(let codes, let levels):
        grouping = try Grouping(codes: codes, levels: levels, limit: 20)
      }
      for (place, scores) in try grouping.scores(predictions).enumerated() {
        let values: [(String, Double?)] = [
          ("bias", scores.bias), ("mae", scores.mae), ("rmse", scores.rmse),
          ("accuracy", scores.accuracy), ("log_loss", scores.logLoss),
        ]
        for (metric, value) in values {
          guard let value else { continue }
          let group = column.text(of: scores.group)
          let isNamed = named.contains(column.name)
          table.add(column.name, isNamed, place + 1, group, scores.rows, metric, value)
        }
      }
    }
    return table.table
  }

  /// Few whole numbers are groups of their own; others are put into ten ranges.
  private static func grouping(_ column: FeatureColumn, _ numbers: Numbers) -> Grouping {
    var distinct: Set<Double> = []
    for number in numbers where !number.isNaN && distinct.count <= 12 { distinct.insert(number) }
    guard distinct.count <= 12 else { return Grouping(values: Array(numbers)) }
    let levels = distinct.sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
    let names = levels.map { column.filled(number: $0, count: 1).text(at: 0) ?? "" }
    let codes = numbers.map { places[$0] ?? -1 }
    return (try? Grouping(codes: codes, levels: names)) ?? Grouping(values: Array(numbers))
  }
}

extension FeatureColumn {
  /// A group in words; nil for the rows without a value.
  func text(of group: Grouping.Group) -> String? {
    switch group {
    case .level(let name): name
    case .interval(let lower, let upper): "\(text(lower)) – \(text(upper))"
    case .others: "…"
    case .missing: nil
    }
  }

  private static let edgeFormat = try? NumberFormat(".5~g")

  private func text(_ number: Double) -> String {
    if kind == .time { return filled(number: number, count: 1).text(at: 0) ?? "" }
    return Self.edgeFormat?.string(.double(number)) ?? "\(number)"
  }
}

extension ConfusionMatrix {
  fileprivate var table: Table {
    var rows = TableRows(ModelTables.confusion)
    for actual in classes.indices {
      for predicted in classes.indices {
        rows.add(
          classes[actual],
          classes[predicted],
          weight(actual: actual, predicted: predicted),
          share(actual: actual, predicted: predicted)
        )
      }
    }
    return rows.table
  }

  fileprivate var classTable: Table {
    var rows = TableRows(ModelTables.classes)
    for scores in classScores {
      rows.add(scores.name, scores.support, scores.precision, scores.recall, scores.f1)
    }
    return rows.table
  }
}

extension ThresholdCurve {
  fileprivate func table(_ candidate: String) -> Table {
    var rows = TableRows(ModelTables.thresholds)
    for point in points {
      let confusion = point.confusion
      rows.add(
        candidate,
        point.threshold,
        confusion.truePositives,
        confusion.falsePositives,
        confusion.trueNegatives,
        confusion.falseNegatives,
        confusion.precision,
        confusion.recall,
        confusion.falsePositiveRate,
        confusion.f1,
        point.share,
        point.lift,
        point.gain
      )
    }
    return rows.table
  }
}

extension Calibration {
  fileprivate var table: Table {
    var rows = TableRows(ModelTables.calibration)
    for bin in bins { rows.add(bin.lower, bin.upper, bin.predicted, bin.actual, bin.weight) }
    return rows.table
  }
}
