import Diagnostics
import Files
import Pipeline
import Synchronization

/// Renders the templates of folders side by side, and a page that lists and searches the reports.
public enum ReportBuild {
  /// Makes all reports and the index page.
  ///
  /// The reports share one engine and the store: a step that several need runs once. A report that
  /// fails stops no other. When the task is cancelled, finished reports stay as they are and the index
  /// page is not written.
  ///
  /// - Parameters:
  ///   - sources: Folders and templates.
  ///   - options: How to render, and what makes several reports of one template.
  ///   - onEvent: Called from several tasks at once; must not block for long.
  /// - Returns: What came of all; that of single reports is told by events.
  public static func run(
    _ sources: [String],
    _ options: BuildOptions,
    onEvent: @escaping @Sendable (BuildEvent) -> Void = { _ in }
  ) async -> BuildOutcome {
    let clock = RunClock()
    let plan = await BuildPlan(sources, options)
    guard !plan.isBroken else {
      return BuildOutcome(
        diagnostics: plan.diagnostics,
        indexPath: nil,
        summary: "\(plan.diagnostics.counts), nothing built",
        exitCode: 1
      )
    }
    onEvent(.planned(plan.reports.map(\.name)))
    let engine = EngineOpening(options.render)
    defer { engine.finish() }
    let made = await render(plan.reports, options, engine, onEvent)
    var diagnostics = plan.diagnostics
    var codes = Set(made.compactMap(\.?.exitCode))
    if Task.isCancelled { codes.insert(130) }
    if diagnostics.hasErrors { codes.insert(1) }
    if options.render.isStrict, diagnostics.contains(where: { $0.severity == .warning }) {
      codes.insert(1)
    }
    var indexPath: String?
    if !Task.isCancelled {
      let entries = zip(plan.reports, made).compactMap { report, made in
        made.map { IndexEntry(report: report, summary: $0.summary) }
      }
      let path = ReportPlace.path(of: "index.html", in: options.render.outputFolder)
      do throws(Diagnostic) {
        let place = try ReportPlace(path, stateFolder: options.render.stateFolder)
        try OutputFile.write(IndexPage(entries).html(), to: place.file)
        try await place.send()
        indexPath = path
      } catch {
        diagnostics.append(error)
        codes.insert(1)
      }
    }
    return BuildOutcome(
      diagnostics: Diagnostic.inReadingOrder(diagnostics),
      indexPath: indexPath,
      summary: summary(made.compactMap(\.?.summary), of: plan.reports.count, clock),
      exitCode: BuildOutcome.worst(codes)
    )
  }

  /// A report that has ended, with what the index page needs of it.
  private struct Made: Sendable {
    let exitCode: Int32
    let summary: ReportSummary

    func sharing(_ pool: inout Set<String>) -> Made {
      Made(exitCode: exitCode, summary: summary.sharing(&pool))
    }
  }

  /// Renders as many at a time as the options say; nil for those that a cancellation kept from it.
  private static func render(
    _ reports: [PlannedReport],
    _ options: BuildOptions,
    _ engine: EngineOpening,
    _ onEvent: @escaping @Sendable (BuildEvent) -> Void
  ) async -> [Made?] {
    var pool: Set<String> = []
    let jobs = max(1, options.jobs ?? max(2, Runner.processorCount))
    var made = [Made?](repeating: nil, count: reports.count)
    await withTaskGroup(of: (Int, Made?).self) { group in
      var next = reports.indices.makeIterator()
      var running = 0
      while true {
        while running < jobs, !Task.isCancelled, let index = next.next() {
          running += 1
          group.addTask { (index, await render(reports[index], options, engine, onEvent)) }
        }
        guard let (index, result) = await group.next() else { break }
        running -= 1
        made[index] = result.map { $0.sharing(&pool) }
      }
    }
    return made
  }

  private static func render(
    _ report: PlannedReport,
    _ options: BuildOptions,
    _ engine: EngineOpening,
    _ onEvent: @escaping @Sendable (BuildEvent) -> Void
  ) async -> Made? {
    var own = options.render
    own.parameters = report.arguments
    own.parametersFile = nil
    own.format = .html
    own.outputFile = ReportPlace.path(of: report.file, in: own.outputFolder)
    onEvent(.began(report.name))
    let summary = Mutex<ReportSummary?>(nil)
    let outcome = await Report.render(
      report.template,
      own,
      engine: EngineOpening(apartFrom: engine),
      onDocument: { document, record in
        let made = ReportSummary(document, record)
        summary.withLock { $0 = made }
      },
      onEvent: { onEvent(.report(report.name, $0)) }
    )
    onEvent(.report(report.name, .ended(template: report.template, outcome)))
    guard outcome.exitCode != 130 else { return nil }
    return Made(
      exitCode: outcome.exitCode,
      summary: summary.withLock { $0 } ?? ReportSummary(failed: report, outcome)
    )
  }

  /// `12 reports, 1 failed, 2 with failed checks (3.201 s)`.
  private static func summary(
    _ summaries: [ReportSummary],
    of count: Int,
    _ clock: RunClock
  ) -> String {
    var parts = [counted(count, "report")]
    let failed = summaries.count { $0.state == .failed }
    let checks = summaries.count { $0.state == .failedChecks }
    if failed > 0 { parts.append("\(failed) failed") }
    if checks > 0 { parts.append("\(checks) with failed checks") }
    if summaries.count < count { parts.append("\(count - summaries.count) not made") }
    return parts.joined(separator: ", ") + " (\(Duration.seconds(clock.seconds).seconds) s)"
  }
}
