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
struct LoadDirective: Directive {
  static let name = "load"
  static let body = DirectiveBody.yaml

  let steps: [Step]

  init(_ source: DirectiveSource, planning: inout Planning) {
    var reader = OptionReader(source.options, of: source.owner)
    let common = CommonOptions(&reader)
    let options = LoadOptions(&reader)
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
    let patterns = options.paths.map { planning.path($0.value) }
    steps = [
      Step(
        id: source.id,
        kind: Self.name,
        span: source.span,
        reads: planning.reads(common.depends),
        provides: [label.value],
        identity: ["load 1"] + options.identity,
        files: zip(options.paths, patterns).map {
          InputFiles($1, shownAs: $0.value, span: $0.span, among: options.format?.extensions)
        },
        isCached: common.caches,
        work: .query { files throws(Diagnostic) in
          try options.query(files.paths)
        },
        explain: { options.explain($0, at: source.span) }
      )
    ]
  }
}
