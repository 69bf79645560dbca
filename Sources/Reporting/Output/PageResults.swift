import Diagnostics
import Engines
import Pipeline
import Tables

/// The tables that the page shows, read from the store, and what became of the others.
struct PageResults: Sendable {
  /// Tables by folded name.
  private var tables: [String: Table] = [:]
  /// The steps that made no table, by the folded names of the tables they should have made.
  private var unmade: [String: StepResult] = [:]
  /// Tables whose columns could not be found, when tables are only pretended.
  private var unbound: Set<String> = []
  /// All outputs of the run in running order, for the appendix and JSON.
  let steps: [StepResult]
  let engine: String

  /// Reads what `plan` shows; for JSON also every other table except those that were only loaded.
  init(_ plan: Plan, _ result: RunResult, format: OutputFormat) async throws(Diagnostic) {
    steps = result.steps
    engine = result.engineName
    var wanted = Set(plan.tablesShown.map { $0.lowercased() })
    for step in result.steps {
      guard step.isDone else {
        for name in plan.graph[step.id]?.provides ?? [] { unmade[name.lowercased()] = step }
        continue
      }
      if format == .json, step.kind != LoadDirective.name {
        wanted.formUnion(step.outputs.map { $0.table.lowercased() })
      }
    }
    for name in wanted.sorted() {
      do {
        tables[name] = try await result.table(name)
      } catch let error as EngineError {
        throw Diagnostic(.error, "store", "cannot read '\(name)': \(error.message)", at: nil)
      } catch let error as Diagnostic {
        throw error
      } catch {
        throw Diagnostic(.error, "store", "cannot read '\(name)': \(error)", at: nil)
      }
    }
  }

  /// Tables of one row of nulls, to try expressions on before there is any data.
  ///
  /// Labels without a schema are known to be missing: their steps have been complained about.
  init(pretending schemas: Schemas, labels: [String]) {
    unbound = Set(labels.filter { schemas[$0] == nil }.map { $0.lowercased() })
    steps = []
    engine = ""
    for (name, schema) in schemas.all {
      let columns = schema.fields.compactMap { field in
        (try? Column(field.type, [.null])).map { (name: field.name, column: $0) }
      }
      tables[name] = Table(columns)
    }
  }

  /// A table that was made; nil when there is none of that name.
  func table(_ name: String) -> Table? { tables[name.lowercased()] }

  /// Whether a table is missing for a reason that is told elsewhere.
  func isMissing(_ name: String) -> Bool {
    failure(of: name) != nil || unbound.contains(name.lowercased())
  }

  /// The step that should have made a table and did not.
  func failure(of name: String) -> StepResult? { unmade[name.lowercased()] }

  var names: [String] { tables.keys.sorted() }
}

extension RunResult {
  /// The engine's name and version.
  var engineName: String { engineIdentity.map { "\($0.name) \($0.version)" } ?? "no engine" }
}
