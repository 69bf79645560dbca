import Diagnostics
import Engines
import Expressions
import Options
import Pipeline
import Tables
import Templates

/// Decodes the directives of a template, one after another.
struct Planner {
  private var planning: Planning
  private var counts: [String: Int] = [:]
  /// The files being included, the outermost first.
  private var including: [String] = []
  private var isInLoop = false
  /// The footnotes of included files.
  private(set) var notes: [Footnote] = []

  /// What Quire writes itself is in this language.
  private let language: Language
  /// The labels of the models in what was planned so far, and in what is being planned.
  private var models: [String] = []

  init(
    _ parameters: ParameterValues,
    folder: String,
    language: Language,
    past: PastRuns,
    engines: EngineChoice
  ) {
    planning = Planning(scope: parameters.scope, folder: folder, past: past, engines: engines)
    self.language = language
  }

  var diagnostics: [Diagnostic] { planning.diagnostics }

  /// The engines that the steps planned so far may run on.
  var engines: EngineChoice { planning.engines }

  /// What expressions can read while the report is planned.
  var scope: PlanScope { planning.scope }

  mutating func plan(_ pieces: [Piece]) -> [PlannedPiece] {
    models += pieces.flatMap(\.models)
    var planned: [PlannedPiece] = []
    for piece in pieces {
      switch piece {
      case .prose(let blocks): planned.append(.prose(blocks))
      case .directive(let directive): planned += plan(directive)
      case .conditional(let conditional):
        var branches: [Conditional<PlannedPiece>.Branch] = []
        for branch in possible(conditional) {
          branches.append(.init(condition: branch.condition, body: plan(branch.body)))
        }
        planned.append(.conditional(Conditional(branches: branches, span: conditional.span)))
      case .loop(let loop):
        let wasInLoop = isInLoop
        isInLoop = true
        let body = plan(loop.body)
        isInLoop = wasInLoop
        planned.append(
          .loop(
            Loop(variable: loop.variable, sequence: loop.sequence, body: body, span: loop.span)
          )
        )
      }
    }
    return planned
  }

  private mutating func plan(_ directive: Templates.Directive) -> [PlannedPiece] {
    // The parser has complained about unknown names and unreadable options.
    guard !directive.hasBrokenOptions else { return unready(directive) }
    let options = resolved(directive.options)
    if directive.name.value == Directives.includeName { return include(directive, options) }
    if directive.name.value == EvaluationOptions.name { return evaluate(directive, options) }
    guard let kind = Directives.named(directive.name.value) else { return [] }
    let source = DirectiveSource(directive: directive, options: options, id: id(of: directive))
    if let label = source.label, kind.makesNamedTable,
      ["params", "title"].contains(label.value)
    {
      planning.diagnostics.append(.reservedLabel(label))
    }
    let before = planning.diagnostics.count
    planning.isInLoop = isInLoop
    let decoded = kind.init(source, planning: &planning)
    planning.forgiveMisspelled(since: before)
    if isInLoop, !decoded.steps.isEmpty {
      planning.diagnostics.append(.stepInLoop(source))
      return []
    }
    let echo =
      options["echo"]?.isTrue == true
      ? EchoedSource(
        language: kind.body == .sql ? "sql" : "yaml",
        text: directive.body.text
      ) : nil
    return [.directive(PlannedDirective(directive: decoded, source: source, echo: echo))]
  }

  /// A directive whose options cannot be read still defines its table for those that read it.
  private mutating func unready(_ directive: Templates.Directive) -> [PlannedPiece] {
    if let sql = directive.sql { _ = planning.values(of: sql) }
    guard let label = directive.label,
      Directives.named(directive.name.value)?.makesNamedTable == true
    else { return [] }
    let source = DirectiveSource(
      directive: directive,
      options: .empty(at: directive.span),
      id: id(of: directive)
    )
    return [
      .directive(
        PlannedDirective(
          directive: UnreadyDirective(source, provides: [label.value]),
          source: source,
          echo: nil
        )
      )
    ]
  }

  /// Options with the parameters put in; what reads a table or a loop's variable waits.
  private mutating func resolved(_ options: OptionNode) -> OptionNode {
    options.resolved(in: planning.scope, diagnostics: &planning.diagnostics) { interpolation in
      interpolation.references.allSatisfy { $0.value == "params" }
    }
  }

  /// The label, or the name and a number.
  private mutating func id(of directive: Templates.Directive) -> String {
    if let label = directive.label { return label.value }
    counts[directive.name.value, default: 0] += 1
    return "\(directive.name.value)-\(counts[directive.name.value] ?? 1)"
  }
}

extension Planner {
  /// The pieces of an included file, in the place of the directive.
  private mutating func include(
    _ directive: Templates.Directive,
    _ options: OptionNode
  ) -> [PlannedPiece] {
    var reader = OptionReader(options, of: "directive 'include'")
    let path = reader.required("path").flatMap { reader.text(of: $0, "path") }
    planning.diagnostics += reader.finish()
    guard let path else { return [] }
    let from = ParameterValues.folder(of: directive.span.file.name)
    let isPlain = path.value.hasPrefix("/") || from == "."
    let name = isPlain ? path.value : "\(from)/\(path.value)"
    guard !including.contains(name), name != directive.span.file.name, including.count < 16 else {
      planning.diagnostics.append(.includeLoop(including + [name], at: path.span))
      return []
    }
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try OutputFile.read(name)
    } catch {
      planning.diagnostics.append(.cannotRead(path.value, error, at: path.span, near: name))
      return []
    }
    let (template, found) = Template.parse(
      SourceFile(name: name, bytes: bytes),
      directives: Directives.bodies
    )
    planning.diagnostics += found
    if let span = template.frontMatter.span {
      planning.diagnostics.append(.includedFrontMatter(at: span))
    }
    let outer = planning.folder
    planning.folder = ParameterValues.folder(of: name)
    including.append(name)
    defer {
      including.removeLast()
      planning.folder = outer
    }
    notes += template.footnotes
    return plan(template.body)
  }

  /// The section about a model, in the place of the directive.
  private mutating func evaluate(
    _ directive: Templates.Directive,
    _ options: OptionNode
  ) -> [PlannedPiece] {
    if isInLoop {
      planning.diagnostics.append(.evaluationInLoop(directive))
      return []
    }
    let found = EvaluationOptions(
      directive,
      options,
      id: id(of: directive),
      language: language,
      models: models,
      &planning
    )
    guard let found else { return [] }
    let (template, problems) = Template.parse(found.text.file, directives: Directives.bodies)
    planning.diagnostics += problems
    // Its queries are ours, in the dialect of the embedded engine.
    let engine = planning.engines.setAside()
    defer { planning.engines.choose(engine) }
    return [.evaluation(plan(template.body), model: found.text.model)]
  }
}

extension Piece {
  /// The labels of the models among its directives.
  fileprivate var models: [String] {
    switch self {
    case .prose: []
    case .directive(let directive):
      directive.name.value == ModelDirective.name
        ? [directive.label?.value].compactMap { $0 } : []
    case .conditional(let conditional):
      conditional.branches.flatMap(\.body).flatMap(\.models)
    case .loop(let loop): loop.body.flatMap(\.models)
    }
  }
}

extension Diagnostic {
  fileprivate static func evaluationInLoop(_ directive: Templates.Directive) -> Self {
    Diagnostic(
      .error,
      "step-in-loop",
      "an evaluation has steps of its own, which cannot be made once for each turn of a loop",
      at: directive.span,
      hint: "write one for each model"
    )
  }
}

/// Stands for a directive that cannot be decoded, so that its table is known by name.
private struct UnreadyDirective: Directive {
  static let name = ""
  static let body = BodyKind.yaml
  let steps: [Step]

  init(_ source: DirectiveSource, provides: [String]) {
    steps = [.unready(source, provides: provides)]
  }

  init(_ source: DirectiveSource, planning: inout Planning) {
    self.init(source, provides: [])
  }
}

extension Step {
  /// A step that is never run, because its directive has mistakes.
  static func unready(_ source: DirectiveSource, provides: [String]) -> Step {
    Step(
      id: source.id,
      kind: source.directive.name.value,
      span: source.span,
      provides: provides,
      identity: [],
      work: .query { _ in "" },
      explain: { Diagnostic(.error, "unready", $0.message, at: source.span) }
    )
  }
}

extension OptionNode {
  var isTrue: Bool {
    if case .value(.bool(true)) = content { true } else { false }
  }

  /// A scalar's text when nothing in it waits for a table.
  func plainText(in scope: PlanScope) -> String? {
    var ignored: [Diagnostic] = []
    let resolved = resolved(in: scope, diagnostics: &ignored) { interpolation in
      interpolation.references.allSatisfy { $0.value == "params" }
    }
    guard case .value(let value) = resolved.content else { return nil }
    return value.displayText
  }
}
