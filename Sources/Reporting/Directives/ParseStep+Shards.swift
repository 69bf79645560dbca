import Diagnostics
import Engines
import LogParsing
import Pipeline
import Tables

extension ParseStep {
  /// A step for each shard of the files, and the one that gathers what they make and judges the rejects.
  func divided(_ whole: Step, _ shards: Shards) -> [Step] {
    let pieces = (0..<shards.count).map { index in
      var parse = self
      parse.tables = ParsedTables(label: shards.id(index), id: shards.id(index))
      parse.isShard = true
      var piece = whole
      piece.id = shards.id(index)
      piece.isPrivate = true
      piece.provides = parse.tables.all
      piece.schemas = parse.tables.schemas(options.parser.schema)
      piece.identity = whole.identity + [KeyPart("shard", "\(index + 1)/\(shards.count)")]
      piece.files = InputFiles.piece(index, of: shards.count, whole.files)
      piece.work = .produce { [parse] context in try await parse.run(context) }
      return piece
    }
    let whichFollow = [tables.label, tables.rejects, tables.lines]
    var gathered = whole
    gathered.reads =
      shards.reads(whichFollow, at: span)
      + (0..<shards.count).map { Spanned(shown(of: shards.id($0)), at: span) }
    gathered.after = []
    gathered.files = []
    gathered.identity.append(KeyPart("limit of rejects", options.maximumRejects?.text ?? "none"))
    gathered.work = .gather(parts: shards.parts(of: whichFollow)) { context in
      try await judge(context, shards)
    }
    return pieces + [gathered]
  }

  private func shown(of shard: String) -> String { ParsedTables(label: shard, id: shard).shown }

  /// Keeps the first rejects for the page, and fails when there are too many.
  private func judge(_ context: StepContext, _ shards: Shards) async throws {
    try await context.write(tables.shown, .empty(LogPart.rejectSchema))
    var total = LineCount()
    var first: String?
    var left = ParseDirective.rejectsShown
    for index in 0..<shards.count {
      let shard = ParsedTables(label: shards.id(index), id: shards.id(index))
      for try await batch in try await context.rows(of: shard.shown) where batch.rowCount > 0 {
        if first == nil { first = batch.firstReject }
        let more = min(left, batch.rowCount)
        if more > 0 { try await context.write(tables.shown, batch.slice(0..<more)) }
        left -= more
      }
      for try await batch in try await context.rows(of: shard.lines) {
        for row in 0..<batch.rowCount {
          let counts = batch.columns.dropFirst().map { Int($0.value(at: row).number ?? 0) }
          total.lines += counts[0]
          total.rows += counts[1]
          total.rejects += counts[2]
        }
      }
    }
    if let complaint = options.complaint(total, first: first, at: span) { throw complaint }
  }
}

extension Batch {
  /// The first of some rejects in words: `login.log:7: no '=' after byte 0`.
  var firstReject: String? {
    guard rowCount > 0 else { return nil }
    let cells = columns.map { $0.value(at: 0).displayText }
    return "\(cells[0]):\(cells[1]): \(cells[3])"
  }
}
