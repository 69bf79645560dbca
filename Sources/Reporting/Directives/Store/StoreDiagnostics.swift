import Diagnostics
import Files
import Tables

/// The wording of what can be wrong with a `store`.
extension Diagnostic {
  static func unknownTarget(_ scheme: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unknown-target",
      "nothing is known of how to write to '\(scheme)://'",
      at: span,
      hint: "name a folder or file; a folder of such a name is written './…'"
    )
  }

  static func cannotStore(_ error: SystemError, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "cannot-write",
      "cannot \(error.action) '\(error.path)': \(error.words)",
      at: span,
      hint: error.code == SystemError.noSpace ? "make room, and render again" : nil
    )
  }

  static func formatOfOtherName(_ format: String, _ path: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "wrong-format",
      "a file named '\(path.value)' would hold \(format)",
      at: path.span,
      hint: "let its name end in the format, or leave out 'format:'"
    )
  }

  static func packedFile(_ path: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "wrong-format",
      "'\(path.value)' says that it is packed, and only Parquet is packed here",
      at: path.span,
      hint: "let its name end in .parquet, .csv, .jsonl or .txt"
    )
  }

  static func partitionedFile(_ path: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "partitioned-file",
      "'partition_by' makes folders, and '\(path.value)' is the name of a file",
      at: path.span,
      hint: "name a folder"
    )
  }

  static func modeOfFiles(_ mode: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unknown-choice",
      "the 'mode' of files is 'create', 'append' or 'replace', not '\(mode.value)'",
      at: mode.span,
      hint: mode.value == "upsert"
        ? "only a database replaces rows by their key: to: postgresql, mysql or dynamodb"
        : NearMatch.hint(mode.value, in: ["create", "append", "replace"], kind: "modes")
    )
  }

  static func badPartitionType(_ column: Spanned<String>, _ type: String) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'partition_by' needs text, whole numbers, dates or truth values, and '\(column.value)' holds \(type)",
      at: column.span,
      hint: "make a column of such a type in a query"
    )
  }

  static func doubledColumn(_ column: Spanned<String>, _ option: String) -> Self {
    Diagnostic(
      .error,
      "doubled-column",
      "'\(option)' names '\(column.value)' twice",
      at: column.span
    )
  }

  static func onlyPartitions(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "no-columns",
      "'partition_by' names every column, and nothing is left for the files",
      at: span
    )
  }

  static func accountColumn(_ column: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "reserved-column",
      "the account of what was written has a column '\(column.value)' of its own",
      at: column.span,
      hint: "give the column another name in a query"
    )
  }

  static func tooManyPartitions(_ count: Int, _ limit: Int, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "too-many-partitions",
      "'partition_by' would make \(count) folders; \(limit) are the most",
      at: span,
      hint: "divide by something coarser, such as a month"
    )
  }

  static func emptyPartition(_ column: Spanned<String>, _ value: String) -> Self {
    Diagnostic(
      .error,
      "bad-partition",
      value.isEmpty
        ? "'\(column.value)' holds an empty text, which the name of a folder cannot tell from null"
        : "'\(column.value)' holds '\(value)', which stands for null in the name of a folder",
      at: column.span,
      hint: "replace it in a query"
    )
  }

  static func notLines(_ why: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "not-lines",
      "'format: lines' writes one column of text, \(why)",
      at: span,
      hint: "make that column in a query"
    )
  }
}
