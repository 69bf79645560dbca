import Diagnostics
import Files

/// Everything this module says to authors.
extension Diagnostic {
  // Graph

  static func doubledLabel(_ label: String, at span: SourceSpan, first: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "doubled-label",
      "the label '\(label)' is used twice",
      at: span,
      hint: "it is first used at \(first.file.name):\(first.start.line)"
    )
  }

  static func doubledTable(_ table: String, at span: SourceSpan, first: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "doubled-table",
      "two steps make a table '\(table)'",
      at: span,
      hint: "the first is at \(first.file.name):\(first.start.line)"
    )
  }

  static func unknownTable(_ name: Spanned<String>, tables: [String]) -> Self {
    let members = tables.filter { $0.lowercased().hasPrefix(name.value.lowercased() + ".") }
    let hint =
      members.isEmpty
      ? NearMatch.hint(name.value, in: tables, kind: "tables")
      : "it is a group; its tables: \(members.sorted().joined(separator: ", "))"
    return Diagnostic(
      .error,
      "unknown-table",
      "no table '\(name.value)'",
      at: name.span,
      hint: hint
    )
  }

  static func unknownStep(_ name: Spanned<String>, steps: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-step",
      "no step '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: steps, kind: "steps")
    )
  }

  static func cycle(_ steps: [String], at span: SourceSpan) -> Self {
    let first = steps.first ?? ""
    return Diagnostic(
      .error,
      "cycle",
      steps.count == 1
        ? "'\(first)' reads its own result"
        : "steps read each other in a circle: \((steps + [first]).joined(separator: " → "))",
      at: span,
      hint: steps.count == 1 ? nil : "break the circle at one of these steps"
    )
  }

  // Files

  static func noSuchFile(_ files: InputFiles) -> Self {
    let isPattern = Glob.isPattern(files.pattern)
    return Diagnostic(
      .error,
      isPattern ? "no-match" : "no-file",
      isPattern
        ? "no file matches '\(files.pattern)'"
        : !files.pattern.isEmpty && FileSystem.kind(of: files.path) == .folder
          ? "no file in the folder '\(files.pattern)'" : "no file '\(files.pattern)'",
      at: files.span,
      hint: files.nearbyHint()
    )
  }

  static func unreadableFile(_ error: SystemError, at span: SourceSpan) -> Self {
    Diagnostic(.error, "unreadable-file", "cannot read '\(error.path)': \(error.words)", at: span)
  }

  static func fileChanged(_ name: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "file-changed",
      "'\(name)' changed while it was read, twice",
      at: span,
      hint: "render again when nothing writes to it"
    )
  }

  // Running

  static func storeFailed(_ error: SystemError, at span: SourceSpan?) -> Self {
    Diagnostic(
      .error,
      "store-failed",
      "cannot \(error.action) '\(error.path)' in the store: \(error.words)",
      at: span,
      hint: Self.storeHint(error.code)
    )
  }

  static func engineUnavailable(_ reason: String) -> Self {
    Diagnostic(.error, "engine-unavailable", "cannot open the engine: \(reason)", at: nil)
  }

  static func unknownEngine(_ name: String, known: [String], at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unknown-engine",
      "no engine '\(name)'",
      at: span,
      hint: NearMatch.hint(name, in: known.sorted(), kind: "engines")
    )
  }

  static func tableNotWritten(_ table: String, at span: SourceSpan) -> Self {
    Diagnostic(.error, "table-not-written", "the step did not write its table '\(table)'", at: span)
  }

  static func tableNotDeclared(_ table: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "table-not-declared",
      "the step wrote a table '\(table)' which it does not provide",
      at: span
    )
  }

  static func stepFailed(_ error: any Error, at span: SourceSpan?) -> Self {
    Diagnostic(.error, "step-failed", "the step failed: \(error)", at: span)
  }

  private static func storeHint(_ code: Int32) -> String? {
    switch code {
    case SystemError.noSpace: "free some space, or delete the store: it is made again"
    case SystemError.noPermission, SystemError.readOnly:
      "make the folder writable, or run from a folder that is"
    default: nil
    }
  }
}

extension InputFiles {
  var path: String {
    pattern.hasPrefix("/") || folder.isEmpty || folder == "." ? pattern : folder + "/" + pattern
  }

  /// For a plain path, a file beside it with nearly the same name, or the first part that is missing.
  fileprivate func nearbyHint() -> String? {
    guard !Glob.isPattern(pattern), FileSystem.kind(of: path) == nil else { return nil }
    var above = FileSystem.parent(of: path)
    guard FileSystem.kind(of: above) == .folder else {
      while FileSystem.kind(of: above) == nil,
        FileSystem.kind(of: FileSystem.parent(of: above)) == nil
      { above = FileSystem.parent(of: above) }
      return "there is no folder '\(above)'"
    }
    guard let names = try? FileSystem.names(inFolder: above),
      let near = NearMatch.of(String(path.split(separator: "/").last ?? ""), in: names)
    else { return nil }
    let lead = pattern.lastIndex(of: "/").map { pattern[...$0] } ?? ""
    return "did you mean '\(lead)\(near)'?"
  }
}
