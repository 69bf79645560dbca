/// Why a step ran, or why it did not have to.
public enum Reason: Hashable, Sendable {
  /// The step has not run before in this template.
  case firstRun
  /// What decides its result differs from the last run.
  case changed([Change])
  case refreshed
  /// The step says of itself that it must not be taken from the store.
  case notCached
  /// Nothing changed, but the store has no result for it (any more).
  case resultMissing
  /// The store's file for it has gone or has another size than it should.
  case resultDamaged(path: String)
  /// What it wrote outside the store is no longer there as it was.
  case effectUndone
  /// It did not run: nothing changed.
  case unchanged
  /// It did not run: it changed since the last run, but to something the store already has.
  case known([Change])

  /// One thing that differs from the last run.
  public enum Change: Hashable, Sendable {
    case part(String, from: String?, to: String?)
    case partAdded(String)
    case partRemoved(String)
    case file(String)
    case fileAdded(String)
    case fileRemoved(String)
    /// A table the step reads has other contents.
    case input(String)
    case inputAdded(String)
    case inputRemoved(String)
    /// A step it waits for has another fingerprint.
    case step(String)
    case engine(from: String, to: String)
    /// The same parts in another order, or another version of Quire.
    case definition
  }
}

extension Reason: CustomStringConvertible {
  /// In words, to follow the step's name and a colon: `data/students.csv changed`.
  public var description: String {
    switch self {
    case .firstRun: "first run"
    case .changed(let changes): Self.list(changes)
    case .refreshed: "refresh asked for"
    case .notCached: "runs every time"
    case .resultMissing: "its result is not in the store"
    case .resultDamaged: "its result in the store is damaged"
    case .effectUndone: "what it wrote is no longer there as it was"
    case .unchanged: "nothing changed"
    case .known([]): "the store has this result"
    case .known(let changes): Self.list(changes) + "; the store has this result"
    }
  }

  private static func list(_ changes: [Change]) -> String {
    let shown = changes.prefix(4).map(\.description).joined(separator: "; ")
    return changes.count > 4 ? shown + "; and \(changes.count - 4) more" : shown
  }
}

extension Reason.Change: CustomStringConvertible {
  public var description: String {
    switch self {
    case .part(let name, let from?, let to?): "the \(name) changed from '\(from)' to '\(to)'"
    case .part(let name, _, _): "the \(name) changed"
    case .partAdded(let name): "the \(name) was added"
    case .partRemoved(let name): "the \(name) was removed"
    case .file(let name): "\(name) changed"
    case .fileAdded(let name): "\(name) was added"
    case .fileRemoved(let name): "\(name) was removed"
    case .input(let name): "reads \(name), which changed"
    case .inputAdded(let name): "reads \(name) now"
    case .inputRemoved(let name): "reads \(name) no more"
    case .step(let name): "comes after \(name), which changed"
    case .engine(let from, let to): "engine \(from) → \(to)"
    case .definition: "its definition changed"
    }
  }
}
