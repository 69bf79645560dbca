extension Metric {
  static let regression: [Metric] = [
    of(
      "mae",
      ["mean_absolute_error"],
      .lower,
      .target,
      "Mean absolute error",
      "평균 절대 오차"
    ) { $0.errors?.mae },
    of(
      "rmse",
      ["root_mean_squared_error"],
      .lower,
      .target,
      "Root mean squared error",
      "평균 제곱근 오차"
    ) { $0.errors?.rmse },
    of(
      "r2",
      ["r2_score"],
      .higher,
      .number,
      "Share of variance explained (R²)",
      "결정 계수 (R²)"
    ) { $0.errors?.r2 },
    of(
      "me",
      ["mean_error"],
      .nearerZero,
      .target,
      "Mean error (actual − predicted)",
      "평균 오차 (실제 − 예측)"
    ) { $0.errors?.mean },
    of(
      "medae",
      ["median_absolute_error"],
      .lower,
      .target,
      "Median absolute error",
      "중앙값 절대 오차"
    ) { $0.medianError },
    of(
      "mape",
      ["mean_absolute_percentage_error"],
      .lower,
      .share,
      "Mean absolute percentage error",
      "평균 절대 백분율 오차"
    ) { $0.errors?.mape },
    of("max_error", [], .lower, .target, "Largest error", "최대 오차") { $0.errors?.maximum },
    of("mse", ["mean_squared_error"], .lower, .targetSquared, "Mean squared error", "평균 제곱 오차") {
      $0.errors?.mse
    },
    of(
      "explained_variance",
      ["explained_variance_score"],
      .higher,
      .number,
      "Explained variance, bias aside",
      "설명된 분산 (편향 제외)"
    ) { $0.errors?.explainedVariance },
    of(
      "error_deviation",
      [],
      .lower,
      .target,
      "Standard deviation of the errors",
      "오차의 표준 편차"
    ) { $0.errors?.deviation },
    of(
      "absolute_error_deviation",
      [],
      .lower,
      .target,
      "Standard deviation of the absolute errors",
      "절대 오차의 표준 편차"
    ) { $0.errors?.absoluteDeviation },
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
    Metric(name, aliases: aliases, [.regression], better, unit, english, korean, compute: compute)
  }
}
