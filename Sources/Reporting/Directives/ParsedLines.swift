import Diagnostics
import LogParsing
import Options

/// Where the lines of a `parse` are: in files, or in a column of a table.
struct ParsedLines: Sendable {
  let paths: [Spanned<String>]
  let table: Spanned<String>?
  /// The table's column.
  let column: String
  /// Whether the engine parses them.
  let isPushedDown: Bool
  /// Whether several steps divide the files.
  let shards: Shards?

  /// Nil, with a complaint, when there are neither files nor a table, or both.
  ///
  /// `id`: of the step.
  init?(_ reader: inout OptionReader, id: String) {
    let shards = Shards(id, &reader)
    self.shards = shards
    let path = reader.node("path")
    let table = reader.text("data")
    let column = reader.text("column")
    let pushdown = reader.bool("pushdown")
    if let path, let table {
      reader.complain(.filesAndTable(at: max(path.span, table.span)))
      return nil
    }
    if table != nil, shards != nil, let node = reader.node[Shards.key] {
      reader.complain(.ofFiles(Shards.key, at: node.span))
    }
    if table == nil {
      if let column { reader.complain(.ofTables("column", at: column.span)) }
      if pushdown == true, let node = reader.node["pushdown"] {
        reader.complain(.ofTables("pushdown", at: node.span))
      }
    }
    self.table = table
    self.column = column?.value ?? "line"
    isPushedDown = pushdown ?? false
    guard let path else {
      guard table != nil else {
        if reader.isMapping { reader.complain(.noLines(at: reader.node.span)) }
        return nil
      }
      paths = []
      return
    }
    guard let paths = reader.texts(of: path, "path"), !paths.isEmpty else { return nil }
    self.paths = paths
  }
}

/// The later of two places.
private func max(_ a: SourceSpan, _ b: SourceSpan) -> SourceSpan {
  a.range.lowerBound > b.range.lowerBound ? a : b
}

extension ParseOptions {
  /// What files can do and the lines of a table cannot.
  func complaintsAboutTables(at span: SourceSpan) -> [Diagnostic] {
    var complaints: [Diagnostic] = []
    if parser.recordStart != nil {
      complaints.append(.onlyInFiles("records of several lines", at: span))
    }
    if parser.columns.contains(where: { $0.type.needsYear }) {
      complaints.append(.onlyInFiles("times without a year", at: span))
    }
    return complaints
  }
}

extension Diagnostic {
  fileprivate static func filesAndTable(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "'path' and 'data' both say where the lines are",
      at: span,
      hint: "keep one of them"
    )
  }

  fileprivate static func ofTables(_ key: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "'\(key)' is for lines of a table",
      at: span,
      hint: "name the table: 'data: LABEL'"
    )
  }

  fileprivate static func ofFiles(_ key: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "'\(key)' divides files, and the lines are in a table",
      at: span,
      hint: "leave it out, or give the files by 'path'"
    )
  }

  fileprivate static func noLines(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "directive 'parse' needs to know where the lines are",
      at: span,
      hint: "add 'path: logs/*.log', or 'data: LABEL' for a table of lines"
    )
  }

  fileprivate static func onlyInFiles(_ what: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "only-in-files",
      "\(what) can be parsed in files only, not in a table's column",
      at: span
    )
  }
}
