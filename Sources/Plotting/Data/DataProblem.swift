import Diagnostics
import Options

/// Messages about rows, predicates and transforms.
enum DataProblem {
  static func wrongType(_ what: String, _ wanted: String, _ node: OptionNode) -> Diagnostic {
    Diagnostic(
      .error,
      "wrong-type",
      "\(what) must be \(wanted), not \(node.kindName)",
      at: node.span
    )
  }

  static func selection(_ key: Spanned<String>) -> Diagnostic {
    Diagnostic(
      .error,
      "unsupported",
      "'\(key.value)' tests a selection, and a still picture has none",
      at: key.span,
      hint: "test a field, or write an expression"
    )
  }

  static func emptyPredicate(_ field: Spanned<String>) -> Diagnostic {
    Diagnostic(
      .error,
      "missing-option",
      "the predicate of '\(field.value)' says nothing about it",
      at: field.span,
      hint: "add one of \(FieldPredicate.tests.joined(separator: ", "))"
    )
  }

  static func notADate(_ node: OptionNode) -> Diagnostic {
    Diagnostic(.error, "wrong-type", "this is not a date", at: node.span)
  }

  static func unknownTimeUnit(_ name: Spanned<String>) -> Diagnostic {
    Diagnostic(
      .error,
      "unknown-time-unit",
      "no time unit '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: CalendarParts.common, kind: "time units")
    )
  }

  static func unknownColumn(
    _ field: Spanned<String>,
    in name: String,
    known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error,
      "unknown-column",
      "'\(name)' has no column '\(field.value)'",
      at: field.span,
      hint: NearMatch.hint(field.value, in: known, kind: "columns")
    )
  }

  static func unknown(
    _ noun: String,
    _ name: Spanned<String>,
    in known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error,
      "unknown-\(noun.replacing(" ", with: "-"))",
      "no \(noun) '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "\(noun)s")
    )
  }
}
