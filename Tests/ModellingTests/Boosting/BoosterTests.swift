import Synchronization
import Tables
import Testing

@testable import Modelling

struct BoosterTests {
  private static let small = [("num_iterations", "10"), ("min_data_in_leaf", "5")]

  private func parameters(
    _ given: [(String, String)] = [],
    task: ModelTask = .regression,
    classCount: Int = 0,
    threads: Int = 2
  ) throws -> BoostingParameters {
    try BoostingParameters(
      Self.small + given,
      task: task,
      classCount: classCount,
      seed: 3,
      threads: threads
    )
  }

  private func trained(_ given: [(String, String)] = [], threads: Int = 2) async throws -> Booster {
    try await Booster.train(
      BoostingReference.data(seed: 1, 300),
      parameters: parameters(given, threads: threads)
    )
  }

  private let fresh = BoostingReference.rows(seed: 3, 40)

  @Test(arguments: [ModelTask.regression, .binary, .multiclass])
  func `contributions add up to the raw score`(_ task: ModelTask) async throws {
    let data = BoostingReference.data(seed: 1, 300)
    let classes = task == .multiclass ? 3 : 2
    let target = data.target.map { task == .regression ? $0 : $0 < 0 ? 0 : Double(classes - 1) }
    let model = try await Booster.train(
      BoostingData(features: data.features, target: target, categorical: data.categorical),
      parameters: parameters(task: task, classCount: classes)
    )
    let table = fresh.table()
    let scores = try await model.predict(table, .rawScore)
    let contributions = try await model.predict(table, .contributions)
    #expect(scores.count == 40 * model.scoreCount)
    #expect(contributions.count == 40 * model.width(of: .contributions))
    for (index, score) in scores.enumerated() {
      let own = contributions[(index * 7)..<(index * 7 + 7)]
      #expect(abs(own.reduce(0, +) - score) < 1e-9)
    }
  }

  @Test func `a category never seen predicts as a missing one`() async throws {
    let model = try await trained([("min_data_per_group", "5"), ("cat_smooth", "1")])
    func predicted(_ code: Double) async throws -> [Double] {
      var rows = fresh
      rows.columns[3] = rows.columns[3].map { _ in code }
      return try await model.predict(rows.table())
    }
    let missing = try await predicted(.nan)
    #expect(try await predicted(77) == missing)
    #expect(try await predicted(-1) == missing)
    #expect(try await predicted(2) != missing)
  }

  @Test func `columns are found by name, in any order, and others are left alone`() async throws {
    let model = try await trained()
    let table = fresh.table()
    let note = try Column(.utf8, Array(repeating: .string("x"), count: 40))
    let turned = Table(
      [(name: "note", column: note)]
        + BoostingReference.names.indices.reversed().map { index in
          (name: BoostingReference.names[index], column: table.column(index))
        }
    )
    #expect(try await model.predict(turned) == model.predict(table))
    await #expect(
      throws: ModelError(
        "missing-feature",
        "the table has no column 'hours per day', which the model needs"
      )
    ) { try await model.predict(table.dropping(column: 0)) }
  }

  @Test func `no rows give no predictions`() async throws {
    let model = try await trained()
    #expect(try await model.predict(fresh.table()).count == 40)
    #expect(try await model.predict(BoostingReference.rows(seed: 1, 0).table()).isEmpty)
  }

  @Test func `the number of threads does not change the model`() async throws {
    let bagging = [("bagging_fraction", "0.5"), ("bagging_freq", "1"), ("extra_trees", "true")]
    let one = try await trained(bagging, threads: 1).predict(fresh.table())
    #expect(try await trained(bagging, threads: 2).predict(fresh.table()) == one)
  }

  /// LightGBM's own reader of Arrow streams fails this: see `LightGBMDataset`.
  @Test func `sparse columns that are bundled give the same model on any number of threads`()
    async throws
  {
    let count = 60_000
    let noise = BoostingReference.rows(seed: 4, count).columns
    func sparse(_ numbers: [Double], _ range: Range<Double>, _ other: Range<Int>) -> [Double] {
      numbers.enumerated().map { row, number in
        range.contains(number) || other.contains(row) ? Double(1 + row % 3) : 0
      }
    }
    // Each is mostly 0, and in the first five rows none of the two.
    let first = sparse(noise[0], -5 ..< -4.5, 0..<5)
    let second = sparse(noise[0], -4 ..< -3.5, 0..<5)
    func column(_ numbers: [Double]) -> Column {
      let builder = FixedWidthBuilder<Double>()
      for number in numbers { builder.append(number) }
      return builder.finish()
    }
    let table = Table([
      (name: "a", column: column(noise[1])), (name: "b", column: column(first)),
      (name: "c", column: column(second)), (name: "d", column: column(noise[2])),
    ])
    let target = zip(first, second).map { $0 * 2 + $1 * 3 }
    func gains(_ threads: Int) async throws -> [Double] {
      try await Booster.train(
        BoostingData(features: table, target: target),
        parameters: parameters(threads: threads)
      ).importance().map(\.gain)
    }
    #expect(try await gains(1) == gains(2))
  }

  @Test func `each iteration is recorded and told`() async throws {
    let data = BoostingReference.data(seed: 1, 300)
    let told = Mutex<[BoostingProgress]>([])
    let model = try await Booster.train(
      data.selecting(Array(0..<200)),
      validation: data.selecting(Array(200..<300)),
      parameters: parameters([("metric", "rmse,l1")]),
      recordsTraining: true
    ) { progress in told.withLock { $0.append(progress) } }
    #expect(model.history.metrics == ["rmse", "l1"])
    #expect(model.history.training.count == 10)
    #expect(model.history.validation.count == 10)
    #expect(model.history.training[9][0] < model.history.training[0][0])
    #expect(model.history.bestIteration == 10)
    #expect(model.iterations == 10)
    #expect(told.withLock { $0.map(\.iteration) } == Array(1...10))
    #expect(told.withLock { $0.allSatisfy { $0.iterations == 10 } })
    // The training metric is of the training rows: by hand from the predictions.
    let predicted = try await model.predict(data.features)
    let errors = (0..<200).map { predicted[$0] - Double(Float(data.target[$0])) }
    let rmse = (errors.map { $0 * $0 }.reduce(0, +) / 200).squareRoot()
    #expect(abs(model.history.training[9][0] - rmse) < 1e-9)
  }

  @Test func `a cancelled training ends between two iterations`() async throws {
    let parameters = try BoostingParameters(
      [("num_iterations", "1000000")],
      task: .regression,
      threads: 1
    )
    let (ticks, tick) = AsyncStream.makeStream(of: Int.self)
    let training = Task {
      try await Booster.train(BoostingReference.data(seed: 1, 300), parameters: parameters) {
        tick.yield($0.iteration)
      }
    }
    for await _ in ticks { break }
    training.cancel()
    await #expect(throws: CancellationError.self) { try await training.value }
  }

  @Test func `a model keeps its parameters and warnings`() async throws {
    let model = try await trained([("num_leaves", "7"), ("lambda", "0.5")])
    #expect(model.parameters["num_leaves"] == "7")
    #expect(model.parameters["lambda_l2"] == "0.5")
    #expect(model.parameters["seed"] == "3")
    let data = BoostingReference.data(seed: 1, 300)
    let flat = try await Booster.train(
      BoostingData(features: data.features, target: data.target.map { _ in 4 }),
      parameters: parameters()
    )
    #expect(flat.messages.contains { $0.hasPrefix("[Warning] Stopped training because there are") })
  }

  @Test func `a text that was cut or changed is no model`() async throws {
    let text = try await trained().text()
    for length in stride(from: 0, to: text.utf8.count, by: 211) {
      let cut = String(decoding: Array(text.utf8)[..<length], as: UTF8.self)
      if cut.contains("end of trees") { break }
      #expect(throws: ModelError.self) { try Booster(text: cut, threads: 1) }
    }
    #expect(
      throws: ModelError(
        "model-text",
        "this is no whole model of LightGBM's: it does not begin with 'tree'"
      )
    ) { try Booster(text: "", threads: 1) }
    #expect(throws: ModelError("threads", "0 threads: there can be 1 to 512")) {
      try Booster(text: text, threads: 0)
    }
  }

  /// LightGBM reads trees in parallel and ends the program over an error there.
  @Test func `a text with a wrong letter is refused, or a model still`() async throws {
    let model = try await trained([
      ("num_leaves", "4"), ("min_data_per_group", "5"), ("cat_smooth", "1"),
    ])
    let bytes = Array(try model.text().utf8)
    let trees = try #require(try model.text().split(separator: "end of trees").first)
    let length = trees.utf8.count
    let table = fresh.table()
    let columns = BoostingReference.names.indices.map { table.column($0) }
    var refused = 0
    var tried = 0
    for place in stride(from: 0, to: length, by: 17) {
      for letter in "x9-\n =".utf8 where bytes[place] != letter {
        tried += 1
        var changed = bytes
        changed[place] = letter
        do throws(ModelError) {
          let model = try Booster(text: String(decoding: changed, as: UTF8.self), threads: 1)
          // A name may have changed; the trees can still be walked.
          let table = Table(zip(model.features, columns).map { (name: $0, column: $1) })
          _ = try? await model.predict(table, .contributions)
        } catch {
          #expect(error.code == "model-text" || error.code.hasPrefix("lightgbm"))
          refused += 1
        }
      }
    }
    #expect(refused > tried / 2)
  }
}
