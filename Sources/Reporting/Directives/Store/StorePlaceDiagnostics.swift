import Diagnostics

/// What stands where a `store` wants to write.
extension Diagnostic {
  static func targetIsThere(_ to: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "target-exists",
      "'\(to.value)' is there already, and 'mode: create' replaces nothing",
      at: to.span,
      hint: "name another, or write 'mode: replace'"
    )
  }

  static func targetIsForeign(_ to: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "target-exists",
      "'\(to.value)' is there already, and this project did not write it",
      at: to.span,
      hint: "name another, or write 'mode: replace' to lose what is there"
    )
  }

  static func targetHoldsOther(_ to: Spanned<String>, _ file: String) -> Self {
    Diagnostic(
      .error,
      "target-exists",
      "'\(to.value)' holds '\(file)', which is no table: such a folder is never replaced",
      at: to.span,
      hint: "name a folder of its own"
    )
  }

  static func targetIsOther(_ options: StoredFileOptions, isFolder: Bool) -> Self {
    Diagnostic(
      .error,
      "target-exists",
      isFolder
        ? "'\(options.to.value)' is a folder, and a file is to be written"
        : "'\(options.to.value)' is no \(options.isFolder ? "folder" : "plain file")",
      at: options.to.span,
      hint: isFolder || !options.isFolder
        ? "name another" : "name a file by its ending, .parquet, .csv, .jsonl or .txt"
    )
  }

  static func appendToOne(_ to: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unknown-choice",
      "'mode: append' adds files to a set, and '\(to.value)' is one file",
      at: to.span,
      hint: "name a folder or a prefix: one without an ending, such as 'lake/study'"
    )
  }

  static func appendToOther(_ to: Spanned<String>, _ old: StoredManifest) -> Self {
    let parts =
      old.partitionBy.isEmpty
      ? "undivided" : "divided by \(old.partitionBy.joined(separator: ", "))"
    return Diagnostic(
      .error,
      "target-exists",
      "the set at '\(to.value)' holds \(old.format), \(parts): files of another kind cannot join it",
      at: to.span,
      hint: "write as the set is, or to another place"
    )
  }

  static func setLacks(_ to: Spanned<String>, _ file: String) -> Self {
    Diagnostic(
      .error,
      "target-exists",
      "the set at '\(to.value)' lacks '\(file)', which its manifest lists",
      at: to.span,
      hint: "put the file back, or write 'mode: replace' to begin the set anew"
    )
  }
}
