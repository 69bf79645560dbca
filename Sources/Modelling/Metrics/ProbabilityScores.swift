#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How good probabilities are as such, whatever is decided by them.
public struct ProbabilityScores: Sendable, Hashable {
  /// The mean of −ln of the probability that was given to what happened, in nats.
  ///
  /// Probabilities are kept 2.2e-16 away from 0 and 1, as in scikit-learn, so that one wrong
  /// certainty costs 36 and not infinitely much. Nil when no row weighs anything.
  public let logLoss: Double?
  /// The mean squared distance of the probability from 1 or 0 (Brier, 1950); of two classes only.
  public let brier: Double?

  public init(_ rows: BinaryPredictions) {
    var sums = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    let weights = rows.weights
    rows.actual.withUnsafeBufferPointer { actual in
      rows.probability.withUnsafeBufferPointer { probability in
        forEachBlock(of: actual.count) { block in
          var part = (0.0, 0.0, 0.0)
          for row in block {
            let weight = weights?[row] ?? 1
            let given = actual[row] ? probability[row] : 1 - probability[row]
            let missing = (actual[row] ? 1 : 0) - probability[row]
            part.0 += weight
            part.1 -= weight * log(kept(given))
            part.2 += weight * missing * missing
          }
          sums.0.add(part.0)
          sums.1.add(part.1)
          sums.2.add(part.2)
        }
      }
    }
    logLoss = ratio(sums.1.value, sums.0.value)
    brier = ratio(sums.2.value, sums.0.value)
  }

  public init(_ rows: MulticlassPredictions) {
    var sums = (CompensatedSum(), CompensatedSum())
    let weights = rows.weights
    let width = rows.classes.count
    rows.probabilities.withUnsafeBufferPointer { probabilities in
      for row in 0..<rows.actual.count {
        let weight = weights?[row] ?? 1
        sums.0.add(weight)
        sums.1.add(-weight * log(kept(probabilities[row * width + Int(rows.actual[row])])))
      }
    }
    logLoss = ratio(sums.1.value, sums.0.value)
    brier = nil
  }
}

/// A probability that is neither 0 nor 1.
@inline(__always)
func kept(_ probability: Double) -> Double {
  min(max(probability, Double.ulpOfOne), 1 - Double.ulpOfOne)
}
