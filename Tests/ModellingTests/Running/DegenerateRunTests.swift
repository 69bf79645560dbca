import Tables
import Testing

@testable import Modelling

/// Rows that nothing can be learned from, or hardly: a right result or a clear error, never a crash.
struct DegenerateRunTests {
  private func run(
    _ columns: [(String, DataType, [Value])],
    _ candidates: [Candidate] = [],
    change: (inout ModelPlan) -> Void = { _ in }
  ) async throws -> ModelResult {
    var plan = ModelPlan(target: "y", candidates: candidates)
    plan.split = SplitPlan(folds: 3)
    plan.explanation.repeats = 1
    plan.explanation.sizes = 2
    change(&plan)
    let table = Table(try columns.map { ($0.0, try Column($0.1, $0.2)) })
    return try await ModelRun(plan, workers: 2).run(table)
  }

  private func code(
    _ columns: [(String, DataType, [Value])],
    _ candidates: [Candidate] = [],
    change: (inout ModelPlan) -> Void = { _ in }
  ) async -> String {
    do {
      _ = try await run(columns, candidates, change: change)
      return "fine"
    } catch let error as ModelError {
      return error.code
    } catch {
      return "\(error)"
    }
  }

  private let numbers = (0..<60).map { Value.double(Double($0 * 7 % 31)) }
  private let target = (0..<60).map { Value.double(Double($0 * 7 % 31) * 2 + Double($0 % 7) * 4) }

  @Test func `too little to learn from is told`() async {
    #expect(await code([("y", .float64, []), ("x", .float64, [])]) == "no-rows")
    #expect(
      await code([("y", .float64, [.double(1)]), ("x", .float64, [.double(1)])]) == "too-few-rows"
    )
    #expect(
      await code([
        ("y", .float64, [.double(1), .double(2)]), ("x", .float64, [.double(1), .double(2)]),
      ])
        == "too-few-rows"
    )
    #expect(
      await code([("y", .float64, Array(repeating: .null, count: 60)), ("x", .float64, numbers)])
        == "too-few-rows"
    )
  }

  @Test func `targets that cannot be predicted are told`() async {
    let same = Array(repeating: Value.double(4), count: 60)
    #expect(await code([("y", .float64, same), ("x", .float64, numbers)]) == "constant-target")
    let one = Array(repeating: Value.string("a"), count: 60)
    #expect(await code([("y", .utf8, one), ("x", .float64, numbers)]) == "one-class")
    var infinite = target
    infinite[3] = .double(.infinity)
    #expect(await code([("y", .float64, infinite), ("x", .float64, numbers)]) == "infinite-target")
    #expect(await code([("z", .float64, target), ("x", .float64, numbers)]) == "unknown-column")
    let texts = (0..<60).map { Value.string("\($0 % 3)") }
    #expect(
      await code([("y", .utf8, texts), ("x", .float64, numbers)]) { $0.task = .regression }
        == "target-type"
    )
    #expect(
      await code([("y", .utf8, texts), ("x", .float64, numbers)]) { $0.task = .binary }
        == "target-classes"
    )
  }

  @Test func `features that say nothing are told`() async {
    let same = Array(repeating: Value.double(4), count: 60)
    #expect(await code([("y", .float64, target)]) == "no-features")
    #expect(await code([("y", .float64, target), ("x", .float64, same)]) == "no-features")
    let list = (0..<60).map { _ in Value.list([.int(1)]) }
    #expect(
      await code([("y", .float64, target), ("x", .list(Field("item", .int64)), list)])
        == "feature-type"
    )
  }

  @Test func `a feature without any value does no harm and is noted`() async throws {
    let empty = Array(repeating: Value.null, count: 60)
    let result = try await run([
      ("y", .float64, target), ("x", .float64, numbers), ("empty", .float64, empty),
      ("same", .float64, Array(repeating: .double(2), count: 60)),
    ])
    let notes = zip(
      result.tables["notes"]?.texts("code") ?? [],
      result.tables["notes"]?.texts("subject") ?? []
    ).map { "\($0) \($1)" }
    #expect(notes.contains("empty-feature empty"))
    #expect(notes.contains("constant-feature same"))
  }

  @Test func `a feature that is the target is noted as a leak`() async throws {
    let result = try await run([
      ("y", .float64, target), ("x", .float64, numbers), ("copy", .float64, target),
    ])
    #expect(result.tables["notes"]?.texts("code") == ["leak"])
    #expect(result.tables["notes"]?.texts("subject") == ["copy"])
  }

  @Test func `infinite values count as missing and are noted`() async throws {
    var some = numbers
    some[5] = .double(.infinity)
    some[6] = .double(-.infinity)
    let result = try await run([("y", .float64, target), ("x", .float64, some)])
    #expect(result.tables["features"]?.numbers("infinite") == [2])
    #expect(result.tables["features"]?.numbers("missing") == [2])
    #expect(result.tables["notes"]?.texts("code").contains("infinite-values") == true)
  }

  @Test func `more columns than rows have a penalized line, and none without a penalty`()
    async throws
  {
    var columns: [(String, DataType, [Value])] = [("y", .float64, Array(target[..<20]))]
    var random = FixedRandom(state: 5)
    for column in 0..<30 {
      columns.append(("x\(column)", .float64, (0..<20).map { _ in .double(random.unit()) }))
    }
    let ridge = Candidate("ridge", .linear, [.init("penalty", ["ridge"])])
    let line = Candidate("line", .linear)
    let result = try await run(columns, [ridge, line])
    let coefficients = try #require(result.tables["coefficients"])
    #expect(coefficients.numbers("estimate", where: ["candidate": "ridge"]).count == 31)
    #expect(coefficients.numbers("estimate", where: ["candidate": "line"]).count < 31)
    #expect(coefficients.numbers("standard_error", where: ["candidate": "line"]).isEmpty)
    #expect(result.tables["notes"]?.texts("code").contains("aliased-term") == true)
  }

  @Test func `classes that a feature separates are noted, and predicted`() async throws {
    let classes = numbers.map { Value.string(($0.number ?? 0) > 15 ? "high" : "low") }
    let free = Candidate("free", .logistic, [.init("l2", ["0"])])
    let result = try await run([("y", .utf8, classes), ("x", .float64, numbers)], [free])
    #expect(result.tables["notes"]?.texts("code").contains("separated") == true)
    let accuracy = result.tables["metrics"]?.numbers("value", where: ["metric": "accuracy"])
    #expect((accuracy?.first ?? 0) > 0.9)
  }

  @Test func `a class that no training row has is told`() async {
    var texts = (0..<60).map { Value.string($0 % 2 == 0 ? "a" : "b") }
    texts[59] = .string("rare")
    let code = await code(
      [("y", .utf8, texts), ("x", .float64, numbers)],
      [Candidate("l", .logistic)]
    )
    #expect(code == "class-missing")
  }

  @Test func `weights must be numbers of 0 or more`() async {
    let columns: [(String, DataType, [Value])] = [
      ("y", .float64, target), ("x", .float64, numbers),
      ("w", .float64, numbers.map { .double(($0.number ?? 0) - 5) }),
      ("t", .utf8, numbers.map { _ in .string("a") }),
    ]
    #expect(await code(columns) { $0.weights = "w" } == "weights")
    #expect(await code(columns) { $0.weights = "t" } == "weights")
  }

  @Test func `rows of weight 0 change nothing`() async throws {
    let weights = numbers.indices.map { Value.double($0 % 4 == 0 ? 0 : 2) }
    let all: [(String, DataType, [Value])] = [("y", .float64, target), ("x", .float64, numbers)]
    let kept = all.map { column in
      (column.0, column.1, column.2.enumerated().filter { $0.offset % 4 != 0 }.map(\.element))
    }
    let line = [Candidate("line", .linear)]
    let weighted = try await run(all + [("w", .float64, weights)], line) { plan in
      plan.weights = "w"
      plan.split.kind = .ordered
    }
    let fewer = try await run(kept, line) { $0.split.kind = .ordered }
    let estimates = weighted.tables["coefficients"]?.numbers("estimate") ?? []
    #expect(areClose(estimates, fewer.tables["coefficients"]?.numbers("estimate") ?? []))
    #expect(weighted.tables["info"]?.numbers("rows_left_out") == [15])
  }

  @Test func `parameters that cannot be are told before anything is fitted`() {
    let wrong: [(Candidate, String)] = [
      (Candidate("a", .linear, [.init("penlty", ["ridge"])]), "unknown-parameter"),
      (Candidate("a", .linear, [.init("penalty", ["rigde"])]), "bad-parameter"),
      (Candidate("a", .linear, [.init("alpha", ["1"])]), "unused-parameter"),
      (
        Candidate("a", .linear, [.init("penalty", ["ridge"]), .init("alpha", ["-1"])]),
        "bad-parameter"
      ),
      (Candidate("a", .logistic, [.init("l2", ["much"])]), "bad-parameter"),
      (Candidate("a", .baseline, [.init("strategy", ["mode"])]), "bad-parameter"),
    ]
    for (candidate, code) in wrong { #expect(candidate.complaint(nil)?.code == code) }
    #expect(Candidate("a", .logistic).complaint(.regression)?.code == "candidate-task")
    #expect(Candidate("a", .linear).complaint(.binary)?.hint == "use 'logistic'")
    let large = Candidate(
      "a",
      .lightgbm,
      [.init("x", (0..<40).map(String.init)), .init("y", (0..<40).map(String.init))]
    )
    #expect(large.complaint(nil)?.code == "large-grid")
  }
}
