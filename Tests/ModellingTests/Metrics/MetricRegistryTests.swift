import Testing

@testable import Modelling

struct MetricRegistryTests {
  @Test(arguments: ModelTask.allCases)
  func `A task's metrics have names of their own, and words in both languages`(
    task: ModelTask
  ) throws {
    let metrics = Metric.of(task)
    let names = metrics.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    #expect(metrics.allSatisfy { !$0.english.isEmpty && !$0.korean.isEmpty })
    let standard = try #require(Metric.named(Metric.standard(for: task), for: task))
    #expect(standard.better == .lower)
  }

  @Test func `A metric is found by scikit-learn's name, for its own tasks only`() {
    #expect(Metric.named("mean_absolute_error", for: .regression)?.name == "mae")
    #expect(Metric.named("roc_auc", for: .multiclass)?.tasks == [.multiclass])
    #expect(Metric.named("accuracy", for: .regression) == nil)
  }

  @Test func `Better is higher, lower or nearer to 0, and of equal values neither`() throws {
    let r2 = try #require(Metric.named("r2", for: .regression))
    let mae = try #require(Metric.named("mae", for: .regression))
    let me = try #require(Metric.named("me", for: .regression))
    let rate = try #require(Metric.named("positive_rate", for: .binary))
    #expect(r2.isBetter(0.9, than: 0.8) == true)
    #expect(mae.isBetter(0.9, than: 0.8) == false)
    #expect(me.isBetter(-0.1, than: 0.2) == true)
    #expect(me.isBetter(-0.2, than: 0.2) == nil)
    #expect(rate.isBetter(0.9, than: 0.8) == nil)
  }

  @Test func `A metric of another task is nil`() throws {
    let rows = try RegressionPredictions(actual: [1, 2], predicted: [1, 1])
    let metric = try #require(Metric.named("accuracy", for: .binary))
    #expect(metric.value(of: .regression(rows)) == nil)
  }
}
