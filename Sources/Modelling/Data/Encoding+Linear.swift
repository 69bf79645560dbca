extension Encoding {
  /// A column of a linear model's matrix.
  struct Term: Sendable, Hashable {
    enum Source: Sendable, Hashable {
      case number
      /// 1 where the feature is missing.
      case missing
      /// 1 where the category has one of these levels.
      case levels([Int32])
      /// 1 where the category is missing or was never seen.
      case unseen
    }
    let feature: Int
    let source: Source
    let name: String
    let centre: Double
    let scale: Double
  }

  /// The terms of a linear model, without the intercept.
  ///
  /// - Parameters:
  ///   - scaled: Whether each term is centred and divided by its deviation, so that a penalty weighs all
  ///     alike.
  ///   - rowCount: How many training rows there were.
  /// - Returns: The terms in the order of the features.
  func terms(scaled: Bool, rowCount: Int) -> [Term] {
    features.enumerated().flatMap { index, feature -> [Term] in
      func term(_ source: Term.Source, _ name: String, share: Double) -> Term {
        let deviation = (share * (1 - share)).squareRoot()
        return Term(
          feature: index,
          source: source,
          name: name,
          centre: scaled ? share : 0,
          scale: scaled && deviation > 0 ? deviation : 1
        )
      }
      let count = Double(max(1, rowCount))
      let missing = Double(feature.missing) / count
      guard feature.kind == .category else {
        // The filled-in means leave the mean and shrink the deviation.
        let deviation = feature.deviation * (1 - missing).squareRoot()
        var terms = [
          Term(
            feature: index,
            source: .number,
            name: feature.name,
            centre: scaled ? feature.mean : 0,
            scale: scaled && deviation > 0 ? deviation : 1
          )
        ]
        if feature.missing > 0, feature.missing < rowCount {
          terms.append(term(.missing, "\(feature.name) (missing)", share: missing))
        }
        return terms
      }
      let frequent = feature.frequentLevels
      var terms = frequent.dropFirst().map { place in
        term(
          .levels([place]),
          "\(feature.name) = \(feature.levels[Int(place)])",
          share: Double(feature.counts[Int(place)]) / count
        )
      }
      let rare = Set(0..<Int32(feature.levels.count)).subtracting(frequent).sorted()
      if !rare.isEmpty {
        let share = Double(rare.reduce(0) { $0 + feature.counts[Int($1)] }) / count
        terms.append(term(.levels(rare), "\(feature.name) (other)", share: share))
      }
      if feature.missing > 0, !feature.levels.isEmpty {
        terms.append(term(.unseen, "\(feature.name) (missing)", share: missing))
      }
      return terms
    }
  }

  /// The matrix of some rows.
  func matrix(_ terms: [Term], _ columns: [FeatureColumn], _ rows: [Int32]) -> DesignMatrix {
    let writers = terms.map { term in
      Self.writer(term, features[term.feature], columns[term.feature])
    }
    return DesignMatrix(names: terms.map(\.name), rowCount: rows.count) { range, block in
      for (index, write) in writers.enumerated() {
        let start = index * range.count
        let column = UnsafeMutableBufferPointer(rebasing: block[start..<(start + range.count)])
        rows.withUnsafeBufferPointer { rows in
          write(UnsafeBufferPointer(rebasing: rows[range]), column)
        }
      }
    }
  }

  private typealias Writer =
    @Sendable (UnsafeBufferPointer<Int32>, UnsafeMutableBufferPointer<Double>) -> Void

  private static func writer(_ term: Term, _ feature: Feature, _ column: FeatureColumn) -> Writer {
    let (centre, scale) = (term.centre, term.scale)
    switch column.values {
    case .numbers(let numbers):
      let isIndicator = term.source == .missing
      let fill = feature.mean
      return { rows, target in
        for (place, row) in rows.enumerated() {
          let number = numbers[Int(row)]
          let value = isIndicator ? (number.isNaN ? 1 : 0) : (number.isNaN ? fill : number)
          target[place] = (value - centre) / scale
        }
      }
    case .levels(let codes, let levels):
      // 1 for the levels that the term stands for, by the column's own places; the last is "missing".
      let places = feature.places(of: levels) + [-1]
      let marks: [Double] = places.map { place in
        switch term.source {
        case .levels(let wanted): wanted.contains(place) ? 1 : 0
        case .unseen: place < 0 ? 1 : 0
        case .number, .missing: 0
        }
      }.map { ($0 - centre) / scale }
      let last = marks.count - 1
      return { rows, target in
        for (place, row) in rows.enumerated() {
          let code = Int(codes[Int(row)])
          target[place] = marks[code < 0 ? last : code]
        }
      }
    }
  }
}

extension Encoding.Feature {
  /// The levels that have an indicator of their own, in their order.
  var frequentLevels: [Int32] {
    let all = Array(0..<Int32(levels.count))
    guard levels.count > Encoding.levelLimit else { return all }
    return all.sorted { (counts[Int($1)], $0) < (counts[Int($0)], $1) }
      .prefix(Encoding.levelLimit).sorted()
  }
}
