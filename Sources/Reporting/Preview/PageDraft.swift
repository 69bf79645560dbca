import Diagnostics
import Files
import Foundation
import Pipeline
import Templates

/// A page that is made for a look and not kept.
struct PageDraft: Sendable {
  /// Nil when there is none: mistakes in the template, a machine that fails, or cancelled.
  var page: [UInt8]?
  /// Nil when the template cannot be read at all.
  var title: String?
  var language: Language?
  var diagnostics: [Diagnostic] = []
  var brokenChecks: [String] = []
  /// What the steps read, run or not.
  var files: Set<WatchedPath> = []
  var isCancelled = false

  /// What `Report.render` does, up to the page's bytes.
  static func make(
    _ template: String,
    _ options: RenderOptions,
    _ engine: PreviewEngine,
    _ memory: PageMemory,
    _ onEvent: @escaping @Sendable (RenderEvent) -> Void
  ) async -> PageDraft {
    var draft = PageDraft()
    let ledger = Ledger(stateFolder: options.stateFolder)
    let plan = Plan.read(
      template,
      in: ledger,
      parameters: options.parameters,
      parametersFile: options.parametersFile,
      engine: options.engine,
      diagnostics: &draft.diagnostics
    )
    draft.diagnostics = draft.diagnostics.withoutRepeats
    guard let plan else { return draft }
    draft.title = plan.titleText ?? plan.headingTitle ?? plan.name
    draft.language = plan.template.frontMatter.language
    draft.files = Set(plan.graph.steps.flatMap(\.files).map(\.watched))
    let shared = options.sharedFolder(&draft.diagnostics)
    guard !draft.diagnostics.hasErrors else { return draft }
    if plan.directives.contains(where: { $0.directive is ComparisonDirective }) {
      draft.files.insert(.folder(ledger.folder.path, levels: 1))
    }
    let opening = engine.apart()
    let runner = Runner(
      plan.graph,
      template: template,
      engine: opening.source,
      engines: plan.engines.engines,
      store: Store(folder: "\(options.stateFolder)/store"),
      shared: shared,
      // What stands in a page for a moment is nothing that a team would want to keep.
      sends: false
    )
    let result = await runner.run { onEvent(.pipeline($0)) }
    draft.diagnostics += result.allDiagnostics
    await draft.write(plan, result, ledger, opening, memory)
    if Task.isCancelled {
      draft.page = nil
      draft.isCancelled = true
    }
    return draft
  }

  private mutating func write(
    _ plan: Plan,
    _ result: RunResult,
    _ ledger: Ledger,
    _ engine: EngineOpening,
    _ memory: PageMemory
  ) async {
    guard !Task.isCancelled, !diagnostics.contains(where: \.isOfMachine) else { return }
    do throws(Diagnostic) {
      let results = try await PageResults(plan, result, format: .html, memory: memory)
      let runs = try await PageRuns.of(plan, result, in: ledger, engine)
      guard !Task.isCancelled else { return }
      let document = Document(plan, results, runs, memory: memory)
      title = document.title
      diagnostics += document.diagnostics
      guard !Task.isCancelled else { return }
      page = HTMLWriter(document).bytes(&diagnostics)
      brokenChecks = document.checks.flatMap(RunRecord.CheckRecord.of).compactMap(\.complaint)
    } catch {
      diagnostics.append(error)
    }
  }
}
