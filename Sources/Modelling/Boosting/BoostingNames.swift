import Diagnostics

/// The values of LightGBM's parameters that are names: it takes a wrong one for none, without a word.
///
/// From https://lightgbm.readthedocs.io/en/v4.7.0/Parameters.html.
enum BoostingNames {
  /// The objectives that fit a task, by all their names.
  static func objectives(_ task: ModelTask) -> [String] {
    switch task {
    case .regression:
      [
        "regression", "regression_l2", "l2", "mean_squared_error", "mse", "l2_root",
        "root_mean_squared_error", "rmse", "regression_l1", "l1", "mean_absolute_error", "mae",
        "huber", "fair", "poisson", "quantile", "mape", "mean_absolute_percentage_error", "gamma",
        "tweedie", "cross_entropy", "xentropy", "cross_entropy_lambda", "xentlambda", "lambdarank",
        "rank_xendcg", "xendcg", "xe_ndcg", "xe_ndcg_mart", "xendcg_mart",
      ]
    case .binary: ["binary", "cross_entropy", "xentropy", "cross_entropy_lambda", "xentlambda"]
    case .multiclass:
      ["multiclass", "softmax", "multiclassova", "multiclass_ova", "ova", "ovr"]
    }
  }

  private static let metrics =
    [
      "auc", "auc_mu", "average_precision", "binary_error", "binary_logloss", "gamma_deviance",
      "kldiv", "kullback_leibler", "map", "mean_average_precision", "multi_error",
      "multi_logloss", "ndcg", "none", "null", "custom", "na", "r2",
    ] + ModelTask.allCases.flatMap(objectives)

  private static let fixed: [String: [String]] = [
    "metric": metrics,
    "monotone_constraints_method": ["basic", "intermediate", "advanced"],
  ]

  /// Checks a value that is a name, or a list of names.
  ///
  /// - Throws: `ModelError` for a name that is none.
  static func check(_ value: String, of name: String, task: ModelTask) throws(ModelError) {
    guard let known = name == "objective" ? objectives(task) : fixed[name] else { return }
    // Only metrics are a list; elsewhere a comma is part of a wrong name.
    let given = name == "metric" ? value.split(separator: ",").map(String.init) : [value]
    for word in given where !known.contains(word.lowercased()) {
      throw ModelError(
        "parameter-value",
        name == "objective"
          ? "objective '\(word)' does not fit a \(task.rawValue) target"
          : "parameter '\(name)' cannot be '\(word)'",
        hint: NearMatch.hint(word, in: known, kind: "choices")
      )
    }
  }
}
