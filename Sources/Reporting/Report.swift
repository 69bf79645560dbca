public import Diagnostics
import Engines
import Files
import Foundation
import Pipeline
import Templates

/// Renders templates: the main flow of Quire, which reads like its table of contents.
public enum Report {
  /// Runs a template and writes its report.
  ///
  /// A template with mistakes is not run. A step that fails is shown in the page where its result
  /// would stand, and so are the steps that needed it; all else is finished.
  public static func render(
    _ template: String,
    _ options: RenderOptions,
    onEvent: @escaping @Sendable (RenderEvent) -> Void = { _ in }
  ) async -> RenderOutcome {
    let engine = EngineOpening(options)
    defer { engine.finish() }
    return await render(template, options, engine: engine, onEvent: onEvent)
  }

  /// Renders with an engine that is being opened already.
  ///
  /// `onDocument` is given the finished document and the run's record, once it is written.
  static func render(
    _ template: String,
    _ options: RenderOptions,
    engine: EngineOpening,
    onDocument: (Document, RunRecord) -> Void = { _, _ in },
    onEvent: @escaping @Sendable (RenderEvent) -> Void
  ) async -> RenderOutcome {
    let clock = RunClock()
    var problems: [Diagnostic] = []
    let ledger = Ledger(stateFolder: options.stateFolder)
    let plan = Plan.read(
      template,
      in: ledger,
      parameters: options.parameters,
      parametersFile: options.parametersFile,
      engine: options.engine,
      diagnostics: &problems
    )
    problems = problems.withoutRepeats
    guard let plan, !problems.hasErrors else { return .notRendered(template, problems) }
    let refresh = plan.refresh(options.refresh, &problems)
    let shared = options.sharedFolder(&problems)
    let path = options.outputPath(of: plan.name)
    let place: ReportPlace
    do throws(Diagnostic) {
      place = try ReportPlace(path, stateFolder: options.stateFolder)
      try await place.reach()
    } catch {
      return .notRendered(template, problems + [error])
    }
    if plan.sources.contains(where: place.isSame) { problems.append(.overwritesSource(path)) }
    guard !problems.hasErrors else { return .notRendered(template, problems) }

    let runner = Runner(
      plan.graph,
      template: template,
      engine: engine.source,
      engines: plan.engines.engines,
      store: Store(folder: "\(options.stateFolder)/store"),
      shared: shared,
      refresh: refresh,
      reuses: options.reuses
    )
    let result = await runner.run { event in
      onEvent(.pipeline(event))
      if case .planned = event { onEvent(.outlined(plan.outline)) }
    }
    problems += result.allDiagnostics
    guard !Task.isCancelled else {
      return RenderOutcome(diagnostics: problems, summary: "interrupted", exitCode: 130)
    }

    // The machine is at fault, not the template: the last report is better than a page of errors.
    guard !problems.contains(where: \.isOfMachine) else {
      return RenderOutcome(diagnostics: problems, explanation: result.explanation, exitCode: 1)
    }
    if result.steps.flatMap(\.files).contains(where: { place.isSame(as: $0.path) }) {
      return .notRendered(template, problems + [.overwritesSource(path)])
    }
    onEvent(.writing(path))
    let document: Document
    do throws(Diagnostic) {
      let results = try await PageResults(plan, result, format: options.format)
      let runs = try await PageRuns.of(plan, result, in: ledger, engine)
      document = Document(plan, results, runs)
      problems += document.diagnostics
      problems += try document.write(as: options.format, to: place.file)
      try await place.send()
    } catch {
      guard !Task.isCancelled else {
        return RenderOutcome(diagnostics: problems, summary: "interrupted", exitCode: 130)
      }
      return RenderOutcome(
        diagnostics: problems + [error],
        explanation: result.explanation,
        exitCode: 1
      )
    }
    let record = RunRecord(plan, result, document, clock, output: path, problems: problems)
    problems += ledger.remember(record, page: place.file, PageParts(document), result)
    onDocument(document, record)
    return RenderOutcome(
      diagnostics: problems,
      outputPath: path,
      explanation: result.explanation,
      brokenChecks: record.checks.compactMap(\.complaint),
      run: record,
      summary: record.summary,
      exitCode: exitCode(problems, document, isStrict: options.isStrict)
    )
  }

  /// Everything that is wrong with a template, found without running it.
  ///
  /// Queries are bound to the columns of their tables, which are read from the first rows of the
  /// files, so that a misspelled column is found in SQL, charts, tables and prose. No other engine than
  /// the embedded one is opened: of queries for another one only what both understand alike is checked.
  public static func check(
    _ template: String,
    parameters: [String] = [],
    parametersFile: String? = nil,
    engine: String? = nil
  ) async -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let plan = Plan.read(
      template,
      parameters: parameters,
      parametersFile: parametersFile,
      engine: engine,
      diagnostics: &problems
    )
    guard let plan else { return problems }
    let binding = await ColumnBinding.of(plan)
    problems += plan.check(against: binding.schemas) + binding.diagnostics
    problems.removeAll { plan.parameters.explains($0) }
    return Diagnostic.inReadingOrder(problems.withoutRepeats)
  }

  /// The engines beside the embedded one that a template need not describe.
  public static var engineNames: [String] { EngineKinds.wellKnown }

  static func exitCode(
    _ problems: [Diagnostic],
    _ document: Document,
    isStrict: Bool
  ) -> Int32 {
    if problems.hasErrors || isStrict && problems.contains(where: { $0.severity == .warning }) {
      return 1
    }
    if document.checks.contains(where: { $0.outcomes.contains(where: \.isFailure) }) { return 2 }
    let hasWarning = document.checks.contains { $0.outcomes.contains(where: \.isBroken) }
    return isStrict && hasWarning ? 1 : 0
  }
}

extension Diagnostic {
  /// Whether it tells of a full disk, a store that cannot be used or an engine that is missing.
  var isOfMachine: Bool { ["store-failed", "engine-unavailable"].contains(code) }
}

extension [Diagnostic] {
  var hasErrors: Bool { contains { $0.severity == .error } }

  /// Each once; of two about the same name at the same place the first, which knows more.
  var withoutRepeats: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    var named: [String: Set<SourceSpan>] = [:]
    return filter { diagnostic in
      guard seen.insert(diagnostic).inserted else { return false }
      guard diagnostic.code.hasPrefix("unknown-"), let span = diagnostic.span else { return true }
      return named[diagnostic.code, default: []].insert(span).inserted
    }
  }
}

extension RunResult {
  /// A line for each step: its id, what became of it and why.
  var explanation: String {
    let width = steps.map(\.id.count).max() ?? 0
    return steps.map { step in
      let id = step.id + String(repeating: " ", count: width - step.id.count)
      let reason = step.reason.map { "\($0)" } ?? ""
      return switch step.state {
      case .ran: "ran      \(id)  \(reason)"
      case .cached: "kept     \(id)  \(reason)"
      case .failed: "failed   \(id)  \(reason)"
      case .skipped(let cause): "not run  \(id)  \(cause) failed"
      case .cancelled: "stopped  \(id)"
      }
    }.joined(separator: "\n")
  }
}
