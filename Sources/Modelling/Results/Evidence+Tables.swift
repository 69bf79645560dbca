import Tables

extension Evidence {
  var infoTable: Table {
    var rows = TableRows(ModelTables.info)
    let (score, deviation) = bestCandidate.summary(of: metric)
    let target = data.target(of: data.rows)
    let isRegression = data.task == .regression
    let mean = isRegression ? target.mean : nil
    rows.add(
      plan.target,
      data.task.rawValue,
      bestCandidate.candidate.name,
      bestCandidate.candidate.kind.rawValue,
      metric.name,
      metric.english,
      metric.korean,
      metric.isHigherBetter,
      score,
      deviation,
      baseline?.summary(of: metric).mean,
      data.rows.count,
      data.rowCount - data.rows.count,
      data.features.count,
      folds.count,
      plan.split.kind.rawValue,
      Int(truncatingIfNeeded: plan.seed),
      isRegression ? nil : data.classes.count,
      data.task == .binary ? data.classes[1] : nil,
      data.task == .binary ? target.mean : nil,
      mean,
      mean.flatMap { target.deviation(from: $0) }
    )
    return rows.table
  }

  /// The first candidate that says the same of every row.
  var baseline: JudgedCandidate? { judged.first { $0.candidate.kind == .baseline } }

  var metricsTable: Table {
    var rows = TableRows(ModelTables.metrics)
    for (place, candidate) in judged.enumerated() {
      for metric in Metric.of(data.task) {
        let (mean, deviation) = candidate.summary(of: metric)
        rows.add(
          candidate.candidate.name,
          metric.name,
          metric.english,
          metric.korean,
          mean,
          deviation,
          baseline?.summary(of: metric).mean,
          metric.isHigherBetter,
          place == best,
          place + 1
        )
      }
    }
    return rows.table
  }

  var foldsTable: Table {
    var rows = TableRows(ModelTables.folds)
    for candidate in judged {
      for (number, result) in candidate.folds.enumerated() {
        for metric in Metric.of(data.task) {
          rows.add(
            candidate.candidate.name,
            number + 1,
            metric.name,
            result.scores[metric],
            result.fold.training.count,
            result.fold.test.count
          )
        }
      }
    }
    return rows.table
  }

  var featuresTable: Table {
    var rows = TableRows(ModelTables.features)
    for (feature, column) in zip(bestModel.encoding.features, data.features) {
      let isCategory = feature.kind == .category
      rows.add(
        feature.name,
        feature.type,
        feature.kind.rawValue,
        isCategory ? feature.levels.count : nil,
        feature.missing,
        column.infiniteCount,
        isCategory ? nil : feature.mean,
        isCategory ? nil : feature.deviation,
        isCategory ? nil : feature.least,
        isCategory ? nil : feature.greatest
      )
    }
    return rows.table
  }

  var parametersTable: Table {
    var rows = TableRows(ModelTables.parameters)
    for model in finals {
      let given = Set(model.parameters.map(\.name))
      for parameter in model.allParameters {
        let isGiven = given.contains(parameter.name)
        rows.add(model.candidate, parameter.name, parameter.value, isGiven)
      }
    }
    return rows.table
  }

  var searchTable: Table {
    var rows = TableRows(ModelTables.search)
    for (candidate, model) in zip(judged, finals) {
      for trial in candidate.trials + model.trials {
        rows.add(
          candidate.candidate.name,
          trial.fold.map { $0 + 1 },
          trial.parameters.text,
          trial.score,
          trial.isChosen
        )
      }
    }
    return rows.table
  }

  /// Up to some 100 of so many places, the first and the last among them.
  private static func thinned(_ count: Int) -> [Int] {
    let step = max(1, count / 100)
    var places = Array(stride(from: 0, to: count, by: step))
    if let last = places.last, last < count - 1 { places.append(count - 1) }
    return places
  }

  var iterationsTable: Table {
    var rows = TableRows(ModelTables.iterations)
    for candidate in judged {
      for (number, result) in candidate.folds.enumerated() {
        guard case .boosted(let booster) = result.model.core else { continue }
        let history = booster.history
        let count = max(history.training.count, history.validation.count)
        for iteration in Self.thinned(count) {
          for (place, metric) in history.metrics.enumerated() {
            rows.add(
              candidate.candidate.name,
              number + 1,
              iteration + 1,
              metric,
              history.training.isEmpty ? nil : history.training[iteration][place],
              history.validation.isEmpty ? nil : history.validation[iteration][place]
            )
          }
        }
      }
    }
    return rows.table
  }
}
