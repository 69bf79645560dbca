import Diagnostics
import Expressions
import Options
import Pipeline
import Tables
import Templates

/// What directives are decoded with: the parameters, the folder, and the list of complaints.
struct Planning {
  /// The parameters by name: what `{{ params.… }}` means while a report is planned.
  let scope: PlanScope
  /// The folder of the template, which relative paths start from.
  let folder: String
  var diagnostics: [Diagnostic] = []

  /// A query with its parameters put in.
  struct PlannedSQL: Sendable {
    let rendered: RenderedSQL
    /// The text without a last semicolon.
    let statement: String
  }

  /// The SQL body of a directive; nil, with a complaint, when it cannot be one query.
  mutating func sql(of source: DirectiveSource) -> PlannedSQL? {
    guard let body = source.directive.sql else {
      diagnostics.append(.emptySQL(at: source.directive.span))
      return nil
    }
    return sql(body)
  }

  /// SQL that stands in an option.
  mutating func sql(verbatim text: Spanned<String>) -> PlannedSQL? {
    sql(Interpolation(parts: [.text(text)], span: text.span))
  }

  private mutating func sql(_ body: Interpolation) -> PlannedSQL? {
    for reference in body.references where scope.value(of: reference.value) == nil {
      diagnostics.append(.onlyParameters(reference, known: scope.names))
      return nil
    }
    do throws(Diagnostic) {
      let rendered = try RenderedSQL(body, in: scope)
      guard let statement = rendered.singleStatement(&diagnostics) else { return nil }
      return PlannedSQL(rendered: rendered, statement: statement)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// The tables a query reads, with their places.
  func tables(in sql: RenderedSQL) -> [Spanned<String>] {
    TableReferences.of(sql.text).filter { !$0.isBuiltIn }
      .map { Spanned($0.name, at: sql.span(of: $0.range)) }
  }

  func reads(_ depends: [Spanned<String>]) -> [Spanned<String>] { depends }

  /// A path of the template as a path of this process.
  ///
  /// Absolute paths stay; others start from the template's folder, unless a `path` parameter given
  /// on the command line has already been made absolute.
  func path(_ written: String) -> String {
    if written.hasPrefix("/") { return written }
    if let absolute = scope.absolutePath(for: written) { return absolute }
    return folder.isEmpty || folder == "." ? written : "\(folder)/\(written)"
  }
}

extension TableReference {
  /// Tables that every engine has of itself.
  var isBuiltIn: Bool {
    let first = path[0].lowercased()
    return path.count > 1 && ["information_schema", "pg_catalog", "main", "system"].contains(first)
      || first.hasPrefix("duckdb_") || first.hasPrefix("pragma_")
  }
}

/// The names an expression can read while a report is planned: its parameters.
struct PlanScope: Scope {
  let parameters: Record
  /// `path` parameters: as written in the report, and as a path of this process.
  let paths: [(written: String, absolute: String)]

  var names: [String] { ["params"] }

  func value(of name: String) -> Value? { name == "params" ? .record(parameters) : nil }

  /// A path that begins with the value of a `path` parameter, made absolute.
  func absolutePath(for written: String) -> String? {
    for path in paths where written == path.written || written.hasPrefix(path.written + "/") {
      return path.absolute + written.dropFirst(path.written.count)
    }
    return nil
  }
}
