import Diagnostics
import Foundation
import Pipeline
import Templates

/// A task of a DAG: a directive's steps, or its shards.
struct AirflowTask: Sendable {
  /// What `quire run --step` is given.
  let step: String
  let kind: String
  let id: String
  /// More than one: a task for each shard.
  var shardCount = 1
  /// What a reader is shown instead of the id.
  var title: String { shardCount > 1 ? "\(step), shards" : step }
  /// The ids of the tasks that must be done before, in their order.
  var needs: [String] = []
  /// Markdown.
  var documentation: String
}

/// The tasks of a template, in running order.
///
/// What only the page needs, the data of charts and the section about a model, is left to the task of the report.
struct AirflowTasks: Sendable {
  private(set) var all: [AirflowTask] = []
  /// The id of the task that renders the report.
  let report: String

  init(_ plan: Plan) {
    let planned = Self.ordered(plan)
    let kinds = Set(planned.map { type(of: $0.directive).name })
    report = "render_report"
    var names = TaskNames(reserved: Set(kinds.map(Self.group) + [report]))
    let ids = names.ids(of: planned.map(\.source.id))
    let shards = planned.map { $0.directive.steps.count { Shards.parse($0.id) != nil } }
    let divided = planned.indices.filter { shards[$0] > 0 }
    let shardIDs = names.ids(of: divided.map { "\(ids[$0])_shards" })
    let shardsOf = Dictionary(uniqueKeysWithValues: zip(divided, shardIDs))

    var taskOfStep: [String: String] = [:]
    for (index, directive) in planned.enumerated() {
      for step in directive.directive.steps {
        let isShard = Shards.parse(step.id) != nil
        taskOfStep[step.id] = isShard ? shardsOf[index] : ids[index]
      }
    }
    let prose = ProseBefore(plan)
    for (index, directive) in planned.enumerated() {
      let steps = directive.directive.steps.map(\.id)
      let kind = type(of: directive.directive).name
      var task = AirflowTask(
        step: directive.source.id,
        kind: kind,
        id: ids[index],
        documentation: prose.text(of: directive)
      )
      if let id = shardsOf[index] {
        let pieces = steps.filter { Shards.parse($0) != nil }
        var mapped = AirflowTask(
          step: task.step,
          kind: kind,
          id: id,
          shardCount: shards[index],
          documentation: "The shards of `\(task.step)`."
        )
        mapped.needs = Self.needs(of: pieces, taskOfStep, plan.graph, own: id)
        all.append(mapped)
      }
      task.needs = Self.needs(
        of: steps.filter { Shards.parse($0) == nil },
        taskOfStep,
        plan.graph,
        own: task.id
      )
      all.append(task)
    }
    let order = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
    for index in all.indices { all[index].needs.sort { order[$0] ?? 0 < order[$1] ?? 0 } }
  }

  /// The kinds of the tasks, as they first come, with their tasks.
  var groups: [(id: String, tasks: [AirflowTask])] {
    var kinds: [String] = []
    for task in all where !kinds.contains(task.kind) { kinds.append(task.kind) }
    return kinds.map { kind in (Self.group(kind), all.filter { $0.kind == kind }) }
  }

  /// The ids of the tasks that no other needs.
  var last: [String] {
    let needed = Set(all.flatMap(\.needs))
    return all.map(\.id).filter { !needed.contains($0) }
  }

  private static func group(_ kind: String) -> String { "\(kind)_steps" }

  /// The directives that become tasks, each after those it needs.
  private static func ordered(_ plan: Plan) -> [PlannedDirective] {
    let place = Dictionary(
      plan.graph.steps.enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let directives = plan.directives.filter { planned in
      !planned.directive.steps.isEmpty && !planned.isOfEvaluation
        && !(planned.directive is ChartDirective)
    }
    return directives.enumerated().map { offset, planned in
      (planned.directive.steps.compactMap { place[$0.id] }.max() ?? 0, offset, planned)
    }
    .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  /// The tasks that some steps need, through steps that are no task where need be.
  private static func needs(
    of steps: [String],
    _ taskOfStep: [String: String],
    _ graph: Graph,
    own: String
  ) -> [String] {
    var found: Set<String> = []
    var seen = Set(steps)
    var waiting = steps
    while let step = waiting.popLast() {
      for need in graph.steps(neededBy: step) where seen.insert(need.id).inserted {
        if let task = taskOfStep[need.id], task != own {
          found.insert(task)
        } else {
          waiting.append(need.id)
        }
      }
    }
    return Array(found)
  }
}

/// The prose of a template that stands before each of its directives, as it is written.
struct ProseBefore {
  private var texts: [String: String] = [:]

  init(_ plan: Plan) { add(plan.pieces) }

  /// The last section before a directive, as it is written; empty when there is none.
  func text(of planned: PlannedDirective) -> String { texts[planned.source.id] ?? "" }

  private mutating func add(_ pieces: [PlannedPiece]) {
    var last = ""
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .prose(let blocks):
        let next = index + 1 < pieces.count ? pieces[index + 1].start : nil
        last = next.map { Self.section(blocks, until: $0) } ?? ""
      case .directive(let planned): texts[planned.source.id] = last
      case .conditional(let conditional): for branch in conditional.branches { add(branch.body) }
      case .loop, .evaluation: last = ""
      }
    }
  }

  /// The source from the last heading on, until what follows the prose.
  private static func section(_ blocks: [BlockNode], until next: SourceSpan) -> String {
    let headings = blocks.indices.filter { index in
      if case .heading = blocks[index] { true } else { false }
    }
    let first = blocks[(headings.last ?? 0)...].lazy.compactMap(\.start).first
    let file = next.file
    let end = file.lineRange(file.line(at: next.range.lowerBound)).lowerBound
    guard let first, first.file.name == file.name, first.range.lowerBound < end else { return "" }
    let start = file.lineRange(file.line(at: first.range.lowerBound)).lowerBound
    let text = file.text(in: start..<end).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.count > mostCharacters ? text.prefix(mostCharacters) + " …" : text
  }

  private static let mostCharacters = 2_000
}

extension PlannedPiece {
  /// A place in the line with which it begins; nil for prose and for what stands nowhere.
  fileprivate var start: SourceSpan? {
    switch self {
    case .directive(let planned): planned.source.span
    case .conditional(let conditional): conditional.span
    case .loop(let loop): loop.span
    case .prose, .evaluation: nil
    }
  }
}

extension BlockNode {
  /// A place in the line with which it begins.
  fileprivate var start: SourceSpan? {
    switch self {
    case .heading(let heading): heading.span
    case .paragraph(_, let span), .quote(_, let span), .rule(let span), .html(_, let span): span
    case .list(let list): list.span
    case .callout(let callout): callout.span
    case .code(let code): code.span
    case .table(let table): table.span
    case .conditional(let conditional): conditional.span
    case .loop(let loop): loop.span
    }
  }
}
