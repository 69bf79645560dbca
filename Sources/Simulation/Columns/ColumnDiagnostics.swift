import Diagnostics
import Options
import Tables

/// What can be wrong with the description of generated tables, in words.
extension Diagnostic {
  /// `others` are words that might have been meant and are no kinds.
  static func unknownKind(_ word: Spanned<String>, column: String, others: [String] = []) -> Self {
    Diagnostic(
      .error,
      "unknown-kind",
      "'\(word.value)' is no kind of column ('\(column)')",
      at: word.span,
      hint: NearMatch.of(word.value, in: ColumnKind.names + others).map { "did you mean '\($0)'?" }
        ?? "kinds: \(ColumnKind.names.joined(separator: ", "))"
    )
  }

  static func noKind(_ column: Spanned<String>, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "no-kind",
      "column '\(column.value)' does not say what to generate",
      at: span,
      hint: "kinds: \(ColumnKind.names.joined(separator: ", "))"
    )
  }

  static func twoKinds(_ column: String, _ first: String, _ second: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "two-kinds",
      "column '\(column)' is '\(first)' and '\(second.value)' at once",
      at: second.span,
      hint: "keep one of them"
    )
  }

  static func wrongParameters(_ kind: String, keys: [String], _ node: OptionNode) -> Self {
    let wanted =
      keys.count > 1
      ? "'\(keys.joined(separator: "', '"))', or a list of up to \(keys.count) values"
      : keys.first.map { "'\($0)' or its value alone" } ?? "no parameters"
    return Diagnostic(
      .error,
      "wrong-type",
      "'\(kind)' takes \(wanted), not \(node.kindName)",
      at: node.span
    )
  }

  static func wrongOptionShape(_ key: String, _ wanted: String, _ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(key)' must be \(wanted), not \(node.kindName)",
      at: node.span
    )
  }

  static func wrongValue(_ key: String, _ wanted: String, at span: SourceSpan) -> Self {
    Diagnostic(.error, "out-of-range", "'\(key)' must be \(wanted)", at: span)
  }

  static func crossed(_ low: String, _ high: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "out-of-range",
      "'\(low)' is greater than '\(high)'",
      at: span,
      hint: "exchange the two"
    )
  }

  static func endsBeforeStart(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "out-of-range",
      "'to' is before 'from'",
      at: span,
      hint: "exchange the two"
    )
  }

  static func noDate(_ text: Spanned<String>, key: String) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(text.value)' is no date",
      at: text.span,
      hint: "write '\(key)' as 2024-03-01 or 2024-03-01T09:30"
    )
  }

  static func negativeWeight(_ value: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "weight",
      "the weight of '\(value)' must be a number from 0 on",
      at: span
    )
  }

  static func weightsOfZero(_ key: String, at span: SourceSpan) -> Self {
    Diagnostic(.error, "weight", "all weights of '\(key)' are 0", at: span)
  }

  static func weightCount(_ key: String, _ count: Int, wanted: Int, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "weight",
      "'\(key)' takes \(wanted) weights, not \(count)",
      at: span
    )
  }

  static func nothingToChoose(_ key: String, at span: SourceSpan) -> Self {
    Diagnostic(.error, "weight", "'\(key)' has no values to choose from", at: span)
  }

  static func mixedValues(_ column: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "the values of column '\(column)' must be single texts, numbers or truth values",
      at: span
    )
  }

  static func unknownColumn(_ name: Spanned<String>, table: String, columns: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-column",
      "table '\(table)' has no column '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: columns, kind: "columns")
    )
  }

  static func unknownTable(_ name: Spanned<String>, tables: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-table",
      "there is no table '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: tables, kind: "tables")
    )
  }

  static func wrongReference(_ text: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unknown-column",
      "'\(text.value)' does not name a column of a table",
      at: text.span,
      hint: "write it as table.column"
    )
  }

  static func emptyTarget(_ table: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "empty-table",
      "table '\(table.value)' has no rows to refer to",
      at: table.span
    )
  }

  static func otherTable(_ column: Spanned<String>, table: String) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "column '\(column.value)' is no reference to table '\(table)'",
      at: column.span
    )
  }

  static func contradiction(_ first: String, _ second: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "'\(first)' and '\(second)' say the same: give one of them",
      at: span
    )
  }

  static func noTime(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "weight",
      "all hours between 'from' and 'to' have weight 0",
      at: span
    )
  }

  static func noTables(at span: SourceSpan) -> Self {
    Diagnostic(.error, "missing-option", "'tables' names no table", at: span)
  }

  static func skewOfAnother(_ column: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "'skew' is that of column '\(column)', whose rows are followed",
      at: span,
      hint: "take 'skew' away"
    )
  }

  static func cycle(_ names: [String], at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "cycle",
      "column '\(names[0])' depends on itself: \(names.joined(separator: " → "))",
      at: span
    )
  }

  static func doubledName(_ name: Spanned<String>, of kind: String, like other: String) -> Self {
    Diagnostic(
      .error,
      "doubled-name",
      "\(kind) '\(name.value)' differs from '\(other)' in capitals only",
      at: name.span,
      hint: "databases take the two for one: rename one of them"
    )
  }

  static func emptyName(of kind: String, at span: SourceSpan) -> Self {
    Diagnostic(.error, "empty-name", "a \(kind) has no name", at: span)
  }

  static func noColumns(_ table: String, at span: SourceSpan) -> Self {
    Diagnostic(.error, "missing-option", "table '\(table)' has no columns", at: span)
  }

  static func tablesAndColumns(_ key: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "'\(key.value)' stands beside 'tables'",
      at: key.span,
      hint: "move it into one of the tables"
    )
  }

  static func cannotBeUnique(_ kind: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "not-unique",
      "values of '\(kind)' cannot be made unique",
      at: span,
      hint: "integer, text, mail and user_id can; sequence and uuid are unique already"
    )
  }

  static func tooFewUnique(_ count: Int, rows: Int, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "not-unique",
      "the number of different values, \(count), is too small for \(rows) rows",
      at: span
    )
  }

  static func sequenceTooLong(at span: SourceSpan) -> Self {
    Diagnostic(.error, "out-of-range", "the sequence goes beyond 64 bits", at: span)
  }

  static func differentTypes(
    _ column: String,
    _ first: String,
    _ second: String,
    at span: SourceSpan
  )
    -> Self
  {
    Diagnostic(
      .error,
      "wrong-type",
      "the branches of column '\(column)' are of different types: \(first), \(second)",
      at: span,
      hint: "give the column a 'type'"
    )
  }

  static func noSuchBranch(_ key: Spanned<String>, column: String, values: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-choice",
      "'\(key.value)' is not a value of column '\(column)'",
      at: key.span,
      hint: NearMatch.hint(key.value, in: values, kind: "values")
    )
  }

  static func cannotBecome(_ column: String, _ from: String, _ to: String, at span: SourceSpan)
    -> Self
  {
    Diagnostic(
      .error,
      "wrong-type",
      "column '\(column)' has values of type \(from), which cannot become \(to)",
      at: span
    )
  }

  static func cannotRound(_ column: String, _ type: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "column '\(column)' has values of type \(type), which have no digits to round",
      at: span,
      hint: "take 'round' away"
    )
  }

  static func unclearType(_ column: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "the values of column '\(column)' have no common type",
      at: span,
      hint: "give the column a 'type'"
    )
  }

  static func valueOutOfColumn(
    _ value: Value,
    _ type: DataType,
    column: String,
    row: Int,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "column '\(column)' of type \(type.name) cannot hold '\(value.displayText)' (row \(row))",
      at: span
    )
  }
}
