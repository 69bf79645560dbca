import Diagnostics
import Engines
import Options
import Pipeline
import Tables

/// `store` to a table of PostgreSQL's or MySQL's.
///
///     to: postgresql
///     connection: SCHOOL_DB     # the name of an environment variable that holds the address
///     table: academy.students
///     mode: upsert              # create append replace upsert
///     key: user_id
///
/// `create` wants no such table to be there; `append` adds rows, the same ones once however often the
/// step runs; `replace` puts the rows in the place of all others; `upsert` changes the rows that have a key
/// of the data's and adds the others. Every one is a single transaction, or ends in a single renaming.
struct DatabaseTarget: StoreTarget {
  enum Mode: String, CaseIterable, Sendable { case create, append, replace, upsert }

  let database: DatabaseOptions
  let mode: Mode
  let key: [Spanned<String>]
  private let to: Spanned<String>

  init?(_ kind: DatabaseKind, _ to: Spanned<String>, _ reader: inout OptionReader) {
    let count = reader.diagnostics.count
    self.to = to
    database = DatabaseOptions(kind, &reader, at: to.span)
    let given: Mode? = reader.choice("mode")
    mode = given ?? .create
    key = reader.texts("key") ?? []
    if database.table == nil, reader.diagnostics.count == count {
      reader.complain(.tableMissing(to))
    }
    if mode == .upsert, key.isEmpty { reader.complain(.keyMissing(to)) }
    if mode != .upsert, let column = key.first { reader.complain(.keyUnused(column, mode)) }
    for (index, column) in key.enumerated()
    where key[..<index].contains(where: { $0.value.lowercased() == column.value.lowercased() }) {
      reader.complain(.doubledColumn(column, "key"))
    }
    if reader.diagnostics.count > count { return nil }
  }

  var identity: [KeyPart] {
    database.identity + [
      KeyPart("option 'mode'", mode.rawValue), KeyPart("option 'key'", "\(key.map(\.value))"),
    ]
  }

  var served: [ServedTable] {
    database.served(database.table.map { [$0.path] } ?? [], isWritten: true)
  }

  var columns: [Spanned<String>] { key }

  func accountSchema(of data: Schema) -> Schema { Self.accountSchema }

  static let accountSchema = Schema([
    Field("table", .utf8), Field("mode", .utf8), Field("rows", .int64), Field("inserted", .int64),
    Field("updated", .int64),
  ])

  func store(_ data: String, _ context: StepContext) async throws -> Table {
    guard let input = context.input(data) else {
      return Table(schema: Self.accountSchema, batches: [])
    }
    var columns: [DatabaseColumn] = []
    let keys = Set(key.map { $0.value.lowercased() })
    for column in input.columns {
      do throws(DatabaseColumn.Refusal) {
        let isKey = keys.contains(column.name.lowercased())
        columns.append(try DatabaseColumn(column, database.kind, isKey: isKey))
      } catch { throw Diagnostic.cannotStore(column.name, error, at: to.span) }
    }
    let session = try await DatabaseSession(database, isReadOnly: false, context)
    let rows = StoredRows(input, columns, session) { done in
      context.report(done: done, of: input.rowCount)
    }
    try await rows.refuseUnfitValues(at: to.span)
    try await rows.refuseDoubled(key)
    context.report(done: 0, of: input.rowCount)
    let table = try await ServerTable(database, session)
    let writing = DatabaseWriting(
      target: self,
      session: session,
      table: table,
      rows: rows,
      step: context.id
    )
    let done = try await writing.write()
    context.report(done: input.rowCount, of: input.rowCount)
    let counts = [input.rowCount, done.inserted, done.updated].map { Value.int(Int64($0)) }
    let values = [.string(table.name), .string(mode.rawValue)] + counts
    let account = try zip(Self.accountSchema.fields, values).map { field, value in
      try Column(field.type, [value])
    }
    return Table(
      schema: Self.accountSchema,
      batches: [Batch(schema: Self.accountSchema, columns: account, rowCount: 1)]
    )
  }
}

extension Diagnostic {
  fileprivate static func tableMissing(_ to: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "'store' to a database needs the option 'table'",
      at: to.span,
      hint: "add a line 'table: …' with the name that the table has there"
    )
  }

  fileprivate static func keyMissing(_ to: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "'mode: upsert' needs the option 'key'",
      at: to.span,
      hint: "add a line 'key: …' with the columns that tell rows apart"
    )
  }

  fileprivate static func keyUnused(_ key: Spanned<String>, _ mode: DatabaseTarget.Mode) -> Self {
    Diagnostic(
      .error,
      "unused-option",
      "'mode: \(mode.rawValue)' looks at no 'key'",
      at: key.span,
      hint: "leave it out, or write 'mode: upsert'"
    )
  }

  fileprivate static func cannotStore(
    _ column: String,
    _ refusal: DatabaseColumn.Refusal,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "the column '\(column)' \(refusal.words)",
      at: span,
      hint: refusal.hint
    )
  }
}
