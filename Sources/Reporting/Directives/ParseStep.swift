import Diagnostics
import Engines
import LogParsing
import Pipeline
import Tables

/// The work of a `parse`: reads the files of its step and writes the tables.
struct ParseStep: Sendable {
  let options: ParseOptions
  let lines: ParsedLines
  var tables: ParsedTables
  let span: SourceSpan
  /// Whether another step looks at all shards together and says whether there are too many rejects.
  var isShard = false

  func run(_ context: StepContext) async throws {
    try await context.write(tables.label, .empty(options.parser.schema))
    try await context.write(tables.rejects, .empty(LogPart.rejectSchema))
    try await context.write(tables.shown, .empty(LogPart.rejectSchema))
    var account = Account()
    var shown = 0
    let run = LogRun(options.parser, workers: context.workerCount)
    func take(_ part: LogPart) async throws {
      if part.rows.rowCount > 0 { try await context.write(tables.label, part.rows) }
      guard part.rejects.rowCount > 0 else { return }
      try await context.write(tables.rejects, part.rejects)
      let more = min(part.rejects.rowCount, ParseDirective.rejectsShown - shown)
      guard more > 0 else { return }
      if shown == 0 { account.firstReject = part.rejects.firstReject }
      try await context.write(tables.shown, part.rejects.slice(0..<more))
      shown += more
    }
    do {
      if let table = lines.table {
        let rows = try await context.query(query(of: table))
        let count = try await run.parse(table: table.value, column: 0, rows, consume: take)
        account.add(table.value, count)
      }
      try await ObjectSpool(context).forEach { file, path in
        let count = try await run.parse([.file(path, name: file.name)], consume: take)
        account.add(file.name, count)
      }
    } catch let error as LogSourceError {
      throw Diagnostic(.error, "log", error.words.message, at: span, hint: error.words.hint)
    }
    try await context.write(tables.lines, account.batch)
    guard !isShard else { return }
    let complaint = options.complaint(account.total, first: account.firstReject, at: span)
    if let complaint { throw complaint }
  }

  private func query(of table: Spanned<String>) -> String {
    "SELECT CAST(\(SQL.quote(identifier: lines.column)) AS VARCHAR) "
      + "FROM \(SQL.quote(path: table.value.tablePath))"
  }
}

extension ParseOptions {
  /// Why a parse fails with such an account, when it does; `first`: the first reject.
  func complaint(_ total: LineCount, first: String?, at span: SourceSpan) -> Diagnostic? {
    let first = first.map { "; the first: \($0)" } ?? ""
    if let limit = maximumRejects, limit.isExceeded(by: total) {
      return Diagnostic(
        .error,
        "rejects",
        "\(total.rejects) of \(total.lines) lines are rejects, and max_rejects is \(limit.text)"
          + first,
        at: span,
        hint: "mend the pattern with 'quire parse', or raise max_rejects"
      )
    }
    guard total.rows == 0, total.rejects > 0 else { return nil }
    return Diagnostic(
      .error,
      "rejects",
      "not one of \(total.rejects) lines has this format\(first)",
      at: span,
      hint: "try the pattern on the file with 'quire parse'"
    )
  }
}

/// How many lines of each file became what.
private struct Account {
  private let file = BytesBuilder()
  private let counts = (0..<6).map { _ in FixedWidthBuilder<Int64>() }
  private(set) var total = LineCount()
  /// Place, reason and beginning of the first reject.
  var firstReject: String?

  mutating func add(_ name: String, _ count: LineCount) {
    file.append(name)
    let values = [
      count.lines, count.rows, count.rejects, count.blank, count.mended, count.byteCount,
    ]
    for (builder, value) in zip(counts, values) { builder.append(Int64(value)) }
    total += count
  }

  var batch: Batch {
    Batch(
      schema: ParsedTables.linesSchema,
      columns: [file.finish()] + counts.map { $0.finish() },
      rowCount: file.count
    )
  }
}
