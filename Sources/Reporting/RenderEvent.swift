public import Diagnostics
public import Pipeline
import Tables

/// What a render tells while it goes on.
public enum RenderEvent: Sendable {
  /// The steps and what each needs; follows `planned`.
  case outlined([StepOutline])
  case pipeline(Event)
  /// The steps are done and the page is being written to this path.
  case writing(String)
  case diagnostic(Diagnostic)
  /// The render of a template has ended.
  case ended(template: String, RenderOutcome)
}

extension RenderEvent {
  /// The event as a line for a log; nil for what is not worth one.
  public var line: String? {
    switch self {
    case .outlined, .pipeline(.planned), .pipeline(.progress), .pipeline(.working),
      .pipeline(.started),
      .writing, .diagnostic, .ended:
      nil
    case .pipeline(.waiting(let id)): "\(id): waiting for another run"
    case .pipeline(.finished(let result)): Self.line(result)
    }
  }

  /// The event as a line for the log of a scheduler, which has a reader for every step; nil for what is not
  /// worth one.
  public var logLine: String? {
    switch self {
    case .pipeline(.started(let id, let reason)): return "\(id): runs: \(reason)"
    case .pipeline(.finished(let result)):
      let isShown = !result.isPrivate || Shards.parse(result.id) != nil
      switch result.state {
      case .cached where isShown:
        let reason = result.reason.map { ": \($0)" } ?? ""
        return "\(result.id): from the store\(Self.sizes(result))\(reason)"
      case .ran where isShown:
        return "\(result.id): \(result.duration.seconds) s\(Self.sizes(result))"
      default: return line
      }
    default: return line
    }
  }

  private static func line(_ result: StepResult) -> String? {
    switch result.state {
    case .cached: nil
    // Rules of checks and the like are many and quick; the summary and the page tell of them.
    case .ran where result.isPrivate: nil
    case .ran:
      "\(result.id): \(result.duration.seconds) s\(sizes(result))"
    case .failed: "\(result.id): failed"
    case .skipped(let id): "\(result.id): not run, because \(id) failed"
    // The summary says that the run was interrupted.
    case .cancelled: nil
    }
  }

  /// `, 12 rows`; for a step of several tables `, students 12 rows, logins 90 rows`.
  private static func sizes(_ result: StepResult) -> String {
    // Names with an underscore after the step's own are for the page alone.
    let outputs = result.outputs.filter { !$0.table.hasPrefix(result.id + "_") }
    // Of a model, whose tables are many, nobody counts the rows.
    if outputs.count > 6 { return ", \(counted(outputs.count, "table"))" }
    return outputs.map { output in
      let rows = counted(output.rowCount, "row")
      guard outputs.count > 1, let dot = output.table.lastIndex(of: ".") else { return ", \(rows)" }
      return ", \(output.table[output.table.index(after: dot)...]) \(rows)"
    }.joined()
  }

  /// The event as one JSON object.
  public var json: String { json(report: nil) }

  /// The event as one JSON object that says which of several reports it is of.
  public func json(report: String?) -> String {
    var text = JSONText()
    text.object { json in
      if let report {
        json.key("report")
        json.string(report)
      }
      func field(_ name: String, _ value: String) {
        json.key(name)
        json.string(value)
      }
      switch self {
      case .outlined(let steps):
        field("event", "outlined")
        json.key("steps")
        json.array { array in for step in steps { array.outline(step) } }
      case .pipeline(.planned(let ids)):
        field("event", "planned")
        json.key("steps")
        json.array { array in for id in ids { array.string(id) } }
      case .pipeline(.started(let id, let reason)):
        field("event", "started")
        field("step", id)
        field("reason", "\(reason)")
      case .pipeline(.waiting(let id)):
        field("event", "waiting")
        field("step", id)
      case .pipeline(.progress(let id, let rows)):
        field("event", "progress")
        field("step", id)
        json.key("rows")
        json.integer(rows)
      case .pipeline(.working(let id, let done, let total)):
        field("event", "working")
        field("step", id)
        json.key("done")
        json.integer(done)
        json.key("total")
        json.integer(total)
      case .pipeline(.finished(let result)):
        field("event", "finished")
        field("step", result.id)
        field("state", result.state.name)
        field("reason", result.reason.map { "\($0)" } ?? "")
        json.key("seconds")
        json.value(.double(Double(result.duration.seconds) ?? 0))
        json.key("rows")
        json.array { array in for output in result.outputs { array.integer(output.rowCount) } }
      case .writing(let path):
        field("event", "writing")
        field("path", path)
      case .diagnostic(let diagnostic):
        field("event", "diagnostic")
        field("severity", diagnostic.severity.rawValue)
        field("code", diagnostic.code)
        field("message", diagnostic.message)
        if let span = diagnostic.span {
          field("file", span.file.name)
          json.key("line")
          json.integer(span.start.line)
          json.key("column")
          json.integer(span.start.column)
        }
        if let hint = diagnostic.hint { field("hint", hint) }
      case .ended(let template, let outcome):
        field("event", "ended")
        field("template", template)
        if let path = outcome.outputPath { field("path", path) }
        json.key("brokenChecks")
        json.array { array in for line in outcome.brokenChecks { array.string(line) } }
        field("summary", outcome.summary)
        json.key("code")
        json.integer(Int(outcome.exitCode))
      }
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }
}

extension StepResult.State {
  /// The state's name in events and in the ledger.
  public var name: String {
    switch self {
    case .ran: "ran"
    case .cached: "cached"
    case .failed: "failed"
    case .skipped: "skipped"
    case .cancelled: "cancelled"
    }
  }
}

extension Duration {
  /// Seconds with three decimals.
  var seconds: String {
    let thousandths =
      Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    let fraction = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
