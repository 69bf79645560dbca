extension Metric {
  static let multiclass: [Metric] =
    [
      Metric(
        "roc_auc",
        aliases: ["roc_auc_ovr"],
        [.multiclass],
        .higher,
        .number,
        "Area under the ROC curve, mean of each class against the rest",
        "ROC 곡선 아래 면적 (클래스별 평균)"
      ) { $0.meanArea }
    ] + averages({ $0.f1 }, "f1", "F1 score", "F1 점수", .number)
    + averages({ $0.precision }, "precision", "Precision", "정밀도", .share)
    + averages({ $0.recall }, "recall", "Recall", "재현율", .share)

  /// One score of the classes in its three averages.
  private static func averages(
    _ score: @escaping @Sendable (ClassScores) -> Double?,
    _ name: String,
    _ english: String,
    _ korean: String,
    _ unit: Unit
  ) -> [Metric] {
    let kinds: [(ConfusionMatrix.Average, String, String, String)] = [
      (.macro, "macro", "mean of the classes", "클래스 평균"),
      (.weighted, "weighted", "classes weighted by their size", "크기 가중 평균"),
      (.micro, "micro", "all rows together", "전체 합산"),
    ]
    return kinds.map { average, suffix, english2, korean2 in
      Metric(
        "\(name)_\(suffix)",
        [.multiclass],
        .higher,
        unit,
        "\(english), \(english2)",
        "\(korean) (\(korean2))"
      ) { $0.matrix?.average(score, average) }
    }
  }
}
