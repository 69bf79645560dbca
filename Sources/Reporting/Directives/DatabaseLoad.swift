import Diagnostics
import Engines
import Expressions
import Options
import Pipeline
import Tables
import Templates

/// `load` from a database: a table of it, or what a query finds there.
///
///     ```{load students}
///     from: postgresql          # or mysql
///     connection: SCHOOL_DB     # the name of an environment variable that holds the address
///     table: academy.students
///     columns: [user_id, grade] # only these are sent
///     ```
///
///     query: SELECT grade, count(*) AS n FROM academy.students WHERE year = {{ params.year }} GROUP BY 1
///
/// instead of `table` runs on the server, in its own dialect, read-only; a parameter becomes a literal.
/// It runs at every render, since nobody can tell whether a server's rows have changed, unless
/// `cache: true` says that an earlier answer is good enough.
struct DatabaseLoad: Sendable {
  enum Source: Sendable {
    case table([Spanned<String>])
    case query(String, SourceSpan)
  }

  let database: DatabaseOptions
  let source: Source
  let identity: [KeyPart]
  let isCached: Bool
  let depends: [Spanned<String>]

  /// Nil, with complaints, when an option is missing or wrong.
  init?(_ source: DirectiveSource, _ planning: inout Planning) {
    var reader = OptionReader(source.options, of: "'load' from a database")
    let before = planning.diagnostics.count
    let common = SharedOptions(&reader, .step)
    depends = common.depends
    isCached = reader.bool("cache") ?? false
    let kind: DatabaseKind? = reader.choice("from")
    let database = DatabaseOptions(kind ?? .postgresql, &reader, at: source.span)
    self.database = database
    let columns = reader.texts("columns") ?? []
    var identity = database.identity
    identity.append(KeyPart("option 'columns'", "\(columns.map(\.value))"))
    let query = reader.node("query")
    if (query == nil) == (database.table == nil) { reader.complain(.tableOrQuery(source)) }
    if query != nil, let column = columns.first {
      reader.complain(.columnsOfQuery(column))
    }
    var found = Source.table(columns)
    if query != nil, let kind, let text = Self.query(source, kind, &planning) {
      identity += text.identity
      found = .query(text.text, text.span)
    }
    self.source = found
    self.identity = identity
    planning.diagnostics += reader.finish()
    if planning.diagnostics.count > before || kind == nil { return nil }
  }

  /// The query as written, each parameter in it a literal of the server's.
  private static func query(
    _ source: DirectiveSource,
    _ kind: DatabaseKind,
    _ planning: inout Planning
  ) -> (text: String, identity: [KeyPart], span: SourceSpan)? {
    guard let node = source.directive.options["query"] else { return nil }
    let written: Interpolation
    switch node.content {
    case .interpolation(let interpolation): written = interpolation
    case .value(.string(let text)):
      written = Interpolation(parts: [.text(Spanned(text, at: node.span))], span: node.span)
    default: return nil
    }
    guard planning.values(of: written) else { return nil }
    var text = ""
    for part in written.parts {
      switch part {
      case .text(let piece): text += piece.value
      case .expression(let expression):
        do throws(Diagnostic) {
          let value = try expression.evaluate(in: planning.scope)
          guard let literal = kind.literal(value) else {
            throw Diagnostic.valueInQuery(at: expression.span, kind)
          }
          text += literal
        } catch {
          planning.diagnostics.append(error)
          return nil
        }
      }
    }
    while let last = text.unicodeScalars.last, last == ";" || last.properties.isWhitespace {
      text.unicodeScalars.removeLast()
    }
    return (text, [KeyPart("query", text)], node.span)
  }

  func step(_ source: DirectiveSource, _ label: String) -> Step {
    var step = Step(
      id: source.id,
      kind: LoadDirective.name,
      span: source.span,
      after: depends,
      provides: [label],
      identity: [KeyPart("way of loading", "database 1")] + identity,
      isCached: isCached,
      work: .produce { context in try await load(label, context) },
      explain: { Diagnostic(.error, "load", $0.message, at: source.span) }
    )
    step.served = database.served(paths, isWritten: false)
    return step
  }

  /// The tables it reads, as far as its text names them.
  private var paths: [[String]] {
    switch self.source {
    case .table: database.table.map { [$0.path] } ?? []
    case .query(let text, _): TableReferences.of(text).map(\.path)
    }
  }

  private func load(_ label: String, _ context: StepContext) async throws {
    let session = try await DatabaseSession(database, isReadOnly: true, context)
    let mark = DatabaseSession.mark()
    do {
      let select = try await select(session, mark)
      try await session.stopping(mark) {
        let rows = try await session.rows(select)
        try await context.write(label, .empty(rows.schema))
        for try await batch in rows { try await context.write(label, batch) }
      }
    } catch let error as EngineError {
      if error.kind == .cancelled { throw CancellationError() }
      throw session.explain(error)
    } catch let error as Diagnostic {
      guard case .query(_, let span) = source, error.code == "database-error" else { throw error }
      throw Diagnostic(.error, error.code, error.message, at: span, hint: error.hint)
    }
  }

  private func select(_ session: DatabaseSession, _ mark: String) async throws -> String {
    switch source {
    case .query(let text, _):
      // A new line ends a remark that the text may end with, before what is added to it; DuckDB takes off one that
      // nothing follows.
      let marked = "/* \(mark) */ \(text)\n/**/"
      return "SELECT * \(DatabaseSession.fromServer(marked, database.kind))"
    case .table(let columns):
      let table = try await ServerTable(database, session)
      guard table.exists else { throw Diagnostic.noServerTable(table, database) }
      for column in columns where !table.has(column.value) {
        throw Diagnostic.unknownColumn(column, of: table.name, known: table.columns.map(\.name))
      }
      let list = columns.map { SQL.quote(identifier: $0.value) }.joined(separator: ", ")
      return "SELECT \(list.isEmpty ? "*" : list) FROM \(table.attached)"
    }
  }
}

extension DatabaseKind {
  /// A value in a statement for the server; nil for one that it has no literal for.
  fileprivate func literal(_ value: Value) -> String? {
    switch value {
    case .null: "NULL"
    case .bool(let flag): flag ? "TRUE" : "FALSE"
    case .int(let number): number < 0 ? "(\(number))" : "\(number)"
    case .double(let number) where number.isFinite:
      number < 0 ? "(\(number.description))" : number.description
    case .decimal: value.displayText
    case .string(let text): literal(text)
    case .date: "DATE '\(value.displayText)'"
    case .timestamp(let moment) where moment.zone == nil: "TIMESTAMP '\(value.displayText)'"
    default: nil
    }
  }
}

extension Diagnostic {
  fileprivate static func tableOrQuery(_ source: DirectiveSource) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "'load' from a database needs either 'table' or 'query'",
      at: source.span,
      hint: "write 'table: NAME', or a SELECT under 'query'"
    )
  }

  fileprivate static func columnsOfQuery(_ column: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unused-option",
      "'columns' is for 'table'",
      at: column.span,
      hint: "name the columns in the query"
    )
  }

  fileprivate static func valueInQuery(at span: SourceSpan, _ kind: DatabaseKind) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "such a value has no place in a query for \(kind.name)",
      at: span,
      hint: "numbers, texts, dates and truth values have"
    )
  }
}
