import Diagnostics
import Engines
import Pipeline
import Plotting
import Tables

/// The data of a chart, fetched by a step of its own: what the engine can put together is put
/// together there, and the page gets only what it draws.
///
/// The step makes a table for each view of the chart's plan and one for each table that the chart
/// names. The latter have no rows but say what the columns hold; only where the engine cannot
/// compute the views, because a column holds something else than the chart takes it for, do they
/// hold the rows themselves, and the views' tables are empty.
struct ChartData: Sendable {
  private let id: String
  private let chart: Chart
  private let plan: DataPlan
  /// The engine beside the embedded one that may put the rows together; nil for none.
  private let engine: ChartEngine?

  /// Nil for a chart that draws rows as they are: it needs no step.
  init?(_ chart: Chart, id: String, on engine: ChartEngine?) {
    guard let plan = chart.dataPlan() else { return nil }
    self.engine = engine
    self.chart = chart
    self.plan = plan
    self.id = id
  }

  /// Why rows are not prepared: a view's table with this only column.
  private static let absent = "quire_absent"

  private func name(ofView index: Int) -> String { "\(id)_plot_view_\(index)" }
  private func name(ofTable index: Int) -> String { "\(id)_plot_table_\(index)" }

  /// All tables that the step makes.
  var provides: [String] {
    plan.tables.indices.map(name(ofTable:)) + plan.views.map { name(ofView: $0.index) }
  }

  /// The tables that the chart names, at the places where it names them.
  func step(
    _ source: DirectiveSource,
    reads: [Spanned<String>]
  ) -> Step {
    let data = self
    var step = Step(
      id: "\(id)_plot",
      kind: ChartDirective.name,
      span: source.span,
      reads: reads,
      provides: provides,
      identity: [KeyPart("chart's data", "1 " + String(describing: plan))]
        + (engine.map { [KeyPart("choice of the engine", "from \($0.rowsAtLeast) rows on")] } ?? []),
      work: .produce { context in try await data.produce(context) },
      explain: { error in
        Diagnostic(
          .error,
          "engine",
          "the data of the chart cannot be computed: \(error.message)",
          at: source.span
        )
      }
    )
    step.isPrivate = true
    step.engine = engine?.name
    return step
  }

  private func produce(_ context: StepContext) async throws {
    var schemas: [String: Schema] = [:]
    for table in plan.tables {
      schemas[table.lowercased()] = try await context.rows(of: table).schema
    }
    let known = schemas
    let isFit = !chart.check { known[$0.lowercased()] }.contains { $0.severity == .error }
    var made: [Int: Table] = [:]
    var isPushed = false
    if isFit, let plan = chart.dataPlan(schema: { known[$0.lowercased()] }) {
      do {
        for view in plan.views { made[view.index] = try await rows(of: view, context) }
        isPushed = true
      } catch is EngineError {
        try Task.checkCancellation()
        // What SQL refuses, a sum out of range say, is left to Plotting.
      }
    }
    // Of a chart with mistakes only the columns are of use, for what is said of them.
    let limit = isPushed || !isFit ? " LIMIT 0" : ""
    for (index, table) in plan.tables.enumerated() {
      let rows = try await context.query("FROM \(SQL.quote(path: table.tablePath))\(limit)")
      try await write(rows, to: name(ofTable: index), context)
    }
    for view in plan.views {
      let table: Table
      if isPushed, let rows = made[view.index] {
        table = rows
      } else {
        table = Table([(Self.absent, try Column(.bool, []))])
      }
      let name = name(ofView: view.index)
      try await context.write(
        name,
        Batch(schema: table.schema, columns: table.emptyColumns, rowCount: 0)
      )
      for batch in table.batches { try await context.write(name, batch) }
    }
  }

  private func write(
    _ rows: BatchStream,
    to name: String,
    _ context: StepContext
  ) async throws {
    let empty = try rows.schema.fields.map { try Column($0.type, []) }
    try await context.write(name, Batch(schema: rows.schema, columns: empty, rowCount: 0))
    for try await batch in rows { try await context.write(name, batch) }
  }

  /// The rows of a view, put together by the engine that is told to, or by the embedded one.
  private func rows(of view: DataPlan.View, _ context: StepContext) async throws -> Table {
    guard let source = context.numberedRows(of: view.table, place: DataPlanSQL.place) else {
      return Table([])
    }
    if let engine, let input = context.input(view.table), engine.takes(view, of: input) {
      do {
        let sql = DataPlanSQL(
          view,
          from: SQL.quote(path: view.table.tablePath),
          in: engine.dialect
        )
        let rows = try await Self.rows(sql) { query in
          try await context.table(
            onOwnEngine: query,
            tables: [view.table],
            place: DataPlanSQL.place
          )
        }
        context.record("engine", .text(engine.name))
        return rows
      } catch let error as EngineError {
        try Task.checkCancellation()
        // What that engine refuses is tried here.
        context.record("refused by \(engine.name)", .text(error.message))
      }
    }
    let rows = try await Self.rows(DataPlanSQL(view, from: source)) { query in
      try await Self.table(try await context.query(query))
    }
    if engine != nil { context.record("engine", .text(EngineChoice.embedded)) }
    return rows
  }

  private static func rows(
    _ sql: DataPlanSQL,
    _ ask: (String) async throws -> Table
  ) async throws -> Table {
    var sql = sql
    while let question = sql.question() {
      let answer = try await ask(question)
      let low = answer.value(row: 0, column: 0).number
      let high = answer.value(row: 0, column: 1).number
      sql.answer(low.flatMap { low in high.map { (low, $0) } })
    }
    return try await ask(sql.statement)
  }

  private static func table(_ rows: BatchStream) async throws -> Table {
    var batches: [Batch] = []
    for try await batch in rows { batches.append(batch) }
    return Table(schema: rows.schema, batches: batches)
  }
}

extension Table {
  /// The columns without rows.
  fileprivate var emptyColumns: [Column] {
    schema.fields.compactMap { try? Column($0.type, []) }
  }
}

// MARK: - In the page

extension ChartData {
  /// Where the chart finds its data once the step is done.
  func files(_ page: PageContext, folder: String) -> FolderFiles {
    var tables: [String: Table] = [:]
    for (index, table) in plan.tables.enumerated() {
      tables[table.lowercased()] = page.tableIfMade(name(ofTable: index))
    }
    var prepared: [Int: PreparedRows] = [:]
    for view in plan.views {
      guard let rows = page.tableIfMade(name(ofView: view.index)),
        rows.schema.names != [Self.absent]
      else { continue }
      prepared[view.index] = PreparedRows(rows, of: view)
    }
    var files = FolderFiles(folder: folder, tables: page.results, cache: page.cache)
    files.own = tables
    files.prepared = prepared
    return files
  }
}
