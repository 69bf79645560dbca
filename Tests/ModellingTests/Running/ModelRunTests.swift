import Foundation
import Tables
import Testing

@testable import Modelling

struct ModelRunTests {
  private func plan(_ target: String, _ candidates: [Candidate] = []) -> ModelPlan {
    var plan = ModelPlan(target: target, candidates: candidates)
    plan.identifiers = ["name"]
    plan.dropped = ["minutes", "passed", "level"].filter { $0 != target }
    plan.groups = ["grade"]
    plan.split = SplitPlan(folds: 3)
    plan.explanation.repeats = 2
    plan.explanation.sizes = 2
    return plan
  }

  private static let quick = Candidate(
    "trees",
    .lightgbm,
    [.init("num_iterations", ["20"]), .init("num_leaves", ["7"]), .init("min_data_in_leaf", ["5"])]
  )

  @Test(arguments: ["minutes", "passed", "level"])
  func `every task makes all tables as they are described`(_ target: String) async throws {
    let linear = Candidate("line", target == "minutes" ? .linear : .logistic)
    let candidates = [Candidate("same", .baseline), linear, Self.quick]
    let result = try await ModelRun(plan(target, candidates), workers: 2).run(rows(240))
    for (name, schema) in ModelTables.all {
      #expect(result.tables[name]?.schema.names == schema.names, "\(name)")
      #expect(
        result.tables[name]?.schema.fields.map(\.type) == schema.fields.map(\.type),
        "\(name)"
      )
    }
    let predictions = try #require(result.tables["predictions"])
    #expect(predictions.schema == ModelTables.predictions([Field("name", .utf8)]))
    // Every row is judged once, in the order of the table.
    #expect(predictions.numbers("row") == (1...240).map(Double.init))
    #expect(predictions.texts("name") == (0..<240).map { "student\($0)" })
    let info = try #require(result.tables["info"])
    #expect(info.texts("best")[0] != "same")
    let filled: [String: [String]] = [
      "minutes": ["quantiles", "coefficients"],
      "passed": ["thresholds", "calibration", "confusion", "classes"],
      "level": ["confusion", "classes"],
    ]
    let always = [
      "metrics", "folds", "importance", "by_group", "learning", "dependence", "contributions",
      "features", "parameters", "fitted",
    ]
    for name in always + (filled[target] ?? []) {
      #expect((result.tables[name]?.rowCount ?? 0) > 0, "\(name)")
    }
  }

  @Test func `contributions and the base sum to what the model says`() async throws {
    let result = try await ModelRun(plan("minutes", [Candidate("line", .linear)]), workers: 2)
      .run(rows(200, missing: false))
    let contributions = try #require(result.tables["contributions"])
    let fitted = try #require(result.tables["fitted"])
    let predictor = try Predictor(
      SavedModel(json: fitted.texts("model")[0]),
      workers: 2
    )
    var unseen: [String: Int] = [:]
    let table = try rows(200, missing: false)
    let predicted = try await predictor.predict(table.batches[0], unseen: &unseen)
    let values = predicted.columns[predicted.columns.count - 3].doubles()
    for row in [1, 57, 200] where contributions.texts("row").contains("\(row)") {
      let own = contributions.numbers("contribution", where: ["row": "\(row)"])
      let base = contributions.numbers("base", where: ["row": "\(row)"])[0]
      #expect(abs(own.reduce(base, +) - values[row - 1]) < 1e-9)
    }
  }

  @Test func `the same plan and rows give the same tables, by one worker or several`() async throws
  {
    let candidates = [Candidate("line", .linear), Self.quick]
    let one = try await ModelRun(plan("minutes", candidates), workers: 1).run(rows(150))
    let two = try await ModelRun(plan("minutes", candidates), workers: 2).run(rows(150))
    for name in ["metrics", "predictions", "importance", "learning", "coefficients"] {
      #expect(one.tables[name] == two.tables[name], "\(name)")
    }
  }

  @Test(.enabled(if: AcademyFeatures.isHere, "../shared/data/academy is not here"))
  func
    `scores of folds equal those of scikit-learn's metrics on NumPy's and LightGBM's predictions`()
    async throws
  {
    let lines = try String(contentsOfFile: AcademyFeatures.file, encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    let table = Table(
      try lines[0].enumerated().map { place, name in
        let isText = ["user_id", "grade", "sex"].contains(name)
        let cells = lines.dropFirst().map { line -> Value in
          isText ? .string(line[place]) : Double(line[place]).map { .double($0) } ?? .null
        }
        return (name, try Column(isText ? .utf8 : .float64, cells))
      }
    )
    let trees = Candidate(
      "lightgbm",
      .lightgbm,
      [
        .init("num_leaves", ["15"]), .init("learning_rate", ["0.1"]),
        .init("num_iterations", ["60"]),
      ]
    )
    var plan = ModelPlan(
      target: "avg_login_minutes",
      candidates: [Candidate("baseline", .baseline), Candidate("linear", .linear), trees]
    )
    plan.identifiers = ["user_id"]
    plan.split = SplitPlan(kind: .ordered, folds: 5)
    plan.explanation = ExplanationPlan()
    plan.explanation.repeats = 0
    plan.explanation.rows = 0
    plan.explanation.sizes = 0
    plan.explanation.dependences = 0
    let result = try await ModelRun(plan, workers: 2).run(table)
    let folds = try #require(result.tables["folds"])
    let expected: [String: [[String: Double]]] = try reference("runs-academy.json")
    for (candidate, scores) in expected {
      for (fold, metrics) in scores.enumerated() {
        for (metric, value) in metrics {
          let found = folds.numbers(
            "value",
            where: ["candidate": candidate, "fold": "\(fold + 1)", "metric": metric]
          )
          #expect(isClose(found.first, value, within: 1e-8), "\(candidate) \(fold) \(metric)")
        }
      }
    }
  }

  @Test func `parameters are chosen within each fold and for the final model`() async throws {
    let ridge = Candidate(
      "ridge",
      .linear,
      [.init("penalty", ["ridge"]), .init("alpha", ["0.01", "100000"])]
    )
    let result = try await ModelRun(plan("minutes", [ridge]), workers: 2).run(rows(120))
    let search = try #require(result.tables["search"])
    // Two combinations in each of three folds, and on all rows.
    #expect(search.rowCount == 8)
    let chosen = zip(search.texts("parameters"), search.texts("is_chosen"))
      .filter { $0.1 == "true" }.map(\.0)
    #expect(chosen == Array(repeating: "penalty=ridge, alpha=0.01", count: 4))
  }

  @Test func `a cancelled run stops`() async throws {
    let plan = plan(
      "minutes",
      [Candidate("trees", .lightgbm, [.init("num_iterations", ["100000"])])]
    )
    let table = try rows(400)
    let task = Task { try await ModelRun(plan, workers: 2).run(table) }
    try await Task.sleep(for: .milliseconds(300))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
