import Diagnostics
import Engines

/// An engine's complaint about a query, brought back to the template.
struct SQLProblem {
  private let error: EngineError
  private let sql: RenderedSQL

  init(_ error: EngineError, in sql: RenderedSQL) {
    self.error = error
    self.sql = sql
  }

  var diagnostic: Diagnostic {
    Diagnostic(.error, code, message, at: span, hint: hint)
  }

  private var code: String {
    switch error.kind {
    case .syntax: "sql-syntax"
    case .catalog:
      error.message.lowercased().contains("function") ? "unknown-function" : "unknown-table"
    case .binder: isUnknownColumn ? "unknown-column" : "sql"
    case .conversion: "sql-conversion"
    case .outOfMemory: "out-of-memory"
    default: "sql"
    }
  }

  private var isUnknownColumn: Bool {
    error.kind == .binder && error.name != nil && error.message.lowercased().contains("column")
      && (error.message.contains("not found") || error.message.contains("does not have"))
  }

  private var message: String {
    if isUnknownColumn, let name = error.name { return "no column '\(name)'" }
    return endsTooEarly ? "the query ends too early" : SQLWords(error).message
  }

  /// Whether the engine stumbled over what stands behind the author's text.
  private var endsTooEarly: Bool {
    guard error.kind == .syntax, let offset = error.offset else { return false }
    return sql.text.utf8.dropFirst(offset).allSatisfy { $0 <= 0x20 }
  }

  private var span: SourceSpan {
    if let offset = error.offset {
      // The engine points at the first word of `table.column`.
      if isUnknownColumn, let name = error.name, let place = sql.span(ofMember: name, from: offset)
      {
        return place
      }
      return sql.span(ofWordAt: offset)
    }
    if let name = error.name, let span = sql.span(ofName: name) { return span }
    return sql.span(of: 0..<sql.text.utf8.count)
  }

  private var hint: String? {
    if error.kind == .outOfMemory {
      return "raise the limit with --memory, or aggregate before joining"
    }
    guard !endsTooEarly else { return nil }
    guard code.hasPrefix("unknown-"), let name = error.name else {
      return SQLWords(error).hint
    }
    // The engine names candidates with their table; the author wrote the bare name.
    let bare = error.candidates.map { String($0.split(separator: ".").last ?? "") }
      .map { $0.filter { $0 != "\"" } }
    return NearMatch.hint(
      name,
      in: bare,
      kind: code == "unknown-column" ? "the nearest columns" : "the nearest names"
    )
  }
}
