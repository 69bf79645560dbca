import Diagnostics
import Expressions
import Tables

// The steps that encodings imply are made by the model from these; each is also a transform that
// specifications write. The bodies are in the files of their names.

/// Cuts a field into bins.
struct BinTransform: Sendable {
  var field: Spanned<String>
  var options: BinOptions
  /// Columns of the start and the end of each row's bin.
  var start: String
  var end: String
}

/// Rounds instants down to a calendar unit.
struct TimeUnitTransform: Sendable {
  var field: Spanned<String>
  var unit: TimeUnitOptions
  /// Columns of the start of each row's unit, and of the next one's.
  var start: String
  var end: String?
}

/// Puts rows together.
struct AggregateTransform: Sendable {
  struct Output: Sendable {
    var operation: AggregateOperation
    /// Nil counts rows.
    var field: Spanned<String>?
    var name: String
  }
  var groupby: [Spanned<String>]
  var outputs: [Output]
}

/// Puts values on top of one another.
struct StackTransform: Sendable {
  var field: Spanned<String>
  var groupby: [Spanned<String>]
  var sort: [(field: Spanned<String>, isDescending: Bool)]
  var offset: StackMode
  var start: String
  var end: String
}

/// Adds rows that are missing, with a made-up value.
struct ImputeTransform: Sendable {
  var field: Spanned<String>
  var key: Spanned<String>
  var groupby: [Spanned<String>]
  var options: ImputeOptions
}

/// Keeps the rows that pass a test.
struct FilterTransform: Sendable {
  var predicate: Predicate
  var span: SourceSpan
}

/// Adds aggregates of groups to every row of the group.
struct JoinAggregateTransform: Sendable {
  var groupby: [Spanned<String>]
  var outputs: [AggregateTransform.Output]
}

/// Computes a column by an expression of `datum`.
struct CalculateTransform: Sendable {
  var expression: Expression
  var name: String
}
