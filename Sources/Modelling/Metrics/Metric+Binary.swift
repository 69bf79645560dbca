extension Metric {
  static let binary: [Metric] = [
    of(
      "roc_auc",
      ["roc_auc_score", "auc"],
      .higher,
      .number,
      "Area under the ROC curve",
      "ROC 곡선 아래 면적"
    ) {
      $0.ranking?.area
    },
    of(
      "average_precision",
      ["average_precision_score", "pr_auc"],
      .higher,
      .number,
      "Average precision",
      "평균 정밀도"
    ) { $0.ranking?.averagePrecision },
    of("precision", ["precision_score"], .higher, .share, "Precision", "정밀도") {
      $0.confusion?.precision
    },
    of("recall", ["recall_score", "sensitivity", "tpr"], .higher, .share, "Recall", "재현율") {
      $0.confusion?.recall
    },
    of("specificity", ["tnr"], .higher, .share, "Specificity", "특이도") {
      $0.confusion?.specificity
    },
    of("f1", ["f1_score"], .higher, .number, "F1 score", "F1 점수") { $0.confusion?.f1 },
    of("brier_score", ["brier_score_loss"], .lower, .number, "Brier score", "브라이어 점수") {
      $0.probabilities?.brier
    },
    of("true_positives", ["tp"], .neither, .rows, "True positives", "참 양성") {
      $0.confusion?.truePositives
    },
    of("false_positives", ["fp"], .neither, .rows, "False positives", "거짓 양성") {
      $0.confusion?.falsePositives
    },
    of("true_negatives", ["tn"], .neither, .rows, "True negatives", "참 음성") {
      $0.confusion?.trueNegatives
    },
    of("false_negatives", ["fn"], .neither, .rows, "False negatives", "거짓 음성") {
      $0.confusion?.falseNegatives
    },
    of("positive_rate", ["prevalence"], .neither, .share, "Share of positives", "양성 비율") {
      $0.confusion?.positiveRate
    },
    of("predicted_positive_rate", [], .neither, .share, "Share predicted positive", "양성 예측 비율") {
      $0.confusion?.predictedPositiveRate
    },
  ]

  private static func of(
    _ name: String,
    _ aliases: [String],
    _ better: Better,
    _ unit: Unit,
    _ english: String,
    _ korean: String,
    compute: @escaping @Sendable (inout MetricSource) -> Double?
  ) -> Metric {
    Metric(name, aliases: aliases, [.binary], better, unit, english, korean, compute: compute)
  }
}
