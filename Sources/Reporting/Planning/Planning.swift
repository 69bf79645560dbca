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
  var folder: String
  /// The earlier runs of the template.
  let past: PastRuns
  /// The engines that queries may run on.
  var engines: EngineChoice
  /// Whether the directive is shown once for each turn of a loop: it can then have no step.
  var isInLoop = false
  var diagnostics: [Diagnostic] = []
  /// The files on S3, which nobody asks before a step reads them.
  var objects = S3Files()

  /// Drops complaints that an option is missing where it was given under a misspelled name.
  mutating func forgiveMisspelled(since count: Int) {
    let meant = diagnostics[count...].filter { $0.code == "unknown-option" }.compactMap(\.hint)
    diagnostics =
      diagnostics[..<count]
      + diagnostics[count...].filter { complaint in
        complaint.code != "missing-option"
          || !meant.contains { complaint.message.hasSuffix("the option '\($0.suggestion)'") }
      }
  }

  /// The engine of a query, which may name one itself; nil for the embedded one.
  mutating func engine(_ named: Spanned<String>?) -> String? {
    guard let named else { return engines.name }
    return engines.step(named, &diagnostics)
  }

  /// A query with its parameters put in.
  struct PlannedSQL: Sendable {
    let rendered: RenderedSQL
    /// The objects it reads by itself, only in a directive that may.
    var files: [InputFiles] = []
    /// The text without a last semicolon.
    let statement: String
  }

  /// The SQL body of a directive; nil, with a complaint, when it cannot be one query.
  ///
  /// `engine`: the engine it is for; nil is the embedded one.
  mutating func sql(of source: DirectiveSource, for engine: String? = nil) -> PlannedSQL? {
    guard let body = source.directive.sql else {
      diagnostics.append(.emptySQL(at: source.directive.span))
      return nil
    }
    let readsObjects = engines.readsObjects(engine)
    return sql(body, of: source.directive.span, for: engine, readsObjects: readsObjects)
  }

  /// A query with its parameters put in; `place` is where an empty one is shown.
  mutating func sql(
    _ body: Interpolation,
    of place: SourceSpan? = nil,
    for engine: String? = nil,
    readsObjects: Bool = false
  ) -> PlannedSQL? {
    guard values(of: body) else { return nil }
    do throws(Diagnostic) {
      let rendered = try RenderedSQL(body, in: scope, for: engines.dialect(of: engine))
      let objects = readsObjects ? try rendered.objects() : []
      let statement = rendered.singleStatement(
        at: place ?? body.span,
        readsObjects: readsObjects,
        engine: engine,
        &diagnostics
      )
      guard let statement else { return nil }
      let files = objects.map {
        InputFiles($0.value, in: "", at: $0.span, remote: S3Files(areTables: true))
      }
      return PlannedSQL(rendered: rendered, files: files, statement: statement)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// Whether every expression of a query has a value before the run; complaints when not.
  mutating func values(of body: Interpolation) -> Bool {
    let before = diagnostics.count
    for case .expression(let expression) in body.parts {
      let unknown = expression.references.filter { scope.value(of: $0.value) == nil }
      diagnostics += unknown.map { .onlyParameters($0, known: scope.names) }
      guard unknown.isEmpty else { continue }
      do throws(Diagnostic) { _ = try expression.evaluate(in: scope) } catch {
        diagnostics.append(error)
      }
    }
    return diagnostics.count == before
  }

  /// The tables a query reads, with their places.
  func tables(in sql: RenderedSQL) -> [Spanned<String>] {
    TableReferences.of(sql.text).filter { !$0.isBuiltIn }
      .map { Spanned($0.name, at: sql.span(of: $0.range)) }
  }

  /// The files that a path or pattern of the template means.
  ///
  /// Relative ones start from the template's folder, unless they begin with the value of a `path`
  /// parameter, which starts from where it was given: the command line's folder for `-P`.
  func files(_ path: Spanned<String>) -> InputFiles {
    if S3Files.mean(path.value) {
      return InputFiles(path.value, in: "", at: path.span, remote: objects)
    }
    return InputFiles(path.value, in: scope.folder(of: path.value) ?? folder, at: path.span)
  }

  /// Where a file that a directive writes lies: relative paths start where those of `files` do.
  func outputPath(_ path: String) -> String {
    let base = scope.folder(of: path) ?? folder
    return path.hasPrefix("/") || base == "." ? path : "\(base)/\(path)"
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
  /// `path` parameters: their values, and the folder each starts from.
  let paths: [(written: String, folder: String)]

  var names: [String] { ["params"] }

  func value(of name: String) -> Value? { name == "params" ? .record(parameters) : nil }

  /// The folder that a path beginning with the value of a `path` parameter starts from.
  func folder(of written: String) -> String? {
    paths.first { written == $0.written || written.hasPrefix($0.written + "/") }?.folder
  }
}

extension String {
  /// The name in a hint "did you mean 'name'?".
  fileprivate var suggestion: Substring {
    split(separator: "'", omittingEmptySubsequences: false).dropFirst().first ?? ""
  }
}
