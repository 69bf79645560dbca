import Tables

extension BoostingData {
  /// Checks what LightGBM would take for something else, or would end the program over.
  ///
  /// - Parameters:
  ///   - task: What the target means.
  ///   - classCount: How many classes there are.
  ///   - role: What messages call the data: `training` or `validation`.
  /// - Throws: `ModelError`.
  func check(_ task: ModelTask, classCount: Int, role: String) throws(ModelError) {
    try checkShape(role)
    try checkFeatures()
    try checkNumbers(target, "target", role) { value in
      task == .regression ? nil : Self.classRule(value, task == .binary ? 2 : classCount)
    }
    if let weights {
      try checkNumbers(weights, "weight", role) { $0 < 0 ? "is negative" : nil }
      guard selected(weights).contains(where: { $0 > 0 }) else {
        throw ModelError("weights", "all weights of the \(role) data are 0")
      }
    }
    if let initialScores {
      let expected = task == .multiclass ? classCount : 1
      guard initialScores.count == expected else {
        throw ModelError(
          "initial-scores",
          "initial scores for \(initialScores.count) classes instead of \(expected)"
        )
      }
      for scores in initialScores {
        try checkNumbers(scores, "initial score", role) { _ in nil }
      }
    }
    if let groups {
      guard groups.allSatisfy({ $0 > 0 }), groups.reduce(0, +) == rowCount else {
        throw ModelError("groups", "the groups do not add up to the \(rowCount) rows")
      }
    }
  }

  private func checkShape(_ role: String) throws(ModelError) {
    guard !features.schema.fields.isEmpty else {
      throw ModelError("no-features", "there are no features to learn from")
    }
    guard rowCount > 0 else { throw ModelError("no-rows", "the \(role) data has no rows") }
    guard rowCount <= Int(Int32.max) else {
      throw ModelError("too-many-rows", "LightGBM takes at most \(Int32.max) rows")
    }
    if let rows, let row = rows.first(where: { !(0..<features.rowCount).contains($0) }) {
      throw ModelError("row", "row \(row) of a table of \(features.rowCount) rows")
    }
  }

  private func checkFeatures() throws(ModelError) {
    var seen: Set<String> = []
    for field in features.schema.fields {
      guard seen.insert(field.name).inserted else {
        throw ModelError("feature-twice", "feature '\(field.name)' is there twice")
      }
      guard !categorical.contains(field.name) || field.type.isBoostingCode else {
        throw ModelError(
          "category-type",
          "categorical feature '\(field.name)' is of type \(field.type.name), not of codes",
          hint: "give its categories numbers of type int32"
        )
      }
    }
    if let name = categorical.subtracting(seen).min() {
      throw ModelError("unknown-feature", "there is no feature '\(name)' to be categorical")
    }
  }

  /// One finite number for each row of the table, small enough for a 32-bit float.
  private func checkNumbers(
    _ numbers: [Double],
    _ name: String,
    _ role: String,
    _ rule: (Double) -> String?
  ) throws(ModelError) {
    guard numbers.count == features.rowCount else {
      throw ModelError("\(name)-count", "\(numbers.count) \(name)s for \(features.rowCount) rows")
    }
    func check(_ row: Int) throws(ModelError) {
      let number = numbers[row]
      let broken: String? =
        if number.isNaN {
          "is missing"
        } else if !Float(number).isFinite {
          "is too large"
        } else {
          rule(number)
        }
      if let broken {
        throw ModelError(
          "bad-\(name)",
          "the \(name) in row \(row + 1) of the \(role) data \(broken)"
        )
      }
    }
    if let rows {
      for row in rows { try check(row) }
    } else {
      for row in numbers.indices { try check(row) }
    }
  }

  private static func classRule(_ value: Double, _ classCount: Int) -> String? {
    value == value.rounded() && (0..<Double(classCount)).contains(value)
      ? nil : "is not one of the classes 0 to \(classCount - 1)"
  }
}
