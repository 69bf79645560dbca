public import Tables

/// The tables that every model makes, by the second part of their names.
///
/// All are there for every task; those that a task has nothing for have no rows.
public enum ModelTables {
  private static func schema(_ fields: (String, DataType)...) -> Schema {
    Schema(fields.map { Field($0.0, $0.1) })
  }

  /// One row: what was predicted from what, and which candidate did best.
  public static let info = schema(
    ("target", .utf8),
    ("task", .utf8),
    ("best", .utf8),
    ("kind", .utf8),
    ("metric", .utf8),
    ("metric_label", .utf8),
    ("metric_label_ko", .utf8),
    ("higher_is_better", .bool),
    ("score", .float64),
    ("deviation", .float64),
    ("baseline", .float64),
    ("rows", .int64),
    ("rows_left_out", .int64),
    ("features", .int64),
    ("folds", .int64),
    ("split", .utf8),
    ("seed", .int64),
    ("classes", .int64),
    ("positive", .utf8),
    ("positive_share", .float64),
    ("mean", .float64),
    ("standard_deviation", .float64)
  )
  /// A row for each candidate and metric: the mean over the folds, and the deviation between them.
  ///
  /// `place` counts the candidates as they were written.
  public static let metrics = schema(
    ("candidate", .utf8),
    ("metric", .utf8),
    ("label", .utf8),
    ("label_ko", .utf8),
    ("value", .float64),
    ("deviation", .float64),
    ("baseline", .float64),
    ("higher_is_better", .bool),
    ("is_best", .bool),
    ("place", .int64)
  )
  public static let folds = schema(
    ("candidate", .utf8),
    ("fold", .int64),
    ("metric", .utf8),
    ("value", .float64),
    ("training_rows", .int64),
    ("test_rows", .int64)
  )
  /// A row for each feature of the best candidate.
  public static let importance = schema(
    ("feature", .utf8),
    ("permutation", .float64),
    ("permutation_deviation", .float64),
    ("gain", .float64),
    ("splits", .int64),
    ("contribution", .float64)
  )
  public static let coefficients = schema(
    ("candidate", .utf8),
    ("class", .utf8),
    ("term", .utf8),
    ("estimate", .float64),
    ("standard_error", .float64),
    ("statistic", .float64),
    ("p", .float64),
    ("low", .float64),
    ("high", .float64),
    ("vif", .float64)
  )
  public static let thresholds = schema(
    ("candidate", .utf8),
    ("threshold", .float64),
    ("true_positives", .float64),
    ("false_positives", .float64),
    ("true_negatives", .float64),
    ("false_negatives", .float64),
    ("precision", .float64),
    ("recall", .float64),
    ("fpr", .float64),
    ("f1", .float64),
    ("share", .float64),
    ("lift", .float64),
    ("gain", .float64)
  )
  public static let confusion = schema(
    ("actual", .utf8),
    ("predicted", .utf8),
    ("rows", .float64),
    ("share", .float64)
  )
  public static let calibration = schema(
    ("low", .float64),
    ("high", .float64),
    ("predicted", .float64),
    ("observed", .float64),
    ("rows", .float64)
  )
  public static let classes = schema(
    ("class", .utf8),
    ("rows", .float64),
    ("precision", .float64),
    ("recall", .float64),
    ("f1", .float64)
  )
  /// Scores of parts of the rows: by the columns that were named as groups, and by each feature.
  public static let byGroup = schema(
    ("feature", .utf8),
    ("is_named", .bool),
    ("place", .int64),
    ("group", .utf8),
    ("rows", .int64),
    ("metric", .utf8),
    ("value", .float64)
  )
  /// What sets apart the rows that the best candidate errs most on.
  ///
  /// `part` is "under" for the twentieth of the rows that are furthest above their prediction, "over" for
  /// the twentieth furthest below, "rest" for all others; a number, time or truth value has its `mean`
  /// there, a category its most frequent `level` and that level's `share`.
  public static let errorBias = schema(
    ("feature", .utf8),
    ("kind", .utf8),
    ("part", .utf8),
    ("rows", .int64),
    ("mean", .float64),
    ("level", .utf8),
    ("share", .float64)
  )
  public static let learning = schema(
    ("candidate", .utf8),
    ("rows", .int64),
    ("metric", .utf8),
    ("training", .float64),
    ("validation", .float64),
    ("deviation", .float64)
  )
  public static let iterations = schema(
    ("candidate", .utf8),
    ("fold", .int64),
    ("iteration", .int64),
    ("metric", .utf8),
    ("training", .float64),
    ("validation", .float64)
  )
  public static let quantiles = schema(("normal", .float64), ("residual", .float64))
  public static let dependence = schema(
    ("feature", .utf8),
    ("kind", .utf8),
    ("place", .int64),
    ("number", .float64),
    ("level", .utf8),
    ("class", .utf8),
    ("predicted", .float64)
  )
  /// What single rows' features add; `position` is the value's place among the others, from 0 to 1.
  public static let contributions = schema(
    ("row", .int64),
    ("feature", .utf8),
    ("value", .utf8),
    ("position", .float64),
    ("contribution", .float64),
    ("base", .float64),
    ("class", .utf8),
    ("is_worst", .bool)
  )
  public static let features = schema(
    ("feature", .utf8),
    ("type", .utf8),
    ("kind", .utf8),
    ("levels", .int64),
    ("missing", .int64),
    ("infinite", .int64),
    ("mean", .float64),
    ("standard_deviation", .float64),
    ("least", .float64),
    ("greatest", .float64)
  )
  /// What the candidates were fitted with; `is_given` tells the template's own from the library's.
  public static let parameters = schema(
    ("candidate", .utf8),
    ("parameter", .utf8),
    ("value", .utf8),
    ("is_given", .bool)
  )
  public static let search = schema(
    ("candidate", .utf8),
    ("fold", .int64),
    ("parameters", .utf8),
    ("score", .float64),
    ("is_chosen", .bool)
  )
  /// What a reader should know before trusting the model.
  public static let notes = schema(("code", .utf8), ("subject", .utf8), ("number", .float64))
  /// The models fitted to all rows, as JSON.
  public static let fitted = schema(
    ("candidate", .utf8),
    ("is_best", .bool),
    ("model", .utf8)
  )

  /// What the best candidate says of rows that it was not fitted to.
  ///
  /// Of two classes `probability` is that of the positive one, of more that of the predicted one;
  /// `actual_probability` is what was given to the class that it was.
  ///
  /// - Parameter identifiers: The columns that name a row.
  /// - Returns: The columns of `predictions`.
  public static func predictions(_ identifiers: [Field]) -> Schema {
    Schema(
      identifiers + [
        Field("row", .int64), Field("fold", .int64), Field("actual", .float64),
        Field("predicted", .float64), Field("residual", .float64), Field("actual_class", .utf8),
        Field("predicted_class", .utf8), Field("probability", .float64),
        Field("actual_probability", .float64),
      ]
    )
  }

  /// All tables but the predictions, by name.
  public static let all: [(name: String, schema: Schema)] = [
    ("info", info), ("metrics", metrics), ("folds", folds), ("importance", importance),
    ("coefficients", coefficients), ("thresholds", thresholds), ("confusion", confusion),
    ("calibration", calibration), ("classes", classes), ("by_group", byGroup),
    ("error_bias", errorBias), ("learning", learning), ("iterations", iterations),
    ("quantiles", quantiles),
    ("dependence", dependence), ("contributions", contributions), ("features", features),
    ("parameters", parameters), ("search", search), ("notes", notes), ("fitted", fitted),
  ]
}
