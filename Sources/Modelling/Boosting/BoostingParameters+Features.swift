import Tables

extension BoostingParameters {
  /// Checks the parameters that speak of single features, which LightGBM does where the program would end.
  ///
  /// - Parameter data: The features.
  /// - Throws: `ModelError`.
  func check(_ data: BoostingData) throws(ModelError) {
    let fields = data.features.schema.fields
    if let text = values["monotone_constraints"] {
      let directions = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard directions.count == fields.count,
        directions.allSatisfy({ $0.map { (-1...1).contains($0) } ?? false })
      else {
        throw ModelError(
          "parameter-value",
          "parameter 'monotone_constraints' must have a -1, 0 or 1 for each of the"
            + " \(fields.count) features, not '\(text)'"
        )
      }
      for (field, direction) in zip(fields, directions)
      where direction != 0 && data.categorical.contains(field.name) {
        throw ModelError(
          "parameter-value",
          "parameter 'monotone_constraints' must be 0 for the categorical feature '\(field.name)'"
        )
      }
    }
    if let text = values["interaction_constraints"] {
      guard text.wholeMatch(of: #/\[\d+(,\d+)*\](,\[\d+(,\d+)*\])*/#) != nil else {
        throw ModelError(
          "parameter-value",
          "parameter 'interaction_constraints' must be lists of features' places, as [0,1],[2,3],"
            + " not '\(text)'"
        )
      }
      let places = text.split { !$0.isNumber }.map { Int($0) ?? Int.max }
      if let place = places.first(where: { $0 >= fields.count }) {
        throw ModelError(
          "parameter-value",
          "parameter 'interaction_constraints' speaks of feature \(place); they are 0 to"
            + " \(fields.count - 1)"
        )
      }
    }
  }
}
