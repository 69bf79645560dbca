public import Diagnostics
public import Tables

/// Where the rows of a chart come from besides its own specification.
public protocol DataFiles: Sendable {
  /// The bytes of a file that a specification names.
  ///
  /// - Throws: a diagnostic at the name when there is no such file.
  func bytes(at url: Spanned<String>) throws(Diagnostic) -> [UInt8]

  /// A table of the report; nil when none has that name.
  func table(named name: String) -> Table?

  /// The names of all tables, for near matches.
  var tableNames: [String] { get }

  /// What tells the content of a file from all others: equal texts mean equal bytes. Nil when that
  /// is not known, and the file is read anew for each view.
  func identity(of url: String) -> String?

  /// Rows of files that were read before.
  var cache: DataCache? { get }

  /// Rows that an engine made by the chart's `dataPlan`, for the view of that index; nil when the
  /// view's rows are in its table.
  func prepared(view: Int) -> PreparedRows?
}

extension DataFiles {
  public func identity(of url: String) -> String? { nil }
  public var cache: DataCache? { nil }
  public func prepared(view: Int) -> PreparedRows? { nil }
}

/// Neither files nor tables: for specifications that carry their rows.
struct NoDataFiles: DataFiles {
  func bytes(at url: Spanned<String>) throws(Diagnostic) -> [UInt8] {
    throw DataProblem.unreadable(url)
  }

  func table(named name: String) -> Table? { nil }
  var tableNames: [String] { [] }
}

extension DataProblem {
  static func unreadable(_ url: Spanned<String>) -> Diagnostic {
    Diagnostic(.error, "unreadable-data", "no file '\(url.value)'", at: url.span)
  }

  static func unknownTable(_ name: Spanned<String>, known: [String]) -> Diagnostic {
    Diagnostic(
      .error,
      "unknown-table",
      "no data named '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "names")
    )
  }

  static func geographic(_ url: Spanned<String>) -> Diagnostic {
    Diagnostic(
      .error,
      "unsupported",
      "'\(url.value)' holds shapes of the earth, and maps are not drawn",
      at: url.span
    )
  }
}
