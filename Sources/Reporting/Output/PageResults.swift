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
  /// By folded name.
  private var identities: [String: ContentIdentity] = [:]

  /// No tables at all.
  static let none = PageResults()

  private init() {
    steps = []
    engine = ""
  }

  /// Reads what `plan` shows; for JSON also every other table except those that were only loaded.
  ///
  /// `memory`: where tables are looked for that an earlier page showed.
  init(
    _ plan: Plan,
    _ result: RunResult,
    format: OutputFormat,
    memory: PageMemory? = nil
  ) async throws(Diagnostic) {
    steps = result.steps
    engine = result.engineName
    let shown = plan.tablesShown
    var wanted = Set(shown.keys)
    for step in result.steps {
      guard step.isDone else {
        for name in plan.graph[step.id]?.provides ?? [] { unmade[name.lowercased()] = step }
        continue
      }
      if format == .json, ![LoadDirective.name, ChartDirective.name].contains(step.kind),
        Shards.parse(step.id) == nil
      {
        wanted.formUnion(step.outputs.map { $0.table.lowercased() })
      }
    }
    // A rule that holds has no row, and nobody asks for the columns of that.
    for step in result.steps where step.kind == CheckDirective.name {
      for output in step.outputs where output.rowCount == 0 {
        let name = output.table.lowercased()
        if wanted.remove(name) != nil { tables[name] = Table([]) }
      }
    }
    var columns: [String: [String]] = [:]
    if format != .json {
      for (name, mentions) in shown {
        guard let mentions, let all = result.output(name)?.columns.map(\.name) else { continue }
        let read = Set(mentions.flatMap { $0.columns(of: all) })
        if read.count < all.count { columns[name] = all.filter(read.contains) }
      }
    }
    var unknown: [String] = []
    for name in wanted.sorted() {
      guard let output = result.output(name) else { continue }
      let identity = Self.identity(output, columns[name])
      identities[name] = identity
      tables[name] = memory?.table(identity)
      if tables[name] == nil { unknown.append(name) }
    }
    try await read(unknown, columns, of: result)
    for name in unknown {
      if let table = tables[name], let identity = identities[name] {
        memory?.keep(table, as: identity)
      }
    }
  }

  private static func identity(_ output: Output, _ columns: [String]?) -> ContentIdentity {
    ContentIdentity([output.digest.hex] + (columns.map { ["some"] + $0 } ?? ["all"]))
  }

  /// Reads tables in lanes side by side, one a core: most are small, and each costs a query.
  ///
  /// `columns`: of tables of which not all is wanted.
  private mutating func read(
    _ names: [String],
    _ columns: [String: [String]],
    of result: RunResult
  ) async throws(Diagnostic) {
    let laneCount = min(Runner.processorCount, names.count)
    let outcome = await withTaskGroup(of: Result<[(String, Table?)], Diagnostic>.self) { group in
      for lane in 0..<laneCount {
        group.addTask {
          var tables: [(String, Table?)] = []
          for index in stride(from: lane, to: names.count, by: laneCount) {
            do throws(Diagnostic) {
              let name = names[index]
              tables.append((name, try await Self.table(name, columns[name], of: result)))
            } catch { return .failure(error) }
          }
          return .success(tables)
        }
      }
      var all: [Result<[(String, Table?)], Diagnostic>] = []
      for await lane in group { all.append(lane) }
      return all
    }
    for lane in outcome {
      for (name, table) in try lane.get() { tables[name] = table }
    }
  }

  private static func table(
    _ name: String,
    _ columns: [String]?,
    of result: RunResult
  ) async throws(Diagnostic) -> Table? {
    do {
      return try await result.table(name, columns: columns)
    } catch let error as EngineError {
      throw Diagnostic(.error, "store", "cannot read '\(name)': \(error.message)", at: nil)
    } catch let error as Diagnostic {
      throw error
    } catch {
      throw Diagnostic(.error, "store", "cannot read '\(name)': \(error)", at: nil)
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

  /// What tells a table's contents from others'; nil for a table that was not read because it has
  /// no rows, and for one that there is not.
  func identity(of name: String) -> ContentIdentity? { identities[name.lowercased()] }

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
