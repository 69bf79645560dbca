import Tables
import Testing

@testable import Modelling

struct BoostingParametersTests {
  @Test func `what is not given is filled in`() throws {
    let parameters = try BoostingParameters(task: .multiclass, classCount: 3, seed: 5, threads: 2)
    #expect(
      parameters.text(categorical: [0, 4])
        == "categorical_feature=0,4 deterministic=true force_row_wise=true num_class=3"
        + " num_threads=2 objective=multiclass seed=5 verbosity=0"
    )
    #expect(parameters.iterations == 100)
    #expect(parameters.earlyStopping == nil)
  }

  @Test func `what is given stays, by any of its names`() throws {
    let parameters = try BoostingParameters(
      [
        ("eta", "0.3"), ("random_state", "9"), ("application", "poisson"), ("n_estimators", "7"),
        ("force_col_wise", "true"), ("interaction_constraints", "[0, 1], [2]"),
        ("early_stopping_rounds", "4"),
      ],
      task: .regression,
      seed: 5,
      threads: 2
    )
    #expect(parameters.iterations == 7)
    #expect(parameters.earlyStopping?.rounds == 4)
    #expect(parameters.earlyStopping?.firstMetricOnly == true)
    #expect(
      parameters.text(categorical: [])
        == "deterministic=true force_col_wise=true interaction_constraints=[0,1],[2]"
        + " learning_rate=0.3 num_iterations=7 num_threads=2 objective=poisson seed=9 verbosity=0"
    )
  }

  @Test(
    arguments: [
      ([("num_leavs", "7")], "LightGBM has no parameter 'num_leavs'", "did you mean 'num_leaves'?"),
      ([("eta", "1"), ("learning_rate", "1")], "parameter 'learning_rate' is given twice", nil),
      (
        [("eta", "fast")], "parameter 'eta' cannot be 'fast'",
        "LightGBM: Unknown token fast in data file"
      ),
      ([("metric", "l1,rsme")], "parameter 'metric' cannot be 'rsme'", "did you mean 'rmse'?"),
      (
        [("mc_method", "foo")], "parameter 'monotone_constraints_method' cannot be 'foo'",
        "choices: advanced, basic, intermediate"
      ),
      (
        [("objective", "poison")], "objective 'poison' does not fit a regression target",
        "did you mean 'poisson'?"
      ),
      ([("eta", "")], "parameter 'eta' has no value", nil),
      ([("metric", "a=b")], "parameter 'metric' cannot have a value with '='", nil),
      ([("num_leaves", "1")], "parameter 'num_leaves' must be > 1", nil),
      ([("num_leaves", "7.5")], "parameter 'num_leaves' must be of type int, not '7.5'", nil),
      (
        [("num_threads", "100000")],
        "parameter 'num_threads' must be a whole number from 1 to 512, not '100000'", nil
      ),
      (
        [("rounds", "0")], "LightGBM has no parameter 'rounds'",
        "did you mean 'nrounds'?"
      ),
      (
        [("nrounds", "0")],
        "parameter 'num_iterations' must be a whole number from 1 to 2147483647, not '0'", nil
      ),
      ([("output_model", "m")], "parameter 'output_model' is of LightGBM's command line only", nil),
      ([("num_class", "3")], "parameter 'num_class' follows from the target", nil),
      (
        [("categorical_feature", "0")], "parameter 'categorical_feature' follows from the features",
        nil
      ),
      (
        [("first_metric_only", "true")],
        "parameter 'first_metric_only' has no effect without 'early_stopping_round'", nil
      ),
      (
        [("early_stopping_round", "3"), ("boosting", "dart")],
        "early stopping does not go with boosting 'dart', which changes the earlier trees", nil
      ),
    ] as [([(String, String)], String, String?)]
  )
  func `a wrong parameter is refused in words`(
    given: [(String, String)],
    message: String,
    hint: String?
  ) throws {
    let error = #expect(throws: ModelError.self) {
      try BoostingParameters(given.map { ($0.0, $0.1) }, task: .regression, threads: 1)
    }
    #expect(error?.message == message)
    if let hint {
      #expect(error?.hint?.hasPrefix(hint) == true)
    } else {
      #expect(error?.hint == nil)
    }
  }

  @Test(arguments: [
    (ModelTask.regression, "multiclass"), (.regression, "binary"), (.binary, "regression"),
    (.multiclass, "binary"),
  ])
  func `an objective of another task is refused`(_ task: ModelTask, _ objective: String) {
    let error = #expect(throws: ModelError.self) {
      try BoostingParameters(
        [("objective", objective)],
        task: task,
        classCount: 3,
        threads: 1
      )
    }
    #expect(error?.message == "objective '\(objective)' does not fit a \(task.rawValue) target")
  }

  @Test(arguments: [
    (
      "monotone_constraints", "1,0",
      "parameter 'monotone_constraints' must have a -1, 0 or 1 for each of the 6 features, not '1,0'"
    ),
    (
      "monotone_constraints", "1,0,0,up,0,0",
      "parameter 'monotone_constraints' must have a -1, 0 or 1 for each of the 6 features, not"
        + " '1,0,0,up,0,0'"
    ),
    (
      "monotone_constraints", "1,0,0,-1,0,0",
      "parameter 'monotone_constraints' must be 0 for the categorical feature '도시 = 1'"
    ),
    (
      "interaction_constraints", "[[0,1]]",
      "parameter 'interaction_constraints' must be lists of features' places, as [0,1],[2,3], not"
        + " '[[0,1]]'"
    ),
    (
      "interaction_constraints", "[0,1],[2,9]",
      "parameter 'interaction_constraints' speaks of feature 9; they are 0 to 5"
    ),
  ])
  func `constraints must fit the features`(name: String, value: String, message: String) async {
    let error = await #expect(throws: ModelError.self) {
      try await Booster.train(
        BoostingReference.data(seed: 1, 50),
        parameters: BoostingParameters([(name, value)], task: .regression, threads: 1)
      )
    }
    #expect(error?.message == message)
  }

  @Test func `a monotone feature is followed`() async throws {
    let data = BoostingReference.data(seed: 1, 300)
    let model = try await Booster.train(
      data,
      parameters: BoostingParameters(
        [("monotone_constraints", "-1,0,0,0,0,0"), ("num_iterations", "5")],
        task: .regression,
        threads: 1
      )
    )
    // The target rises with the first feature, which may only lower the prediction: it is not used.
    #expect(try model.importance()[0].splits == 0)
  }

  @Test func `early stopping without validation data is refused`() async throws {
    await #expect(throws: ModelError("early-stopping", "early stopping needs validation data")) {
      try await Booster.train(
        BoostingReference.data(seed: 1, 50),
        parameters: BoostingParameters(
          [("early_stopping_round", "3")],
          task: .regression,
          threads: 1
        )
      )
    }
  }

  @Test func `names are kept whole`() {
    for name in BoostingReference.names + ["%41", "%", "a%zz", "café"] {
      let encoded = FeatureName.encoded(name)
      #expect(FeatureName.decoded(encoded) == name)
      #expect(!encoded.contains { "\",:[]{}= \t\n".contains($0) })
    }
    #expect(FeatureName.encoded("a b") == "a%20b")
    #expect(FeatureName.decoded("100%") == "100%")
    #expect(FeatureName.encoded("plain_name") == "plain_name")
  }
}

struct EarlyStoppingTests {
  private func best(
    _ values: [[Double]],
    metrics: [String],
    _ given: [String: String]
  ) throws -> (best: Int, after: Int)? {
    let rule = try #require(try EarlyStopping(given))
    var watch = EarlyStoppingWatch(rule, metrics: metrics)
    for (index, row) in values.enumerated() {
      let isLast = index == values.count - 1
      if let best = watch.observe(row, after: index + 1, isLast: isLast) {
        return (best, index + 1)
      }
    }
    return nil
  }

  @Test func `training ends after so many iterations without a better value`() throws {
    let errors: [[Double]] = [[3], [2], [2], [1.9], [1.95], [2.5], [0]]
    let plain = try best(errors, metrics: ["l2"], ["early_stopping_round": "2"])
    #expect(plain?.best == 4 && plain?.after == 6)
    let strict = try best(
      errors,
      metrics: ["l2"],
      ["early_stopping_round": "2", "early_stopping_min_delta": "0.2"]
    )
    #expect(strict?.best == 2 && strict?.after == 4)
    let growing = try best(errors, metrics: ["auc"], ["early_stopping_round": "2"])
    #expect(growing?.best == 1 && growing?.after == 3)
    let patient = try best(errors, metrics: ["l2"], ["early_stopping_round": "9"])
    #expect(patient?.best == 7 && patient?.after == 7)
  }

  @Test func `the other metrics count when they are asked for`() throws {
    let values: [[Double]] = [[3, 1], [2, 1], [1, 1], [0, 1]]
    let first = try best(values, metrics: ["l2", "l1"], ["early_stopping_round": "2"])
    #expect(first?.best == 4)
    let all = try best(
      values,
      metrics: ["l2", "l1"],
      ["early_stopping_round": "2", "first_metric_only": "false"]
    )
    #expect(all?.best == 1 && all?.after == 3)
  }
}
