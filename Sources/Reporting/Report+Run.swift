import Diagnostics
import Pipeline
import Templates

/// Which steps of a template are run without writing its report.
public struct RunOptions: Sendable {
  /// The parameters, the store and the engine's limits; what concerns the page is not looked at.
  public var render: RenderOptions
  /// Labels of the steps to run; empty is all.
  public var labels: [String]
  /// The only one of the step's shards to run, counted from 1, and how many there are.
  public var shard: (number: Int, count: Int)?

  public init(
    _ render: RenderOptions,
    labels: [String] = [],
    shard: (number: Int, count: Int)? = nil
  ) {
    self.render = render
    self.labels = labels
    self.shard = shard
  }
}

extension Report {
  /// The exit code that says that every step named had its result in the store.
  public static let nothingToDo: Int32 = 99

  /// Runs steps of a template, and what they need that the store has not, without writing a report.
  ///
  /// Results of steps that are not named are taken from the store even when they run every time
  /// (`cache: false`): whoever names one step after the other has run them before. The ledger remembers
  /// reports, and so is not touched.
  ///
  /// - Parameters:
  ///   - template: The template's path.
  ///   - options: Which steps, and what `render` would take.
  ///   - onEvent: As `render` tells it.
  /// - Returns: `exitCode` 0 when a step ran, 1 for a mistake or a failed step, 2 for a failed check, 99 when every step
  ///   named had its result in the store, 130 when it was cancelled.
  public static func run(
    _ template: String,
    _ options: RunOptions,
    onEvent: @escaping @Sendable (RenderEvent) -> Void = { _ in }
  ) async -> RenderOutcome {
    let engine = EngineOpening(options.render)
    defer { engine.finish() }
    let clock = RunClock()
    var problems: [Diagnostic] = []
    let plan = Plan.read(
      template,
      in: Ledger(stateFolder: options.render.stateFolder),
      parameters: options.render.parameters,
      parametersFile: options.render.parametersFile,
      engine: options.render.engine,
      diagnostics: &problems
    )
    problems = problems.withoutRepeats
    guard let plan, !problems.hasErrors else { return .notRun(template, problems) }
    let named = plan.named(options, &problems)
    let refresh = plan.refresh(options.render.refresh, &problems)
    let shared = options.render.sharedFolder(&problems)
    guard !problems.hasErrors else { return .notRun(template, problems) }
    if !options.labels.isEmpty, named.isEmpty {
      let labels = options.labels.map { "'\($0)'" }.joined(separator: ", ")
      let isThere = options.labels.allSatisfy { label in
        plan.directives.contains { $0.source.id == label }
      }
      return RenderOutcome(
        diagnostics: problems,
        summary: isThere
          ? "nothing to do: \(labels) only shows what other steps make"
          : "nothing to do: with these parameters the template does not run \(labels)",
        exitCode: nothingToDo
      )
    }
    let isPart = !options.labels.isEmpty
    let runner = Runner(
      plan.graph,
      template: template,
      engine: engine.source,
      engines: plan.engines.engines,
      store: Store(folder: "\(options.render.stateFolder)/store"),
      shared: shared,
      refresh: refresh,
      only: isPart ? named : nil,
      reuses: isPart
    )
    let result = await runner.run { event in
      onEvent(.pipeline(event))
      if case .planned(let ids) = event {
        onEvent(.outlined(plan.outline.filter { ids.contains($0.id) }))
      }
    }
    problems += result.allDiagnostics
    guard !Task.isCancelled else {
      return RenderOutcome(diagnostics: problems, summary: "interrupted", exitCode: 130)
    }
    let checks =
      isPart
      ? plan.with(checks: { $0.steps.contains { named.contains($0.id) } }) : plan.with { _ in true }
    let document: Document
    do throws(Diagnostic) {
      document = Document(checks, try await PageResults(checks, result, format: .html))
    } catch {
      return RenderOutcome(
        diagnostics: problems + [error],
        explanation: result.explanation,
        exitCode: 1
      )
    }
    let record = RunRecord(plan, result, document, clock, output: "", problems: problems)
    return RenderOutcome(
      diagnostics: problems,
      explanation: result.explanation,
      brokenChecks: record.checks.compactMap(\.complaint),
      summary: record.summary,
      exitCode: exitCode(
        problems,
        document,
        isIdle: isPart && named.allSatisfy { result[$0]?.state == .cached },
        isStrict: options.render.isStrict
      )
    )
  }

  private static func exitCode(
    _ problems: [Diagnostic],
    _ document: Document,
    isIdle: Bool,
    isStrict: Bool
  ) -> Int32 {
    let code = exitCode(problems, document, isStrict: isStrict)
    return code == 0 && isIdle ? nothingToDo : code
  }
}

extension RenderOutcome {
  fileprivate static func notRun(_ template: String, _ diagnostics: [Diagnostic]) -> Self {
    RenderOutcome(
      diagnostics: diagnostics,
      summary: "\(template): \(diagnostics.counts), not run",
      exitCode: 1
    )
  }
}

extension Plan {
  /// The steps of the directive of that label, or the one step of that name or that makes that table.
  func steps(of label: String) -> [Step] {
    let own = directives.first { $0.source.id == label }?.directive.steps ?? []
    if !own.isEmpty { return own.compactMap { graph[$0.id] } }
    return (graph[label] ?? graph.step(providing: label)).map { [$0] } ?? []
  }

  /// The steps that options name; those of a branch that the parameters leave out are none.
  fileprivate func named(_ options: RunOptions, _ diagnostics: inout [Diagnostic]) -> Set<String> {
    var named: Set<String> = []
    for label in options.labels {
      let steps = steps(of: label)
      named.formUnion(steps.map(\.id))
      if steps.isEmpty, !template.labels.contains(label) {
        let known = directives.filter { !$0.directive.steps.isEmpty }.map(\.source.id)
        diagnostics.append(.unknownStep(label, of: "--step", known: known))
      }
    }
    guard let shard = options.shard, let label = options.labels.first, !named.isEmpty else {
      return named
    }
    let all = named.compactMap(Shards.parse)
    guard !all.isEmpty else {
      diagnostics.append(.notDivided(label, shard))
      return []
    }
    guard shard.count == all.count else {
      diagnostics.append(.otherShards(label, shard, count: all.count))
      return []
    }
    return named.filter { Shards.parse($0)?.number == shard.number }
  }

  /// The same template with nothing in it but some of its checks.
  fileprivate func with(checks isWanted: (CheckDirective) -> Bool) -> Plan {
    Plan(
      template: template,
      parameters: parameters,
      pieces: directives.filter { ($0.directive as? CheckDirective).map(isWanted) ?? false }
        .map { .directive($0) },
      footnotes: [],
      graph: graph,
      titleText: titleText,
      engines: engines,
      otherBodies: otherBodies
    )
  }
}

extension Template {
  /// The labels of all directives, whatever surrounds them.
  fileprivate var labels: Set<String> { Set(body.flatMap(\.labels)) }
}

extension Piece {
  fileprivate var labels: [String] {
    switch self {
    case .prose: []
    case .directive(let directive): directive.label.map { [$0.value] } ?? []
    case .conditional(let conditional): conditional.branches.flatMap(\.body).flatMap(\.labels)
    case .loop(let loop): loop.body.flatMap(\.labels)
    }
  }
}

extension Diagnostic {
  fileprivate static func notDivided(_ label: String, _ shard: (number: Int, count: Int)) -> Self {
    Diagnostic(
      .error,
      "no-shards",
      "the step '\(label)' is not divided",
      at: SourceFile(name: "--shard", text: "\(shard.number)/\(shard.count)").whole,
      hint: "add 'shards: \(shard.count)' to its directive (generate, or parse of files)"
    )
  }

  fileprivate static func otherShards(
    _ label: String,
    _ shard: (number: Int, count: Int),
    count: Int
  ) -> Self {
    Diagnostic(
      .error,
      "no-shards",
      "the step '\(label)' has \(count) shards, not \(shard.count)",
      at: SourceFile(name: "--shard", text: "\(shard.number)/\(shard.count)").whole,
      hint: "the number stands in its directive: 'shards: \(count)'"
    )
  }
}

extension SourceFile {
  /// All of it, for complaints about options of the command line.
  var whole: SourceSpan { span(0..<bytes.count) }
}
