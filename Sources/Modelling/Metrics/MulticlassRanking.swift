extension MulticlassPredictions {
  /// The area under the ROC curve of each class against the rest; nil when one of both is absent.
  public var areas: [Double?] { classes.indices.map { RankingScores(against($0)).area } }

  /// The mean of `areas`, each class counting the same (Provost and Domingos, 2000).
  ///
  /// Nil when a class does not occur: scikit-learn refuses that too.
  public var meanArea: Double? {
    var sum = 0.0
    for area in areas {
      guard let area else { return nil }
      sum += area
    }
    return sum / Double(classes.count)
  }
}
