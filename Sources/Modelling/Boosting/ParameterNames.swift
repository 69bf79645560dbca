import Diagnostics

/// The names of LightGBM's parameters, as the library itself lists them.
struct ParameterNames: Sendable {
  /// The first name of a parameter, by each of its names.
  private let canonical: [String: String]

  private static let loaded = Result<ParameterNames, ModelError> { () throws(ModelError) in
    let library = try LightGBM.shared()
    return ParameterNames(
      try library.text { room, length, text in library.dumpAliases(room, length, text) }
    )
  }

  /// The names of the library that is loaded.
  static func shared() throws(ModelError) -> ParameterNames { try loaded.get() }

  /// - Parameter json: An object of lists of strings: `{"boosting": ["boost", "boosting_type"], …}`.
  ///   LightGBM writes no escapes, so the quotes and brackets are all there is to read.
  init(_ json: String) {
    var canonical: [String: String] = [:]
    var name = ""
    var isAlias = false
    for (index, piece) in json.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    {
      if index % 2 == 0 {
        if piece.contains("[") { isAlias = true }
        if piece.contains("]") { isAlias = false }
      } else if isAlias {
        canonical[String(piece)] = name
      } else {
        name = String(piece)
        canonical[name] = name
      }
    }
    self.canonical = canonical
  }

  /// LightGBM's first name of a parameter for training.
  ///
  /// - Throws: `ModelError` for a name that is unknown, or of a parameter that has no effect here.
  func canonical(_ name: String) throws(ModelError) -> String {
    guard let known = canonical[name] else {
      throw ModelError(
        "unknown-parameter",
        "LightGBM has no parameter '\(name)'",
        hint: NearMatch.hint(name, in: canonical.keys, kind: "parameters")
      )
    }
    for (reason, names) in Self.elsewhere where names.contains(known) {
      throw ModelError("parameter-elsewhere", "parameter '\(name)' \(reason)")
    }
    return known
  }

  /// What is decided by other means, or does nothing outside of LightGBM's own program.
  private static let elsewhere: [(reason: String, names: Set<String>)] = [
    (
      "is of LightGBM's command line only",
      [
        "config", "task", "data", "valid", "save_binary", "output_model", "input_model",
        "snapshot_freq", "output_result", "convert_model", "convert_model_language", "header",
        "label_column", "weight_column", "group_column", "ignore_column", "two_round",
        "pre_partition", "precise_float_parser", "parser_config_file", "metric_freq",
        "saved_feature_importance_type", "is_provide_training_metric", "refit_decay_rate",
      ]
    ),
    (
      "is of predicting, not of training",
      [
        "start_iteration_predict", "num_iteration_predict", "predict_raw_score",
        "predict_leaf_index", "predict_contrib", "predict_disable_shape_check", "pred_early_stop",
        "pred_early_stop_freq", "pred_early_stop_margin",
      ]
    ),
    (
      "is of training on several machines, which Quire does not do",
      [
        "num_machines", "machines", "machine_list_filename", "local_listen_port", "time_out",
        "tree_learner",
      ]
    ),
    (
      "names a file, whose changes a report would not see",
      ["forcedbins_filename", "forcedsplits_filename"]
    ),
    ("follows from the features", ["categorical_feature"]),
    ("follows from the target", ["num_class"]),
  ]
}
