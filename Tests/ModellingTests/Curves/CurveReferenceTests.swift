import Testing

@testable import Modelling

/// Curves against scikit-learn's `roc_curve`, `precision_recall_curve` and `calibration_curve`.
struct CurveReferenceTests {
  @Test func `The ROC and the precision–recall curve equal scikit-learn's`() throws {
    let cases: [BinaryCase] = try reference("metrics_binary.json")
    for each in cases {
      let curve = ThresholdCurve(try each.predictions)
      let points = curve.points
      #expect(points.first?.threshold == .infinity)
      #expect(points.dropFirst().map(\.threshold) == each.roc.thresholds, "\(each.name)")
      #expect(curve.distinctCount == each.roc.thresholds.count)
      #expect(areClose(points.map(\.confusion.falsePositiveRate), each.roc.fpr), "\(each.name)")
      #expect(areClose(points.map(\.confusion.recall), each.roc.tpr), "\(each.name)")
      // scikit-learn's curve ends where everything positive is found: there, ours may go on.
      let precision = try #require(each.pr["precision"])
      let recall = try #require(each.pr["recall"])
      let ours = points.dropFirst().prefix(precision.count)
      #expect(areClose(ours.map(\.confusion.precision), precision), "\(each.name)")
      #expect(areClose(ours.map(\.confusion.recall), recall), "\(each.name)")
      #expect(curve.areaError == 0 && curve.precisionError == 0)
      #expect(isClose(curve.ranking.area, each.expected["roc_auc"] ?? nil))
    }
  }

  @Test func `Calibration curves equal scikit-learn's`() throws {
    let all: [BinaryCase] = try reference("metrics_binary.json")
    let cases = all.filter { $0.calibration != nil }
    #expect(cases.count == 6)
    for each in cases {
      for kind in [Calibration.Bins.uniform, .quantile] {
        let bins = Calibration(try each.predictions, kind, count: 7).bins
        let expected = try #require(each.calibration?[kind.rawValue])
        #expect(areClose(bins.map(\.actual), expected["actual"] ?? []), "\(each.name)")
        #expect(areClose(bins.map(\.predicted), expected["predicted"] ?? []), "\(each.name)")
        #expect(bins.map(\.rows).reduce(0, +) == each.actual.count)
      }
    }
  }

  @Test func `The expected calibration error is the bins' distance by weight`() throws {
    let rows = try BinaryPredictions(
      actual: [true, false, true, true],
      probability: [0.1, 0.1, 0.9, 0.8],
      weights: [1, 3, 2, 2]
    )
    // Two bins of 4: 0.25 of 0.1, and 1 of 0.85.
    let calibration = Calibration(rows, count: 2)
    #expect(isClose(calibration.expectedError, 0.5 * 0.15 + 0.5 * 0.15))
    #expect(isClose(calibration.maximumError, 0.15))
    #expect(Calibration(try BinaryPredictions(actual: [], probability: [])).expectedError == nil)
  }

  @Test func `Weights of whole numbers are as good as repeated rows`() throws {
    var random = FixedRandom(state: 5)
    let probability = (0..<60).map { _ in (random.unit() * 20).rounded() / 20 }
    let actual = probability.map { random.unit() < $0 }
    let counts = (0..<60).map { _ in Int.random(in: 0...3, using: &random) }
    let repeated = (0..<60).flatMap { [Int](repeating: $0, count: counts[$0]) }
    let weighted = try BinaryPredictions(
      actual: actual,
      probability: probability,
      weights: counts.map(Double.init)
    )
    let plain = try BinaryPredictions(
      actual: repeated.map { actual[$0] },
      probability: repeated.map { probability[$0] }
    )
    #expect(ThresholdCurve(weighted).points == ThresholdCurve(plain).points)
    #expect(ProbabilityHistogram(weighted) == ProbabilityHistogram(plain))
    let (one, other) = (Calibration(weighted), Calibration(plain))
    #expect(isClose(one.expectedError, other.expectedError))
  }
}
