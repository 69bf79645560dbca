import Tables

extension FeatureColumn {
  private init(_ other: FeatureColumn, _ values: Values) {
    self.init(name: other.name, kind: other.kind, type: other.type, values: values)
  }

  /// Some rows only, in their order.
  func taking(_ rows: [Int32]) -> FeatureColumn {
    switch values {
    case .numbers(let numbers):
      FeatureColumn(self, .numbers(Numbers(rows.map { numbers[Int($0)] })))
    case .levels(let codes, let levels):
      FeatureColumn(self, .levels(rows.map { codes[Int($0)] }, levels))
    }
  }

  /// The values in another order.
  func permuted(_ order: [Int]) -> FeatureColumn {
    switch values {
    case .numbers(let numbers): FeatureColumn(self, .numbers(Numbers(order.map { numbers[$0] })))
    case .levels(let codes, let levels):
      FeatureColumn(self, .levels(order.map { codes[$0] }, levels))
    }
  }

  /// The same number in every row.
  func filled(number: Double, count: Int? = nil) -> FeatureColumn {
    FeatureColumn(self, .numbers(Numbers(repeatElement(number, count: count ?? self.count))))
  }

  /// The same level in every row.
  func filled(level: String) -> FeatureColumn {
    FeatureColumn(self, .levels([Int32](repeating: 0, count: count), [level]))
  }

  /// A value in words; nil where there is none.
  func text(at row: Int) -> String? {
    switch values {
    case .numbers(let numbers):
      let number = numbers[row]
      guard !number.isNaN else { return nil }
      switch kind {
      case .boolean: return number == 1 ? "true" : "false"
      case .time: return Value.date(Int64(number.rounded(.down))).displayText
      case .number, .category:
        return number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
      }
    case .levels(let codes, let levels): return codes[row] < 0 ? nil : levels[Int(codes[row])]
    }
  }
}
