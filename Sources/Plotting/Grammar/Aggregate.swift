/// A number that stands for many rows.
enum Aggregate: String, Sendable, CaseIterable {
  case count, valid, missing, distinct, sum, product, mean, average, median, q1, q3, min, max
  case variance, variancep, stdev, stdevp, stderr

  static let unbuilt = ["argmax", "argmin", "ci0", "ci1", "values"]

  /// Aggregates that stay in the unit of time when they are taken of instants.
  var keepsInstants: Bool {
    switch self {
    case .min, .max, .median, .mean, .average, .q1, .q3: true
    default: false
    }
  }

  /// Aggregates that need no numbers: anything can be counted.
  var takesAnything: Bool {
    switch self {
    case .count, .valid, .missing, .distinct: true
    default: false
    }
  }
}
