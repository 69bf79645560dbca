/// How rows are set apart, so that a model is judged by rows that it has not seen.
public struct SplitPlan: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Rows at random.
    case random
    /// At random, each class (or each tenth of a number) with its share in every part.
    case stratified
    /// Rows with the same value of a column stay together.
    case grouped
    /// Later rows by a column judge a model of the earlier ones.
    case time
    /// In the order of the table, not shuffled.
    case ordered
  }

  public var kind: Kind
  /// The column of `grouped` and `time`.
  public var column: String?
  /// How many folds; 1 sets one part aside.
  public var folds: Int
  /// The share of the rows that one part sets aside.
  public var testShare: Double

  public init(kind: Kind = .random, column: String? = nil, folds: Int = 5, testShare: Double = 0.2)
  {
    self.kind = kind
    self.column = column
    self.folds = folds
    self.testShare = testShare
  }
}

/// The rows that a model is fitted to and those it is judged by.
struct Fold: Sendable, Hashable {
  let training: [Int32]
  let test: [Int32]
}

extension SplitPlan {
  /// What rows are ordered or held together by.
  enum Keys: Sendable {
    case none
    /// The class, or any other number that must be spread evenly.
    case strata([Int32])
    case groups([Int32])
    case times([Double])
  }

  /// The folds of some rows.
  ///
  /// - Parameters:
  ///   - rows: All rows that have a target.
  ///   - keys: By row of the table.
  ///   - seed: Equal seeds give equal folds.
  /// - Returns: The folds, or the one part that is set aside.
  /// - Throws: `ModelError` when there are fewer rows, or groups, than folds.
  func folds(of rows: [Int32], keys: Keys, seed: UInt64) throws(ModelError) -> [Fold] {
    if case .times(let times) = keys { return try timeFolds(of: rows, times) }
    let count = folds == 1 ? max(2, Int((1 / testShare).rounded())) : folds
    guard rows.count >= count else {
      throw ModelError(
        "too-few-rows",
        "\(rows.count) rows cannot be cut into \(count) parts",
        hint: "give the model more rows, or fewer 'folds'"
      )
    }
    let parts: [Int32]
    switch keys {
    case .groups(let groups): parts = try groupedParts(rows, groups, count)
    case .strata(let strata): parts = stratifiedParts(rows, strata, count, seed)
    case .none, .times: parts = plainParts(rows, count, seed)
    }
    if folds == 1, kind != .grouped, kind != .stratified {
      return [holdOut(rows, seed)]
    }
    let wanted = folds == 1 ? 1 : count
    return (0..<Int32(wanted)).map { part in
      Fold(
        training: zip(rows, parts).compactMap { $1 == part ? nil : $0 },
        test: zip(rows, parts).compactMap { $1 == part ? $0 : nil }
      )
    }
  }

  /// The last rows by time judge the first; with several folds each judges all rows before it.
  private func timeFolds(of rows: [Int32], _ times: [Double]) throws(ModelError) -> [Fold] {
    let ordered = rows.sorted { (times[Int($0)], $0) < (times[Int($1)], $1) }
    let size =
      folds == 1 ? Int((Double(rows.count) * testShare).rounded()) : rows.count / (folds + 1)
    guard size > 0, size < rows.count else {
      throw ModelError(
        "too-few-rows",
        "\(rows.count) rows cannot be cut into \(folds + 1) parts by time",
        hint: "give the model more rows, or fewer 'folds'"
      )
    }
    return (0..<folds).map { fold in
      let start = rows.count - size * (folds - fold)
      return Fold(
        training: ordered[..<start].sorted(),
        test: ordered[start..<(start + size)].sorted()
      )
    }
  }

  /// One random (or last) part of exactly the wanted share.
  private func holdOut(_ rows: [Int32], _ seed: UInt64) -> Fold {
    let size = min(rows.count - 1, max(1, Int((Double(rows.count) * testShare).rounded(.up))))
    var order = rows
    if kind == .random {
      var random = SeededRandom(seed)
      random.shuffle(&order)
    }
    return Fold(
      training: order[..<(rows.count - size)].sorted(),
      test: order[(rows.count - size)...].sorted()
    )
  }

  /// Parts of equal size: the first ones have the rows that are left over, as scikit-learn's KFold.
  private func plainParts(_ rows: [Int32], _ count: Int, _ seed: UInt64) -> [Int32] {
    var parts: [Int32] = []
    for part in 0..<count {
      let size = rows.count / count + (part < rows.count % count ? 1 : 0)
      parts += [Int32](repeating: Int32(part), count: size)
    }
    if kind != .ordered {
      var random = SeededRandom(seed)
      random.shuffle(&parts)
    }
    return parts
  }

  /// Deals the rows of each stratum out in a random order, going on where the last one ended.
  private func stratifiedParts(
    _ rows: [Int32],
    _ strata: [Int32],
    _ count: Int,
    _ seed: UInt64
  ) -> [Int32] {
    var random = SeededRandom(seed)
    var places = Array(rows.indices)
    random.shuffle(&places)
    // Sorting is stable by the shuffled place, so rows of a stratum stay in random order.
    let ordered = places.enumerated().sorted {
      (strata[Int(rows[$0.element])], $0.offset) < (strata[Int(rows[$1.element])], $1.offset)
    }
    var parts = [Int32](repeating: 0, count: rows.count)
    for (number, entry) in ordered.enumerated() { parts[entry.element] = Int32(number % count) }
    return parts
  }

  /// The largest groups first, each to the part with the fewest rows, as scikit-learn's GroupKFold.
  private func groupedParts(
    _ rows: [Int32],
    _ groups: [Int32],
    _ count: Int
  ) throws(ModelError) -> [Int32] {
    var sizes: [Int32: Int] = [:]
    for row in rows { sizes[groups[Int(row)], default: 0] += 1 }
    guard sizes.count >= count else {
      throw ModelError(
        "too-few-groups",
        "\(sizes.count) groups cannot be dealt to \(count) parts",
        hint: "use fewer 'folds', or group by another column"
      )
    }
    var partOfGroup: [Int32: Int32] = [:]
    var filled = [Int](repeating: 0, count: count)
    for (group, size) in sizes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let part = filled.indices.min { (filled[$0], $0) < (filled[$1], $1) } ?? 0
      partOfGroup[group] = Int32(part)
      filled[part] += size
    }
    return rows.map { partOfGroup[groups[Int($0)]] ?? 0 }
  }
}
