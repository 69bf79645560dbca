import Testing

@testable import Modelling

struct SplitTests {
  private let rows = Array(Int32(0)..<103)

  private func isPartition(_ folds: [Fold]) -> Bool {
    folds.flatMap(\.test).sorted() == rows
      && folds.allSatisfy { ($0.training + $0.test).sorted() == rows }
  }

  @Test(arguments: [SplitPlan.Kind.random, .ordered])
  func `every row is judged once, by parts of nearly equal size`(_ kind: SplitPlan.Kind) throws {
    let folds = try SplitPlan(kind: kind, folds: 5).folds(of: rows, keys: .none, seed: 3)
    #expect(isPartition(folds))
    // As scikit-learn's KFold: what is left over goes to the first parts.
    #expect(folds.map(\.test.count) == [21, 21, 21, 20, 20])
    #expect(folds == (try SplitPlan(kind: kind, folds: 5).folds(of: rows, keys: .none, seed: 3)))
  }

  @Test func `another seed deals other folds, and ordered folds are runs of rows`() throws {
    let plan = SplitPlan(folds: 5)
    #expect(
      try plan.folds(of: rows, keys: .none, seed: 1) != plan.folds(of: rows, keys: .none, seed: 2)
    )
    let ordered = try SplitPlan(kind: .ordered, folds: 5).folds(of: rows, keys: .none, seed: 1)
    #expect(ordered[1].test == Array(21..<42))
  }

  @Test func `strata have their share in each part`() throws {
    let strata = rows.map { $0 % 10 == 0 ? Int32(1) : 0 }
    let folds = try SplitPlan(kind: .stratified, folds: 5)
      .folds(of: rows, keys: .strata(strata), seed: 1)
    #expect(isPartition(folds))
    for fold in folds {
      let count = fold.test.filter { strata[Int($0)] == 1 }.count
      #expect(count == 2 || count == 3)
    }
  }

  @Test func `groups stay together`() throws {
    let groups = rows.map { $0 % 7 }
    let folds = try SplitPlan(kind: .grouped, column: "g", folds: 3)
      .folds(of: rows, keys: .groups(groups), seed: 1)
    #expect(isPartition(folds))
    for fold in folds {
      let (test, training) = (Set(fold.test.map { $0 % 7 }), Set(fold.training.map { $0 % 7 }))
      #expect(test.isDisjoint(with: training))
    }
  }

  @Test func `later rows judge a model of the earlier ones`() throws {
    let times = rows.map { Double(-$0) }
    let folds = try SplitPlan(kind: .time, column: "t", folds: 3)
      .folds(of: rows, keys: .times(times), seed: 1)
    #expect(folds.count == 3)
    for fold in folds {
      let latest = fold.training.map { times[Int($0)] }.max() ?? 0
      #expect(fold.test.allSatisfy { times[Int($0)] > latest })
    }
    #expect(folds[0].training.count < folds[1].training.count)
  }

  @Test func `one part is of the share that was asked for`() throws {
    let plan = SplitPlan(folds: 1, testShare: 0.25)
    let folds = try plan.folds(of: rows, keys: .none, seed: 1)
    #expect(folds.count == 1)
    #expect(folds[0].test.count == 26)
    #expect((folds[0].training + folds[0].test).sorted() == rows)
  }

  @Test func `too few rows or groups are told`() {
    #expect(throws: ModelError.self) {
      try SplitPlan(folds: 5).folds(of: [0, 1, 2], keys: .none, seed: 1)
    }
    let error = #expect(throws: ModelError.self) {
      try SplitPlan(kind: .grouped, column: "g", folds: 5)
        .folds(of: rows, keys: .groups(rows.map { $0 % 2 }), seed: 1)
    }
    #expect(error?.code == "too-few-groups")
  }
}
