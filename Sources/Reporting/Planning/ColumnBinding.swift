import Diagnostics
import Engines
import Pipeline
import Tables

/// The columns of every table of a plan, found by binding its queries without running them.
///
/// Each step becomes an empty table: files are sniffed, queries over empty tables are bound and give
/// their columns at once. What the engine complains about is a mistake in the template.
struct ColumnBinding {
  private(set) var schemas = Schemas()
  private(set) var diagnostics: [Diagnostic] = []
  private var engine: Engine?
  /// The steps that write files, which need not be there yet.
  private var writers: [Step] = []

  static func of(_ plan: Plan) async -> ColumnBinding {
    var binding = ColumnBinding()
    let connection: Connection
    do throws(EngineError) {
      let engine = try Engine.duckDB()
      binding.engine = engine
      connection = try engine.connect()
    } catch {
      binding.diagnostics.append(Diagnostic(.error, "engine", error.message, at: nil))
      return binding
    }
    binding.writers = plan.graph.steps.filter { !$0.writes.isEmpty }
    let loads = plan.directives.compactMap { $0.directive as? LoadDirective }
    let sourced = plan.directives.compactMap { $0.directive as? SQLDirective }
      .filter { !$0.sources.isEmpty }.flatMap(\.steps).map(\.id)
    for step in plan.graph.steps {
      let load = loads.first { $0.steps.first?.id == step.id }
      // Only the other engine knows the columns of its own tables.
      await binding.bind(step, load, connection, silently: sourced.contains(step.id))
      // A body for another engine may be none that the embedded one understands.
      for other in plan.otherBodies[step.id] ?? [] {
        await binding.bind(other, nil, connection, silently: true)
      }
    }
    return binding
  }

  /// The text that stands before the step's own query.
  private static func opening(_ table: String) -> String {
    "CREATE TABLE \(SQL.quote(path: table.tablePath)) AS SELECT * FROM (\n"
  }

  /// Makes the database schema of a table of a group, and returns its name.
  private static func makeGroup(
    of table: String,
    _ connection: Connection
  ) async throws -> String? {
    guard table.tablePath.count > 1 else { return nil }
    let group = table.tablePath[0]
    try await connection.execute("CREATE SCHEMA IF NOT EXISTS \(SQL.quote(identifier: group))")
    return group
  }

  private mutating func bind(
    _ step: Step,
    _ load: LoadDirective?,
    _ connection: Connection,
    silently: Bool = false
  ) async {
    // What reads a table that could not be bound has been told of by then, and so have two tables
    // of one name.
    let isReady = step.reads.allSatisfy { schemas[$0.value] != nil }
    guard isReady, let table = step.provides.first, schemas[table] == nil else { return }
    do {
      let derived = step.derivedSchemas { schemas[$0] }
      for (name, schema) in step.schemas.merging(derived, uniquingKeysWith: { $1 })
      where schemas[name] == nil {
        let group = try await Self.makeGroup(of: name, connection)
        let empty = Table(schema: schema, batches: [])
        try await connection.ingest(empty, into: name.tablePath.last ?? name, schema: group)
        schemas[name] = schema
      }
      guard let query = try await step.queryText(for: engine), !query.isEmpty else { return }
      _ = try await Self.makeGroup(of: table, connection)
      if let plain = try await load?.plain(step).queryText(for: engine),
        let written = try? await connection.table("SELECT * FROM (\(plain)) LIMIT 0")
      {
        let missing = load?.missingColumns(in: written.schema) ?? []
        diagnostics += missing
        if !missing.isEmpty { return }
      }
      let opening = Self.opening(table)
      do {
        try await connection.execute(opening + query + "\n) LIMIT 0")
      } catch var error as EngineError {
        error.offset = error.offset.map { max(0, $0 - opening.utf8.count) }
        if !silently, step.engine == nil || error.isOfNames {
          diagnostics.append(step.explanation(of: error))
        }
        return
      }
      schemas[table] = try await connection.table("FROM \(SQL.quote(path: table.tablePath))").schema
    } catch let diagnostic as Diagnostic {
      let isYetToCome =
        ["no-file", "no-match"].contains(diagnostic.code)
        && writers.contains { step.reads(whatIsWrittenBy: $0) }
      if !isYetToCome { diagnostics.append(diagnostic) }
    } catch let error as EngineError {
      diagnostics.append(step.explanation(of: error))
    } catch {
      diagnostics.append(Diagnostic(.error, "binding", "\(error)", at: step.span))
    }
  }
}

extension EngineError {
  /// Whether a column or table is missing, which it is for every engine.
  fileprivate var isOfNames: Bool {
    switch kind {
    case .binder: name != nil && message.lowercased().contains("column")
    case .catalog: message.hasPrefix("Table with name")
    default: false
    }
  }
}
