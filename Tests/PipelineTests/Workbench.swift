import Diagnostics
import Engines
import Foundation
import Synchronization
import Tables

@testable import Pipeline

/// A temporary folder with a store in it, and short ways to make steps and run them.
final class Workbench: Sendable {
  let folder: String
  let engine: EngineSource

  init(engine: EngineSource? = nil) throws {
    folder = NSTemporaryDirectory() + "quire-pipeline-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    self.engine = engine ?? EngineSource(library: nil) { try Engine.duckDB() }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var store: Store { Store(folder: folder + "/store") }

  func path(_ name: String) -> String { folder + "/" + name }

  /// Writes a file; `ageSeconds` sets its times back, so that stamps count as settled by content.
  func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: url, atomically: false, encoding: .utf8)
  }

  func names(in name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
  }

  func graph(_ steps: [Step]) throws -> Graph {
    var diagnostics: [Diagnostic] = []
    let graph = Graph(steps, diagnostics: &diagnostics)
    if let first = diagnostics.first { throw first }
    return graph
  }

  func runner(
    _ steps: [Step],
    refresh: Runner.Refresh = .none,
    parallelism: Int? = nil
  ) throws -> Runner {
    Runner(
      try graph(steps),
      template: "report.md",
      engine: engine,
      store: store,
      refresh: refresh,
      parallelism: parallelism
    )
  }

  func run(_ steps: [Step], refresh: Runner.Refresh = .none) async throws -> RunResult {
    await (try runner(steps, refresh: refresh)).run()
  }

  /// A step that reads CSV files.
  func load(_ id: String, _ pattern: String) -> Step {
    Step(
      id: id,
      kind: "load",
      span: Workbench.span(id),
      provides: [id],
      identity: [KeyPart("directive", "load 1")],
      files: [InputFiles(pattern, in: folder, at: Workbench.span(pattern))],
      work: .query { files in
        let paths = files.paths().map { SQL.literal(.string($0)) }.joined(separator: ", ")
        return "SELECT * FROM read_csv([\(paths)])"
      },
      explain: Workbench.explain
    )
  }

  static func explain(_ error: EngineError) -> Diagnostic {
    Diagnostic(.error, "sql-\(error.kind.rawValue)", error.message, at: nil)
  }

  /// A place in a file whose text is the given one.
  static func span(_ text: String) -> SourceSpan {
    let file = SourceFile(name: "report.md", text: text)
    return file.span(0..<text.utf8.count)
  }
}

/// A step that runs a statement.
func sql(_ id: String, _ text: String, reads: [String] = [], after: [String] = []) -> Step {
  Step(
    id: id,
    kind: "sql",
    span: Workbench.span(id),
    reads: reads.map { Spanned($0, at: Workbench.span($0)) },
    after: after.map { Spanned($0, at: Workbench.span($0)) },
    provides: [id],
    identity: [KeyPart("directive", "sql 1"), KeyPart("SQL", text)],
    work: .query { _ in text },
    explain: Workbench.explain
  )
}

/// A step with work of its own.
func produce(
  _ id: String,
  provides: [String],
  reads: [String] = [],
  identity: [KeyPart] = [],
  files: [InputFiles] = [],
  isCached: Bool = true,
  _ work: @escaping @Sendable (StepContext) async throws -> Void
) -> Step {
  Step(
    id: id,
    kind: "produce",
    span: Workbench.span(id),
    reads: reads.map { Spanned($0, at: Workbench.span($0)) },
    provides: provides,
    identity: identity,
    files: files,
    isCached: isCached,
    work: .produce(work),
    explain: Workbench.explain
  )
}

/// A batch of one column of integers.
func numbers(_ range: Range<Int64>, named name: String = "n") throws -> Batch {
  let column = try Column(.int64, range.map { .int($0) })
  return Batch(
    schema: Schema([Field(name, .int64)]),
    columns: [column],
    rowCount: range.count
  )
}

/// Collects events from several tasks.
final class EventLog: Sendable {
  private let events = Mutex<[Event]>([])

  func add(_ event: Event) { events.withLock { $0.append(event) } }

  /// One line for each event, as the tests compare them.
  var lines: [String] {
    events.withLock(\.self).map { event in
      switch event {
      case .planned(let ids): "planned \(ids.joined(separator: " "))"
      case .started(let id, let reason): "started \(id): \(reason)"
      case .waiting(let id): "waiting \(id)"
      case .progress(let id, let rowCount): "progress \(id) \(rowCount)"
      case .working(let id, let done, let total): "working \(id) \(done)/\(total)"
      case .finished(let result): "finished \(result.id): \(word(result.state))"
      }
    }
  }
}

func word(_ state: StepResult.State) -> String {
  switch state {
  case .ran: "ran"
  case .cached: "cached"
  case .failed(let diagnostics): "failed [\(diagnostics.map(\.code).joined(separator: " "))]"
  case .skipped(let root): "skipped because of \(root)"
  case .cancelled: "cancelled"
  }
}

/// `load cached: nothing changed`, for each step.
func summary(_ result: RunResult) -> [String] {
  result.steps.map { step in
    "\(step.id) \(word(step.state))" + (step.reason.map { ": \($0)" } ?? "")
  }
}
