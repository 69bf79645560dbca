import Diagnostics
import Expressions
import Tables

/// Parses and evaluates a whole source.
func evaluate(
  _ source: String,
  in scope: some Scope = NamedValues()
) throws(Diagnostic) -> Value {
  let file = SourceFile(name: "e", text: source)
  return try Expression(source, at: file.span(0..<file.bytes.count)).evaluate(in: scope)
}

/// What goes wrong in a source, as `column-end: message [code] hint`, columns in bytes from 0.
func complaint(_ source: String, in scope: some Scope = NamedValues()) -> String {
  do throws(Diagnostic) {
    return "no error: \(try evaluate(source, in: scope).displayText)"
  } catch {
    let range = error.span?.range ?? 0..<0
    let hint = error.hint.map { "; \($0)" } ?? ""
    return "\(range.lowerBound)-\(range.upperBound): \(error.message) [\(error.code)]\(hint)"
  }
}

/// Months and students of three rows, the table that examples are about.
func monthly() throws -> Table {
  Table([
    ("month", try Column(.date32, [.date(18_993), .date(19_024), .date(19_052)])),
    ("students", try Column(.int64, [.int(120), .int(95), .null])),
    ("이름", try Column(.utf8, [.string("가"), .string("나"), .string("다")])),
  ])
}
