import Tables

/// What the best candidate says of all rows that it was judged by, in the order of the table.
struct HeldOut: Sendable {
  let evidence: Evidence
  /// The rows of the table, and the fold that judged each, from 1.
  let rows: [Int32]
  let folds: [Int32]
  let outputs: Outputs

  init(_ evidence: Evidence) {
    self.evidence = evidence
    let results = evidence.bestCandidate.folds
    var entries: [(row: Int32, fold: Int32, place: Int)] = []
    for (number, result) in results.enumerated() {
      for (place, row) in result.fold.test.enumerated() {
        entries.append((row, Int32(number), place))
      }
    }
    entries.sort { ($0.row, $0.fold) < ($1.row, $1.fold) }
    let width = results.first?.outputs.width ?? 1
    var values: [Double] = []
    values.reserveCapacity(entries.count * width)
    for entry in entries {
      let outputs = results[Int(entry.fold)].outputs
      values += outputs.values[(entry.place * width)..<((entry.place + 1) * width)]
    }
    rows = entries.map(\.row)
    folds = entries.map { $0.fold + 1 }
    outputs = Outputs(
      evidence.data.task,
      classCount: evidence.data.classes.count,
      values
    )
  }

  /// The table `predictions`; its columns that name a row are taken from the data as they are.
  var table: Table {
    let data = evidence.data
    let isRegression = data.task == .regression
    let rowNumbers = FixedWidthBuilder<Int64>(capacity: rows.count)
    let foldNumbers = FixedWidthBuilder<Int64>(capacity: rows.count)
    let actual = FixedWidthBuilder<Double>(capacity: rows.count)
    let predicted = FixedWidthBuilder<Double>(capacity: rows.count)
    let residual = FixedWidthBuilder<Double>(capacity: rows.count)
    let actualClass = BytesBuilder()
    let predictedClass = BytesBuilder()
    let probability = FixedWidthBuilder<Double>(capacity: rows.count)
    let actualProbability = FixedWidthBuilder<Double>(capacity: rows.count)
    for (place, row) in rows.enumerated() {
      let target = data.target[Int(row)]
      rowNumbers.append(Int64(row) + 1)
      foldNumbers.append(Int64(folds[place]))
      if isRegression {
        actual.append(target)
        predicted.append(outputs.values[place])
        residual.append(target - outputs.values[place])
        actualClass.appendNull()
        predictedClass.appendNull()
        probability.appendNull()
        actualProbability.appendNull()
      } else {
        actual.appendNull()
        predicted.appendNull()
        residual.appendNull()
        actualClass.append(data.classes[Int(target)])
        predictedClass.append(data.classes[outputs.predictedClass(place)])
        probability.append(outputs.headline(place))
        actualProbability.append(outputs.probability(of: Int(target), at: place))
      }
    }
    let identifiers = data.identifiers.map { ($0.name, $0.column.taking(rows)) }
    return Table(
      identifiers.map { (name: $0.0, column: $0.1) } + [
        (name: "row", column: rowNumbers.finish()), (name: "fold", column: foldNumbers.finish()),
        (name: "actual", column: actual.finish()),
        (name: "predicted", column: predicted.finish()),
        (name: "residual", column: residual.finish()),
        (name: "actual_class", column: actualClass.finish()),
        (name: "predicted_class", column: predictedClass.finish()),
        (name: "probability", column: probability.finish()),
        (name: "actual_probability", column: actualProbability.finish()),
      ]
    )
  }
}

extension Evidence {
  /// The rows that the best candidate is furthest from: by residual, or by the probability that it gave
  /// to what was so.
  func worstRows(_ count: Int) -> [Int32] {
    let heldOut = HeldOut(self)
    let misses = heldOut.rows.indices.map { place -> Double in
      let target = data.target[Int(heldOut.rows[place])]
      switch data.task {
      case .regression: return abs(target - heldOut.outputs.values[place])
      case .binary: return abs(target - heldOut.outputs.values[place])
      case .multiclass:
        return 1 - heldOut.outputs.values[place * heldOut.outputs.width + Int(target)]
      }
    }
    let order = misses.indices.sorted { (misses[$1], $0) < (misses[$0], $1) }
    return order.prefix(count).map { heldOut.rows[$0] }
  }
}
