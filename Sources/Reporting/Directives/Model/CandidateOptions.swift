import Diagnostics
import Modelling
import Options
import Tables
import Templates

/// The option `candidates`: a list of kinds, or a mapping of names to kinds and parameters.
///
///     candidates:
///       mean: baseline
///       linear:
///       ridge: {kind: linear, penalty: ridge, alpha: [0.1, 1, 10]}
///       trees: {kind: lightgbm, num_leaves: 15, num_iterations: 200}
enum CandidateOptions {
  /// Reads the candidates; nil when something is wrong.
  ///
  /// None at all means the usual ones of the task.
  static func read(
    _ reader: inout OptionReader,
    _ owner: String,
    _ task: ModelTask?
  ) -> [Candidate]? {
    guard let node = reader.node("candidates") else { return [] }
    var candidates: [Candidate?] = []
    switch node.content {
    case .interpolation: return []
    case .mapping(let entries):
      for entry in entries {
        candidates.append(candidate(entry.key, entry.node, &reader, owner, task))
      }
    default:
      for name in reader.texts(of: node, "candidates") ?? [] {
        candidates.append(
          candidate(name, OptionNode(.value(.null), at: name.span), &reader, owner, task)
        )
      }
    }
    let found = candidates.compactMap { $0 }
    if found.isEmpty, found.count == candidates.count {
      reader.complain(.noCandidates(node))
    }
    var names: Set<String> = []
    for candidate in found where !names.insert(candidate.name).inserted {
      reader.complain(.candidateTwice(candidate.name, node))
      return nil
    }
    return found.count == candidates.count && !found.isEmpty ? found : nil
  }

  private static func candidate(
    _ name: Spanned<String>,
    _ node: OptionNode,
    _ reader: inout OptionReader,
    _ owner: String,
    _ task: ModelTask?
  ) -> Candidate? {
    var kindName = name
    var parameters: [Candidate.Parameter] = []
    var trials: Int?
    switch node.content {
    case .value(.null): break
    case .mapping(let entries):
      var inner = OptionReader(node, of: "candidate '\(name.value)' of \(owner)")
      kindName = inner.text("kind") ?? name
      if let search = inner.node("search") {
        var words = OptionReader(search, of: "'search' of candidate '\(name.value)'")
        trials = words.integer("trials", in: 1...1_000)
        for problem in words.finish() { reader.complain(problem) }
      }
      for entry in entries where !["kind", "search"].contains(entry.key.value) {
        guard let values = inner.texts(entry.key.value), !values.isEmpty else { continue }
        parameters.append(.init(entry.key.value, values.map(\.value)))
      }
      for problem in inner.finish() { reader.complain(problem) }
    default:
      guard let kind = reader.text(of: node, name.value) else { return nil }
      kindName = kind
    }
    guard let kind = Candidate.Kind(rawValue: kindName.value) else {
      reader.complain(.unknownCandidate(kindName, isName: kindName.span == name.span))
      return nil
    }
    var candidate = Candidate(name.value, kind, parameters)
    if let trials { candidate.search = .random(trials: trials) }
    if let complaint = candidate.complaint(task) {
      reader.complain(Diagnostic(complaint, at: node.isNull ? name.span : node.span))
      return nil
    }
    return candidate
  }
}

extension OptionNode {
  fileprivate var isNull: Bool { if case .value(.null) = content { true } else { false } }
}
