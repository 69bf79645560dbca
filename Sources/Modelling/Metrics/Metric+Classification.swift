extension Metric {
  /// Metrics of two classes and of more.
  static let classification: [Metric] = [
    Metric(
      "log_loss",
      [.binary, .multiclass],
      .lower,
      .nats,
      "Logarithmic loss",
      "로그 손실"
    ) { $0.probabilities?.logLoss },
    Metric(
      "accuracy",
      aliases: ["accuracy_score"],
      [.binary, .multiclass],
      .higher,
      .share,
      "Accuracy",
      "정확도"
    ) { $0.matrix?.accuracy },
    Metric(
      "balanced_accuracy",
      aliases: ["balanced_accuracy_score"],
      [.binary, .multiclass],
      .higher,
      .share,
      "Accuracy, classes counting the same",
      "균형 정확도"
    ) { $0.matrix?.balancedAccuracy },
    Metric(
      "mcc",
      aliases: ["matthews_corrcoef"],
      [.binary, .multiclass],
      .higher,
      .number,
      "Matthews correlation",
      "매슈스 상관 계수"
    ) { $0.matrix?.mcc },
  ]
}
