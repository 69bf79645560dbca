import Tables
import Testing

@testable import Modelling

/// The same data, parameters and seed give the bits that LightGBM's Python package gives.
struct BoosterReferenceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var parameters = ""
    var iterations = 20
    var rows = 400
    var task = ModelTask.regression
    var classCount = 0
    var target: @Sendable (Double) -> Double = { $0 }
    var isWeighted = false
    var stopping: Int?
    var isCategorical = true
    var chosen: [Int]?
    var hasInitialScores = false
    var groups: [Int]?

    var testDescription: String { name }
  }

  private static let bagging = "bagging_fraction=0.7 bagging_freq=1 feature_fraction=0.6"
  private static let level: @Sendable (Double) -> Double = {
    min(max((($0 + 8) / 5).rounded(.down), 0), 3)
  }

  static let cases = [
    Case(name: "regression", parameters: "num_leaves=15"),
    Case(
      name: "regression, stopped early",
      parameters: "eta=0.3 metric=l1,l2 \(bagging)",
      iterations: 300,
      isWeighted: true,
      stopping: 10
    ),
    Case(name: "regression, robust", parameters: "objective=huber alpha=0.8", isCategorical: false),
    Case(
      name: "regression, linear leaves",
      parameters: "linear_tree=true num_leaves=7",
      iterations: 4,
      rows: 50_000,
      stopping: 2
    ),
    Case(
      name: "regression, many rows",
      parameters: "bin_construct_sample_cnt=5000",
      iterations: 3,
      rows: 100_000
    ),
    Case(
      name: "regression, some rows",
      isWeighted: true,
      chosen: Array(stride(from: 399, through: 0, by: -3))
    ),
    Case(name: "regression, initial scores", hasInitialScores: true),
    Case(
      name: "binary",
      parameters: "is_unbalance=true \(bagging)",
      task: .binary,
      classCount: 2,
      target: { $0 > 5 ? 1 : 0 }
    ),
    Case(
      name: "binary, stopped early",
      parameters: "metric=auc,binary_logloss learning_rate=0.2",
      iterations: 200,
      task: .binary,
      classCount: 2,
      target: { $0 > 5 ? 1 : 0 },
      stopping: 5
    ),
    Case(
      name: "multiclass",
      parameters: bagging,
      iterations: 8,
      task: .multiclass,
      classCount: 4,
      target: level,
      isWeighted: true
    ),
    Case(
      name: "ranking",
      parameters: "objective=lambdarank",
      target: level,
      groups: Array([[Int]](repeating: [10, 30], count: 10).joined())
    ),
  ]

  @Test(arguments: cases)
  func `a model predicts what Python's predicts, to the last bit`(_ test: Case) async throws {
    let expected = try #require(try BoostingReference.expected(test.name))
    func data(seed: Int, _ count: Int, isTraining: Bool) -> BoostingData {
      let rows = BoostingReference.rows(seed: seed, count)
      return BoostingData(
        features: rows.table(),
        target: rows.target.map(test.target),
        categorical: test.isCategorical ? [BoostingReference.names[3]] : [],
        weights: test.isWeighted ? rows.weights : nil,
        initialScores: test.hasInitialScores && isTraining ? [rows.columns[0].map { $0 * 2 }] : nil,
        groups: isTraining ? test.groups : nil,
        rows: isTraining ? test.chosen : nil
      )
    }
    var given = test.parameters.split(separator: " ").map { pair in
      let parts = pair.split(separator: "=").map(String.init)
      return (name: parts[0], value: parts[1])
    }
    given += [("num_iterations", "\(test.iterations)"), ("min_data_in_leaf", "5")]
    if let stopping = test.stopping { given.append(("early_stopping_round", "\(stopping)")) }
    let parameters = try BoostingParameters(
      given,
      task: test.task,
      classCount: test.classCount,
      seed: 7,
      threads: 2
    )
    let model = try await Booster.train(
      data(seed: 1, test.rows, isTraining: true),
      validation: test.stopping == nil ? nil : data(seed: 2, 150, isTraining: false),
      parameters: parameters
    )

    var fresh = BoostingReference.rows(seed: 3, 12)
    fresh.columns[3][0] = 42
    for column in fresh.columns.indices { fresh.columns[column][1] = .nan }
    let table = fresh.table(batchSize: 5)
    #expect(try await model.predict(table) == numbers(expected.values))
    #expect(try await model.predict(table, .rawScore) == numbers(expected.raw))
    if !expected.contributions.isEmpty {
      let contributions = try await model.predict(table, .contributions)
      #expect(contributions == (try numbers(expected.contributions)))
    }
    #expect(try model.importance().map(\.gain) == numbers(expected.gain))
    #expect(try model.importance().map(\.splits) == expected.splits)
    #expect(model.features == BoostingReference.names)
    if test.stopping != nil {
      #expect(model.history.bestIteration == expected.best)
      #expect(model.iterations == expected.best)
      #expect(Set(model.history.metrics) == Set(expected.history.keys))
      for (index, metric) in model.history.metrics.enumerated() {
        let values = try #require(expected.history[metric])
        #expect(model.history.validation.map { $0[index] } == (try numbers(values)))
      }
    }
    let again = try Booster(text: try model.text(), threads: 1)
    #expect(try await again.predict(table) == numbers(expected.values))
    #expect(try again.text() == (try model.text()))
  }

  private func numbers(_ hexadecimal: [String]) throws -> [Double] {
    try hexadecimal.map { try #require(Double($0)) }
  }
}
