import Tables
import Testing

@testable import Modelling

struct SavedModelTests {
  private func fitted(_ target: String, _ candidate: Candidate) async throws -> (SavedModel, Table)
  {
    var plan = ModelPlan(target: target, candidates: [candidate])
    plan.identifiers = ["name"]
    plan.dropped = ["minutes", "passed", "level"].filter { $0 != target }
    plan.split = SplitPlan(folds: 2)
    plan.explanation.repeats = 0
    plan.explanation.sizes = 0
    plan.explanation.rows = 0
    plan.explanation.dependences = 0
    let table = try rows(160)
    let result = try await ModelRun(plan, workers: 2).run(table)
    let json = result.tables["fitted"]?.texts("model")[0] ?? ""
    return (try SavedModel(json: json), table)
  }

  private static let cases: [(String, Candidate)] = [
    ("minutes", Candidate("mean", .baseline)),
    ("minutes", Candidate("line", .linear)),
    (
      "minutes",
      Candidate("net", .linear, [.init("penalty", ["elastic_net"]), .init("alpha", ["0.1"])])
    ),
    ("minutes", Candidate("trees", .lightgbm, [.init("num_iterations", ["10"])])),
    ("passed", Candidate("majority", .baseline)),
    ("passed", Candidate("line", .logistic)),
    ("level", Candidate("line", .logistic)),
    ("level", Candidate("trees", .lightgbm, [.init("num_iterations", ["10"])])),
  ]

  @Test(arguments: 0..<8)
  func `a model says the same after it was saved and read`(_ number: Int) async throws {
    let (target, candidate) = Self.cases[number]
    let (saved, table) = try await fitted(target, candidate)
    let again = try SavedModel(json: try saved.json())
    var unseen: [String: Int] = [:]
    let batch = table.batches[0]
    let first = try await Predictor(saved, workers: 2).predict(batch, unseen: &unseen)
    let second = try await Predictor(again, workers: 1).predict(batch, unseen: &unseen)
    #expect(
      Table(schema: first.schema, batches: [first])
        == Table(schema: second.schema, batches: [second])
    )
    #expect(unseen.isEmpty)
    let names = first.schema.names
    #expect(names.suffix(3) == ["predicted", "predicted_class", "probability"])
    let place = names.firstIndex(of: target == "minutes" ? "predicted" : "predicted_class") ?? 0
    #expect(first.columns[place].nullCount == 0)
  }

  @Test func `columns that are missing or of another type are told`() async throws {
    let (saved, table) = try await fitted("minutes", Candidate("line", .linear))
    let predictor = try Predictor(saved, workers: 1)
    #expect(predictor.complaint(about: table.schema) == nil)
    let hours = try #require(table.index(ofColumn: "hours"))
    let missing = predictor.complaint(about: table.dropping(column: hours).schema)
    #expect(missing?.code == "missing-feature")
    #expect(missing?.message.contains("'hours'") == true)
    var fields = table.schema.fields
    fields[hours].type = .utf8
    let changed = predictor.complaint(about: Schema(fields))
    #expect(changed?.code == "feature-type")
    // Another number type does no harm, nor do columns that the model does not know.
    fields[hours].type = .int32
    fields.append(Field("more", .utf8))
    #expect(predictor.complaint(about: Schema(fields)) == nil)
    #expect(predictor.newColumns(in: Schema(fields)) == ["more"])
  }

  @Test func `categories that were never seen are counted and count as missing`() async throws {
    let (saved, _) = try await fitted("minutes", Candidate("line", .linear))
    let predictor = try Predictor(saved, workers: 1)
    func predicted(_ grade: Value, _ unseen: inout [String: Int]) async throws -> Double? {
      let table = Table([
        ("hours", try Column(.float64, [.double(3)])), ("grade", try Column(.utf8, [grade])),
        ("online", try Column(.bool, [.bool(true)])), ("term", try Column(.int64, [.int(4)])),
      ])
      let batch = try await predictor.predict(table.batches[0], unseen: &unseen)
      return batch.columns[4].double(at: 0)
    }
    var unseen: [String: Int] = [:]
    let strange = try await predicted(.string("Z"), &unseen)
    #expect(unseen == ["grade": 1])
    let missing = try await predicted(.null, &unseen)
    #expect(strange == missing && strange != nil)
    #expect(unseen == ["grade": 1])
  }

  @Test func `what is no saved model is told`() async throws {
    #expect(throws: ModelError.self) { try SavedModel(json: "{}") }
    #expect(throws: ModelError.self) { try SavedModel(json: "not JSON") }
    let (saved, _) = try await fitted("minutes", Candidate("line", .linear))
    let json = try saved.json()
    let later = json.replacing("\"version\":1", with: "\"version\":9")
    let error = #expect(throws: ModelError.self) { try SavedModel(json: later) }
    #expect(error?.code == "model-version")
    let damaged = json.replacing("\"features\"", with: "\"fetaures\"")
    #expect(throws: ModelError.self) { try SavedModel(json: damaged) }
    let empty = json.replacing("\"linear\"", with: "\"lnear\"")
    #expect(throws: ModelError.self) { try Predictor(SavedModel(json: empty), workers: 1) }
  }
}
