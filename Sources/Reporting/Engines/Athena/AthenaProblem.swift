import Cloud
import Diagnostics
import Engines

/// What Athena says is wrong, taken apart: `COLUMN_NOT_FOUND: line 3:8: Column 'x' cannot be resolved or …`.
struct AthenaProblem {
  let error: EngineError

  init(_ text: String, in translated: TranslatedSQL) {
    var words = Self.oneLine(text)[...]
    if words.hasPrefix("Athena: ") { words = words.dropFirst(8) }
    let (condition, afterCondition) = Self.condition(words)
    let (place, rest) = Self.place(afterCondition)
    let name = Self.quoted(rest)
    var error = EngineError(Self.kind(condition, hasPlace: place != nil), String(rest))
    switch condition {
    case "COLUMN_NOT_FOUND":
      error.message = "column '\(name ?? "")' not found"
      error.name = name
    case "TABLE_NOT_FOUND":
      // Athena names it with its catalog and database.
      let table = name?.split(separator: ".").last.map(String.init)
      error.message = "Table with name \(table ?? "") does not exist"
      error.name = table
    case "FUNCTION_NOT_FOUND":
      error.message = "Scalar Function with name \(name ?? "") does not exist"
      error.name = name
    default: break
    }
    if let place, let offset = Self.offset(place, in: translated.sql) {
      error.offset = translated.offset(of: offset)
    }
    self.error = error
  }

  /// What the service, not the query, is at fault for.
  static func ofService(_ error: CloudError, _ place: EnginePlace) -> Diagnostic {
    place.unavailable(error.message, hint: error.hint)
  }

  /// A text on one line, at most 500 letters.
  static func oneLine(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 500 ? String(line.prefix(500)) + "…" : line
  }

  private static func kind(_ condition: String, hasPlace: Bool) -> EngineError.Kind {
    switch condition {
    case "COLUMN_NOT_FOUND", "TYPE_MISMATCH", "EXPRESSION_NOT_AGGREGATE", "AMBIGUOUS_NAME": .binder
    case "TABLE_NOT_FOUND", "FUNCTION_NOT_FOUND", "SCHEMA_NOT_FOUND": .catalog
    case "SYNTAX_ERROR": .syntax
    case "INVALID_CAST_ARGUMENT", "DIVISION_BY_ZERO", "NUMERIC_VALUE_OUT_OF_RANGE": .conversion
    case "NOT_SUPPORTED": .unsupported
    case "PERMISSION_DENIED": .permission
    // `line 1:8: mismatched input …` comes without a condition.
    case "": hasPlace ? .syntax : .other
    default: .other
    }
  }

  /// `COLUMN_NOT_FOUND` of `COLUMN_NOT_FOUND: line …`; empty when there is none.
  private static func condition(_ text: Substring) -> (String, Substring) {
    let word = text.prefix { $0.isUppercase || $0.isNumber || $0 == "_" }
    guard word.count > 3, text[word.endIndex...].hasPrefix(": ") else { return ("", text) }
    return (String(word), text[word.endIndex...].dropFirst(2))
  }

  /// The line and column, from 1 on, of `line 3:8: …`.
  private static func place(_ text: Substring) -> ((line: Int, column: Int)?, Substring) {
    guard text.hasPrefix("line ") else { return (nil, text) }
    let numbers = text.dropFirst(5).prefix { $0.isNumber || $0 == ":" }
    let parts = numbers.split(separator: ":").map { Int($0) }
    guard parts.count == 2, let line = parts[0], let column = parts[1] else { return (nil, text) }
    let rest = text[numbers.endIndex...].drop { $0 == " " || $0 == ":" }
    return ((line, column), rest)
  }

  private static func offset(_ place: (line: Int, column: Int), in sql: String) -> Int? {
    let lines = sql.split(separator: "\n", omittingEmptySubsequences: false)
    guard place.line >= 1, place.line <= lines.count, place.column >= 1 else { return nil }
    let before = lines[..<(place.line - 1)].reduce(0) { $0 + $1.utf8.count + 1 }
    return before + String(lines[place.line - 1].unicodeScalars.prefix(place.column - 1)).utf8.count
  }

  /// The first name in single quotes.
  private static func quoted(_ text: Substring) -> String? {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return parts.count >= 3 ? String(parts[1]) : nil
  }
}
