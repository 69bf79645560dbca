/// How well one class of several was predicted, the others taken together.
public struct ClassScores: Sendable, Hashable {
  public let name: String
  /// The weight of the rows that are of the class, and of those that were taken for it.
  public let support: Double
  public let predicted: Double
  /// Nil when nothing was taken for the class.
  public let precision: Double?
  /// Nil when nothing is of the class.
  public let recall: Double?
  /// Nil when both is so.
  public let f1: Double?
}

extension ConfusionMatrix {
  /// A row for each class.
  public var classScores: [ClassScores] {
    classes.indices.map { place in
      let right = weight(actual: place, predicted: place)
      let (support, predicted) = (support(of: place), taken(for: place))
      return ClassScores(
        name: classes[place],
        support: support,
        predicted: predicted,
        precision: ratio(right, predicted),
        recall: ratio(right, support),
        f1: ratio(2 * right, support + predicted)
      )
    }
  }

  public var accuracy: Double? { ratio(correct, total) }

  /// The mean recall of the classes that occur; nil when fewer than two do.
  public var balancedAccuracy: Double? {
    let recalls = classScores.compactMap(\.recall)
    return recalls.count < 2 ? nil : recalls.reduce(0, +) / Double(recalls.count)
  }

  /// Matthews' correlation for any number of classes (Gorodkin, 2004).
  ///
  /// Nil when only one class occurs or is predicted, where scikit-learn gives 0.
  public var mcc: Double? {
    let all = total
    let shares = classes.indices.map { (support(of: $0) / all, taken(for: $0) / all) }
    guard shares.filter({ $0.0 > 0 }).count > 1, shares.filter({ $0.1 > 0 }).count > 1 else {
      return nil
    }
    let both = correct / all - shares.reduce(0) { $0 + $1.0 * $1.1 }
    let actual = shares.reduce(0) { $0 + $1.0 * (1 - $1.0) }
    let predicted = shares.reduce(0) { $0 + $1.1 * (1 - $1.1) }
    return ratio(both, actual.squareRoot() * predicted.squareRoot())
  }

  /// How the scores of the classes become one.
  public enum Average: Sendable, Hashable {
    /// Each class counts the same.
    case macro
    /// Each class counts as much as it occurs.
    case weighted
    /// Each row counts the same: all three scores are then the accuracy.
    case micro
  }

  /// A score of the classes as one number; nil when there are no rows.
  ///
  /// As scikit-learn with its defaults: a class that neither occurs nor is predicted is left out;
  /// of the rest, a score that is undefined counts 0, so that a model is not rewarded for never
  /// naming a class.
  public func average(_ score: (ClassScores) -> Double?, _ average: Average) -> Double? {
    guard average != .micro else { return accuracy }
    let scores = classScores.filter { $0.support > 0 || $0.predicted > 0 }
    let weights = scores.map { average == .macro ? 1 : $0.support }
    let sum = zip(scores, weights).reduce(0) { $0 + (score($1.0) ?? 0) * $1.1 }
    return ratio(sum, weights.reduce(0, +))
  }
}
