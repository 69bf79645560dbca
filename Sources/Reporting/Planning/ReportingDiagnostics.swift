import Diagnostics
import Expressions
import Options
import Tables
import Templates

/// The wording of what can be wrong with a directive.
extension Diagnostic {
  static func labelMissing(_ source: DirectiveSource) -> Self {
    Diagnostic(
      .error,
      "missing-label",
      "\(source.owner) makes a table and needs a label for it",
      at: source.span,
      hint: "write {\(source.directive.name.value) name}"
    )
  }

  static func dataMissing(_ source: DirectiveSource) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "\(source.owner) needs the option 'data'",
      at: source.span,
      hint: "add a line 'data: …' with the label of a table"
    )
  }

  static func dataMissing(
    for key: String,
    _ source: DirectiveSource,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "'\(key)' needs the option 'data'",
      at: span,
      hint: "add a line 'data: …' with the label of a table"
    )
  }

  static func emptySQL(at span: SourceSpan) -> Self {
    Diagnostic(.error, "empty-sql", "the query is empty", at: span, hint: "write a SELECT")
  }

  static func notAQuery(_ word: Spanned<String>, _ known: Set<String>) -> Self {
    Diagnostic(
      .error,
      "not-a-query",
      "'\(word.value)' does not begin a query",
      at: word.span,
      hint: NearMatch.of(word.value, in: known).map { "did you mean '\($0.uppercased())'?" }
        ?? "write a SELECT: a step makes a table and changes nothing else"
    )
  }

  static func fileInSQL(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "file-in-sql",
      "a query reads tables, not files: nobody could tell when the file has changed",
      at: span,
      hint: "read it with {load name}, and name that table here"
    )
  }

  static func objectInSQL(_ engine: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "file-in-sql",
      "queries on '\(engine)' name no objects of S3 in place of tables: DuckDB, Spark and Athena read them",
      at: span,
      hint: "read them with {load name}, and name that table here"
    )
  }

  static func severalStatements(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "several-statements",
      "a directive holds one query, and another begins here",
      at: span,
      hint: "give it a directive of its own"
    )
  }

  static func onlyParameters(_ reference: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-name",
      "'\(reference.value)' is not known before the run; here only parameters are",
      at: reference.span,
      hint: NearMatch.of(reference.value, in: known).map { "did you mean '\($0)'?" }
        ?? "in SQL, read the table by its label"
    )
  }

  static func unknownFormat(_ path: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unknown-format",
      "the format of '\(path.value)' cannot be told from its name",
      at: path.span,
      hint: "add 'format:' with one of csv, tsv, json, jsonl, parquet"
    )
  }

  static func badDateFormat(_ format: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-format",
      "'\(format)' is not a format of dates",
      at: span,
      hint: "such as '%Y-%m-%d' or '%d.%m.%Y %H:%M'"
    )
  }

  static func notInFormat(_ format: String, _ path: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "wrong-format",
      "'\(path)' does not hold \(format)",
      at: span,
      hint: "add 'format:' if its name is misleading"
    )
  }

  static func optionOfOtherFormat(_ key: String, _ format: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "wrong-format",
      "'\(key)' has no meaning for \(format) files",
      at: span,
      hint: "it is an option of csv and tsv"
    )
  }

  static func wrongShape(_ key: String, _ wanted: String, _ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(key)' must be \(wanted), not \(node.kindName)",
      at: node.span
    )
  }

  static func unknownType(_ word: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-type",
      "no type '\(word.value)'",
      at: word.span,
      hint: NearMatch.of(word.value, in: known).map { "did you mean '\($0)'?" }
        ?? "types: boolean, integer, bigint, double, decimal(p,s), text, date, timestamp, …"
    )
  }

  static func formatOfNoTime(_ word: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "a format goes with date, time or timestamp, not '\(word.value)'",
      at: word.span
    )
  }

  static func unknownColumn(_ column: Spanned<String>, of table: String, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-column",
      "no column '\(column.value)' in '\(table)'",
      at: column.span,
      hint: NearMatch.hint(column.value, in: known, kind: "columns")
    )
  }

  static func checkWithoutRule(_ source: DirectiveSource, rules: [String]) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "directive 'check' has nothing to check",
      at: source.span,
      hint: "add one of: \(rules.joined(separator: ", "))"
    )
  }

  static func rangeWithoutBound(_ column: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "the range of '\(column.value)' has neither 'min' nor 'max'",
      at: column.span
    )
  }

  static func relationshipTarget(_ target: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'to' must name a table and its column, not '\(target.value)'",
      at: target.span,
      hint: "write table.column"
    )
  }

  static func unknownTable(_ name: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-table",
      "no table '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "tables")
    )
  }

  static func unknownName(
    _ name: Spanned<String>,
    known: [String],
    parameters: [String]
  ) -> Self {
    let known = known.filter { $0 != "title" && $0 != "params" }
    let isParameter = parameters.contains(name.value)
    return Diagnostic(
      .error,
      "unknown-name",
      isParameter
        ? "'\(name.value)' is a parameter, not a table" : "no table or variable '\(name.value)'",
      at: name.span,
      hint: isParameter
        ? "write params.\(name.value)"
        : NearMatch.hint(name.value, in: known + ["params"], kind: "names")
    )
  }

  static func reservedLabel(_ label: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "bad-label",
      "'\(label.value)' is a name of Quire's own",
      at: label.span,
      hint: "give the table another label"
    )
  }

  static func noPath(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "'path' names no file",
      at: span,
      hint: "give a path or a pattern"
    )
  }

  static func noCards(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "'cards' holds no card",
      at: span,
      hint: "add a line '- {label: …, value: …}'"
    )
  }
}

/// The wording of what can be wrong with a report as a whole.
extension Diagnostic {
  static func unknownReference(_ reference: CrossReference, known: [String]) -> Self {
    let prefix = "@\(reference.kind.rawValue)-"
    let thing =
      switch reference.kind {
      case .figure: "chart"
      case .table: "table"
      case .section: "heading"
      }
    return Diagnostic(
      .error,
      "unknown-reference",
      "'\(reference.span.text)' refers to no \(thing)",
      at: reference.span,
      hint: NearMatch.of(reference.label.value, in: known).map { "did you mean '\(prefix)\($0)'?" }
        ?? (known.isEmpty
          ? "give a \(thing) that label"
          : "there are: \(known.map { prefix + $0 }.joined(separator: ", "))")
    )
  }

  static func unknownStep(
    _ label: String,
    of option: String = "--refresh",
    known: [String]
  ) -> Self {
    let file = SourceFile(name: option, text: label)
    return Diagnostic(
      .error,
      "unknown-step",
      "the template has no step '\(label)'",
      at: file.span(0..<file.bytes.count),
      hint: NearMatch.hint(label, in: known, kind: "steps")
    )
  }

  static func stepInLoop(_ source: DirectiveSource) -> Self {
    Diagnostic(
      .error,
      "step-in-loop",
      "\(source.owner) makes a table and cannot stand in a loop",
      at: source.span,
      hint: "move it before the loop, and let the loop's body show rows of it"
    )
  }

  static func includeLoop(_ files: [String], at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "include-loop",
      "a file includes itself: \(files.joined(separator: " → "))",
      at: span
    )
  }

  static func includedFrontMatter(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "included-front-matter",
      "an included file has no front matter of its own",
      at: span,
      hint: "declare parameters in the template that includes it"
    )
  }

  static func notASequence(_ expression: Expression) -> Self {
    Diagnostic(
      .error,
      "not-a-sequence",
      "'\(expression.source)' is no table or list to loop over",
      at: expression.span
    )
  }

  static func tableInProse(_ expression: Expression) -> Self {
    Diagnostic(
      .error,
      "table-in-prose",
      "'\(expression.source)' is a whole table",
      at: expression.span,
      hint: "name a cell, such as \(expression.source)[0].column, or show it with {table}"
    )
  }

  static func refusedLink(_ address: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "refused-link",
      "the address '\(address.prefix(40))' could run a script",
      at: span
    )
  }
}
