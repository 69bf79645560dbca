import Diagnostics
import Engines
import Pipeline
@testable import Reporting
import Tables
import Testing

/// The tables of a model by their names, as a step of several tables makes them.
@Suite struct ModelTableTests {
  private static let place = SourceFile(name: "t.md", text: "minutes").span(0..<7)

  @Test func `a table's name tells the model and the part`() {
    func part(_ table: String) -> [String]? {
      ModelResults.Part.of(table).map { [$0.model, "\($0.part)"] }
    }
    #expect(part("minutes.metrics") == ["minutes", "metrics"])
    #expect(part("minutes.by_group") == ["minutes", "groups"])
    #expect(part("my_minutes_learning") == ["my_minutes", "learning"])
    #expect(part("minutes.predictions") == nil)
    #expect(part("metrics") == nil)
    #expect(part("_metrics") == nil)
  }

  @Test func `a table of other columns is no table of a model`() throws {
    var model = ModelResults(name: "m")
    let numbers = Table([("value", try Column(.float64, [.double(1)]))])
    for part in ModelResults.Part.allCases { model.read(numbers, as: part) }
    #expect(model == ModelResults(name: "m"))
  }

  /// A step as the directive `model` has it.
  private static func model(rows: Int) throws -> Step {
    let metrics = Table([
      ("Candidate", try Column(.utf8, [.string("linear")])),
      ("metric", try Column(.utf8, [.string("mae")])),
      ("VALUE", try Column(.float64, [.double(2.5)])),
      ("is_best", try Column(.bool, [.bool(true)])),
    ])
    let large = Table([
      ("row", try Column(.int64, (0..<rows).map { .int(Int64($0)) }))
    ])
    return Step(
      id: "minutes",
      kind: "model",
      span: place,
      provides: ["minutes.metrics", "minutes.predictions"],
      identity: [KeyPart("rows", "\(rows)")],
      work: .produce { context in
        for batch in metrics.batches { try await context.write("minutes.metrics", batch) }
        for batch in large.batches { try await context.write("minutes.predictions", batch) }
      },
      explain: { Diagnostic(.error, "model", $0.message, at: nil) }
    )
  }

  @Test func `tables of a group are judged, and kept up to a size`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let rule = MetricRule(
        table: Spanned("minutes.metrics", at: Self.place),
        model: "minutes",
        metric: Spanned("mae", at: Self.place),
        candidate: nil,
        limit: .max(2),
        span: Self.place,
        previous: nil
      )
      let check = Step(
        id: "c_rule_1",
        kind: "check",
        span: Self.place,
        reads: [rule.table],
        provides: ["c_rule_1"],
        identity: rule.identity,
        work: rule.work(into: "c_rule_1"),
        explain: { Diagnostic(.error, "check", $0.message, at: nil) }
      )
      for (rows, kept) in [
        (2_000, ["minutes.metrics.parquet", "minutes.predictions.parquet"]),
        (2_001, ["minutes.metrics.parquet", nil]),
      ] {
        var diagnostics: [Diagnostic] = []
        let graph = Graph([try Self.model(rows: rows), check], diagnostics: &diagnostics)
        #expect(diagnostics.isEmpty)
        let engine = EngineOpening(RenderOptions(stateFolder: folder))
        let result = await Runner(
          graph,
          template: "t.md",
          engine: engine.source,
          store: Store(folder: "\(folder)/store")
        ).run()
        #expect(result.allDiagnostics.isEmpty)
        let table = try #require(try await result.table("c_rule_1"))
        let outcome = MetricRule.outcome(table)
        #expect(outcome == .init(value: 2.5, reference: nil, isBroken: true))
        let step = try #require(result["minutes"])
        #expect(RunRecord.StepRecord(step, graph, group: nil).tables.map(\.file) == kept)
        engine.finish()
      }
    }
  }
}
