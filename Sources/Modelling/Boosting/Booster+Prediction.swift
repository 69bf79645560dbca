import CLightGBM
public import Tables

/// What a boosted model tells of a row.
public enum BoostingOutput: Sendable, Hashable, CaseIterable {
  /// The prediction: a number, the probability of class 1, or a probability for each class.
  case value
  /// What the trees add up to, before it is made a probability or taken to another scale.
  case rawScore
  /// How much each feature adds to the raw score, and last what the score is without any: SHAP values by
  /// Lundberg, Erion and Lee (2018), https://arxiv.org/abs/1802.03888. They add up to the raw score.
  case contributions
}

extension Booster {
  /// How many numbers a row gets: 1, or one for each class; for contributions the features and one more,
  /// for each class after the other.
  public func width(of output: BoostingOutput) -> Int {
    output == .contributions ? scoreCount * (features.count + 1) : scoreCount
  }

  /// Predicts every row of a table.
  ///
  /// - Parameters:
  ///   - table: Has a column for each feature, by name, of numbers; others are not looked at.
  ///   - output: What is wanted.
  /// - Returns: `width(of: output)` numbers for each row, row after row.
  /// - Throws: `ModelError` for a missing column or one that is not of numbers; `CancellationError`.
  public func predict(
    _ table: Table,
    _ output: BoostingOutput = .value
  ) async throws -> [Double] {
    let numbers = PredictedNumbers(capacity: table.rowCount * width(of: output))
    try await predict(table, output) { numbers.append($0) }
    return numbers.finish()
  }

  /// Predicts every row of a table, a block of rows at a time.
  ///
  /// - Parameters:
  ///   - table: Has a column for each feature, by name, of numbers; others are not looked at.
  ///   - output: What is wanted.
  ///   - receive: Gets the numbers of the next rows, row after row, on a thread of LightGBM's; must not
  ///     wait for LightGBM.
  /// - Throws: `ModelError` for a missing column or one that is not of numbers; `CancellationError`; what
  ///   `receive` throws.
  public func predict(
    _ table: Table,
    _ output: BoostingOutput,
    receive: @escaping @Sendable (UnsafeBufferPointer<Double>) throws -> Void
  ) async throws {
    let rows = try BoostingRows(featureColumns(of: table), rows: nil)
    let width = width(of: output)
    let kind =
      switch output {
      case .value: LGBM_PREDICT_NORMAL
      case .rawScore: LGBM_PREDICT_RAW_SCORE
      case .contributions: LGBM_PREDICT_CONTRIBUTIONS
      }
    let size = rows.blockSize
    for start in stride(from: 0, to: rows.count, by: size * 4) {
      try Task.checkCancellation()
      try await library.run { [self] in
        let numbers = UnsafeMutableBufferPointer<Double>.allocate(capacity: size * rows.columnCount)
        let answers = UnsafeMutableBufferPointer<Double>.allocate(capacity: size * width)
        defer {
          numbers.deallocate()
          answers.deallocate()
        }
        for start in stride(from: start, to: min(start + size * 4, rows.count), by: size) {
          let range = start..<min(start + size, rows.count)
          rows.write(range, to: numbers)
          let count = try handle.predict(
            UnsafeBufferPointer(rebasing: numbers[..<(range.count * rows.columnCount)]),
            rowCount: range.count,
            kind: kind,
            parameters: "num_threads=\(threads) verbosity=0",
            to: answers
          )
          precondition(count == range.count * width, "as many numbers as were asked for")
          try receive(UnsafeBufferPointer(rebasing: answers[..<count]))
        }
      }
    }
  }

  /// The columns of a table that are the features, in the model's order.
  private func featureColumns(of table: Table) throws(ModelError) -> Table {
    var places: [Int] = []
    for name in features {
      guard let place = table.index(ofColumn: name) else {
        throw ModelError(
          "missing-feature",
          "the table has no column '\(name)', which the model needs"
        )
      }
      places.append(place)
    }
    let schema = Schema(places.map { table.schema.fields[$0] })
    return Table(
      schema: schema,
      batches: table.batches.map { batch in
        Batch(schema: schema, columns: places.map { batch.columns[$0] }, rowCount: batch.rowCount)
      }
    )
  }
}

/// Gathers what one block after the other brings.
private final class PredictedNumbers: @unchecked Sendable {
  // One block at a time arrives, and all have arrived before the end.
  private var numbers: [Double] = []

  init(capacity: Int) { numbers.reserveCapacity(capacity) }

  func append(_ block: UnsafeBufferPointer<Double>) { numbers.append(contentsOf: block) }

  func finish() -> [Double] { numbers }
}
