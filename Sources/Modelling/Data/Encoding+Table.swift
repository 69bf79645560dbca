import Tables

extension Encoding {
  /// All rows of the features as boosted trees take them: numbers where they lie, and the places of
  /// levels, -1 where a category is missing or was not among the training rows'.
  func table(_ columns: [FeatureColumn]) -> Table {
    let encoded = zip(features, columns).map { feature, column -> (name: String, column: Column) in
      switch column.values {
      case .numbers(let numbers): return (feature.name, numbers.column)
      case .levels(let codes, let levels):
        let places = feature.places(of: levels)
        let builder = FixedWidthBuilder<Int32>(capacity: codes.count)
        for code in codes { builder.append(code < 0 ? -1 : places[Int(code)]) }
        return (feature.name, builder.finish())
      }
    }
    return Table(encoded)
  }

  /// The features that are categories.
  var categories: Set<String> { Set(features.filter { $0.kind == .category }.map(\.name)) }
}
