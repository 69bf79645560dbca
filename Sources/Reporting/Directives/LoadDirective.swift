import Diagnostics
import Engines
import Options
import Pipeline
import Tables
import Templates

/// `load`: files become a table.
///
///     ```{load students}
///     path: "{{ params.data }}/students*.csv"
///     types: {register_date: date}
///     rename: {no_prizes: prizes}
///     ```
///
/// `path: s3://bucket/study/dt=*/*.parquet` reads objects; where a prefix has a `_manifest.json`, the path of
/// the prefix reads exactly what that lists.
///
/// With `from: postgresql` or `from: mysql` the rows come from a database: see `DatabaseLoad`.
struct LoadDirective: Directive {
  static let name = "load"
  static let body = BodyKind.yaml

  let steps: [Step]
  private let options: LoadOptions?

  init(_ source: DirectiveSource, planning: inout Planning) {
    if source.options["from"] != nil {
      (steps, options) = (Self.databaseSteps(source, &planning), nil)
      return
    }
    var reader = OptionReader(source.options, of: source.owner)
    let common = SharedOptions(&reader, .step)
    let options = LoadOptions(&reader)
    self.options = options
    planning.diagnostics += reader.finish()
    guard let label = source.label else {
      planning.diagnostics.append(.labelMissing(source))
      steps = []
      return
    }
    guard let options else {
      // The table is known by name all the same, so that its readers are not blamed.
      steps = [.unready(source, provides: [label.value])]
      return
    }
    steps = [
      Step(
        id: source.id,
        kind: Self.name,
        span: source.span,
        after: common.depends,
        provides: [label.value],
        identity: options.identity,
        files: options.paths.map { planning.files($0) },
        isCached: common.caches,
        work: .query(
          { files throws(Diagnostic) in try options.query(files.groups.flatMap { $0.map(\.path) })
          },
          hasWideIntegers: false
        ),
        explain: { options.explain($0, at: source.span) }
      )
    ]
  }

  private static func databaseSteps(
    _ source: DirectiveSource,
    _ planning: inout Planning
  ) -> [Step] {
    guard let label = source.label else {
      planning.diagnostics.append(.labelMissing(source))
      return []
    }
    guard let load = DatabaseLoad(source, &planning) else {
      return [.unready(source, provides: [label.value])]
    }
    return [load.step(source, label.value)]
  }

  /// The step without types, renames and chosen columns: what the files hold as they are.
  func plain(_ step: Step) -> Step {
    var plain = step
    guard let options else { return plain }
    plain.work = .query { files throws(Diagnostic) in
      try options.plainQuery(files.groups.flatMap { $0.map(\.path) })
    }
    return plain
  }

  /// Complaints about columns that the files do not have.
  func missingColumns(in schema: Schema) -> [Diagnostic] {
    options?.missingColumns(in: schema) ?? []
  }
}
