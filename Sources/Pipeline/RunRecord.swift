/// The keys with which a template's steps were last done: only for saying what changed since.
struct RunRecord: Codable, Hashable, Sendable {
  var format = RunRecord.currentFormat
  var template: String
  /// By step id.
  var steps: [String: StepKey]

  static let currentFormat = 1

  /// The record after a run: steps that failed keep the key of the last time they were done, steps
  /// that the template no longer has are forgotten.
  ///
  /// `keepingOthers`: the results are those of some of the template's steps only.
  func updated(with results: [StepResult], keepingOthers: Bool = false) -> RunRecord {
    var next = RunRecord(template: template, steps: keepingOthers ? steps : [:])
    for result in results {
      next.steps[result.id] = result.isDone ? result.key : steps[result.id]
    }
    return next
  }

  /// Why a step with this key has to run, given what the store has.
  func reasonToRun(_ id: String, _ key: StepKey, _ found: Store.Lookup) -> Reason {
    if case .damaged(let path) = found { return .resultDamaged(path: path) }
    guard let last = steps[id] else { return .firstRun }
    let changes = key.changes(since: last)
    return changes.isEmpty ? .resultMissing : .changed(changes)
  }

  /// Why a step with this key does not have to run.
  func reasonNotToRun(_ id: String, _ key: StepKey) -> Reason {
    guard let last = steps[id] else { return .known([]) }
    let changes = key.changes(since: last)
    return changes.isEmpty ? .unchanged : .known(changes)
  }
}
