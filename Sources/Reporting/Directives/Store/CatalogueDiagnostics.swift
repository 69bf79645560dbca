import Cloud
import Diagnostics
import Pipeline

/// The wording of what can be wrong with the table that a `store` makes in the Glue catalogue.
extension Diagnostic {
  static func tableWithoutDatabase(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "bad-table",
      "'\(name.value)' is no table of the Glue catalogue's",
      at: name.span,
      hint: "write database.table, such as school.actions"
    )
  }

  static func badCatalogueName(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "bad-table",
      "'\(name.value)' is no name for the Glue catalogue: a name has small letters, digits and '_'",
      at: name.span,
      hint: "write database.table, such as school.actions"
    )
  }

  static func tableOfObject(_ name: Spanned<String>, _ to: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "bad-table",
      "a table of the Glue catalogue's stands for a folder, and '\(to.value)' is one object",
      at: name.span,
      hint: "name a prefix without an ending, such as s3://bucket/study"
    )
  }

  static func tableOfText(_ name: Spanned<String>, _ format: StoredFormat) -> Self {
    Diagnostic(
      .error,
      "bad-table",
      "'table' makes a table over Parquet, and the set holds \(format.rawValue)",
      at: name.span,
      hint: "leave out 'format', or 'table'"
    )
  }

  static func noDatabase(_ database: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "no-database",
      "the Glue catalogue has no database '\(database)'",
      at: span,
      hint: "name one that is there, or make it: CREATE DATABASE \(database)"
    )
  }

  static func foreignTable(_ name: Spanned<String>, _ place: String?) -> Self {
    Diagnostic(
      .error,
      "target-exists",
      place.map { "'\(name.value)' is there already, for the set '\($0)'" }
        ?? "'\(name.value)' is there already, and no 'store' made it",
      at: name.span,
      hint: "name another, or write 'mode: replace' to put this one in its place"
    )
  }

  static func columnConflict(
    _ column: Output.Column,
    _ before: String,
    _ name: Spanned<String>
  ) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(column.name)' is \(before) in the set's files and \(column.type) in the new ones: "
        + "a table has one type for it",
      at: name.span,
      hint: "cast it in a query before this one"
    )
  }

  static func catalogueFailed(_ error: CloudError, _ name: Spanned<String>) -> Self {
    let words = AthenaProblem.oneLine(error.message)
    if words.lowercased().contains("output location") {
      return Diagnostic(
        .error,
        "athena",
        "Athena does not know where to write results for '\(name.value)'",
        at: name.span,
        hint: "set QUIRE_ATHENA_OUTPUT to s3://bucket/prefix, or name a workgroup that says it"
      )
    }
    return Diagnostic(
      .error,
      "athena",
      error.code == Athena.queryFailed
        ? "Athena cannot make '\(name.value)': \(words)" : words,
      at: name.span,
      hint: error.hint ?? "what is stored stays: the next run finishes the table"
    )
  }
}
