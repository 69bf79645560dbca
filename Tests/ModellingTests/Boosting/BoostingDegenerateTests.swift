import Tables
import Testing

@testable import Modelling

/// Data that leaves little or nothing to learn.
struct BoostingDegenerateTests {
  private func table(_ columns: [[Double]]) -> Table {
    Table(
      columns.enumerated().map { index, numbers in
        let builder = FixedWidthBuilder<Double>()
        for number in numbers { builder.append(number) }
        return (name: "x\(index)", column: builder.finish())
      }
    )
  }

  private func train(
    _ columns: [[Double]],
    _ target: [Double],
    weights: [Double]? = nil,
    task: ModelTask = .regression,
    classCount: Int = 0
  ) async throws -> Booster {
    try await Booster.train(
      BoostingData(features: table(columns), target: target, weights: weights),
      parameters: BoostingParameters(
        [("num_iterations", "5"), ("min_data_in_leaf", "1")],
        task: task,
        classCount: classCount,
        threads: 2
      )
    )
  }

  @Test func `a constant target is predicted everywhere`() async throws {
    let model = try await train([[1, 2, 3, 4]], [2.5, 2.5, 2.5, 2.5])
    #expect(try await model.predict(table([[0, 9, .nan]])) == [2.5, 2.5, 2.5])
  }

  @Test func `a constant feature is not used`() async throws {
    let model = try await train([[7, 7, 7, 7], [1, 2, 3, 4]], [0, 0, 1, 1])
    #expect(try model.importance().map { $0.splits > 0 } == [false, true])
    let nothing = try await train([[7, 7, 7, 7]], [0, 0, 1, 1])
    #expect(try await nothing.predict(table([[7, 8]])) == [0.5, 0.5])
    #expect(try await nothing.predict(table([[7]]), .contributions) == [0, 0.5])
  }

  @Test func `one row is predicted everywhere`() async throws {
    let model = try await train([[1]], [3])
    #expect(try await model.predict(table([[1, 2]])) == [3, 3])
  }

  @Test func `features that are all missing give the mean`() async throws {
    let model = try await train([[.nan, .nan], [.nan, .nan]], [1, 3])
    #expect(try await model.predict(table([[0], [.nan]])) == [2])
  }

  @Test func `infinities are beyond all numbers`() async throws {
    let values: [Double] = [-.infinity, -.infinity, 0, 0, .infinity, .infinity]
    let model = try await Booster.train(
      BoostingData(features: table([values]), target: [-1, -1, 0, 0, 1, 1]),
      parameters: BoostingParameters(
        [
          ("num_iterations", "60"), ("min_data_in_leaf", "1"), ("min_data_in_bin", "1"),
          ("learning_rate", "0.5"),
        ],
        task: .regression,
        threads: 1
      )
    )
    let predicted = try await model.predict(table([[-.infinity, 0, .infinity, -1e308, 1e308]]))
    #expect(zip(predicted, [-1, 0, 1, -1, 1]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func `classes that are perfectly apart stay finite`() async throws {
    let model = try await train(
      [[1, 2, 3, 11, 12, 13]],
      [0, 0, 0, 1, 1, 1],
      task: .binary,
      classCount: 2
    )
    let predicted = try await model.predict(table([[1, 13]]))
    #expect(predicted[0] < 0.5 && predicted[1] > 0.5 && predicted.allSatisfy(\.isFinite))
  }

  @Test func `a class that no row has gets a probability near 0`() async throws {
    let model = try await train(
      [[1, 2, 3, 4, 5, 6]],
      [0, 0, 0, 1, 1, 1],
      task: .multiclass,
      classCount: 3
    )
    let predicted = try await model.predict(table([[1]]))
    #expect(predicted[2] < 1e-6 && abs(predicted.reduce(0, +) - 1) < 1e-12)
  }

  @Test func `one class alone is predicted with certainty`() async throws {
    let model = try await train([[1, 2, 3]], [1, 1, 1], task: .binary, classCount: 2)
    #expect(try await model.predict(table([[5]]))[0] > 0.999)
  }

  @Test func `more columns than rows`() async throws {
    let columns = (0..<50).map { column in (0..<10).map { Double(($0 * 7 + column * 3) % 11) } }
    let model = try await train(columns, (0..<10).map(Double.init))
    #expect(try await model.predict(table(columns)).allSatisfy { (0...9).contains($0) })
  }

  private struct Refused: Sendable, CustomTestStringConvertible {
    let message: String
    var columns: [[Double]] = [[1, 2]]
    var target: [Double] = [1, 2]
    var weights: [Double]?
    var task = ModelTask.regression
    var testDescription: String { message }
  }

  private static let refused = [
    Refused(message: "there are no features to learn from", columns: [], target: []),
    Refused(message: "the training data has no rows", columns: [[]], target: []),
    Refused(message: "3 targets for 2 rows", target: [1, 2, 3]),
    Refused(message: "the target in row 2 of the training data is missing", target: [1, .nan]),
    Refused(message: "the target in row 1 of the training data is too large", target: [1e39, 1]),
    Refused(
      message: "the target in row 1 of the training data is too large",
      target: [.infinity, 1]
    ),
    Refused(
      message: "the target in row 2 of the training data is not one of the classes 0 to 1",
      target: [1, 2],
      task: .binary
    ),
    Refused(
      message: "the target in row 2 of the training data is not one of the classes 0 to 2",
      target: [1, 1.5],
      task: .multiclass
    ),
    Refused(message: "the weight in row 1 of the training data is negative", weights: [-1, 1]),
    Refused(message: "all weights of the training data are 0", weights: [0, 0]),
  ]

  @Test(arguments: refused)
  private func `what cannot be learned from is refused in words`(_ test: Refused) async throws {
    let error = await #expect(throws: ModelError.self) {
      try await train(
        test.columns,
        test.target,
        weights: test.weights,
        task: test.task,
        classCount: 3
      )
    }
    #expect(error?.message == test.message)
  }

  @Test func `features that are not numbers, or twice there, are refused`() async throws {
    func refusal(_ features: Table, _ categorical: Set<String> = []) async -> String? {
      await #expect(throws: ModelError.self) {
        try await Booster.train(
          BoostingData(features: features, target: [1, 2], categorical: categorical),
          parameters: BoostingParameters(task: .regression, threads: 1)
        )
      }?.message
    }
    let text = Table([(name: "city", column: try Column(.utf8, [.string("a"), .string("b")]))])
    #expect(await refusal(text) == "feature 'city' is of type string, not of numbers")
    let number = table([[1, 2]]).column(0)
    let twice = Table([(name: "a", column: number), (name: "a", column: number)])
    #expect(await refusal(twice) == "feature 'a' is there twice")
    #expect(
      await refusal(table([[1, 2]]), ["x0"])
        == "categorical feature 'x0' is of type double, not of codes"
    )
    #expect(
      await refusal(table([[1, 2]]), ["x9"]) == "there is no feature 'x9' to be categorical"
    )
  }
}
