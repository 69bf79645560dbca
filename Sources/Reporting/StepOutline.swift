import Pipeline
import Templates

/// A step as a picture of the pipeline shows it, before it runs.
public struct StepOutline: Codable, Hashable, Sendable {
  public var id: String
  /// The directive's name: `load`, `sql`, `check`.
  public var kind: String
  /// The ids of the steps it needs directly.
  public var needs: [String]
  /// Whether the author gave it no name: it is one of several behind a directive.
  public var isPrivate: Bool
  /// What several steps are together: the check whose rules they are, the evaluation that is written from them.
  public var group: String?
}

extension JSONText {
  /// `{"id": …, "kind": …, "needs": […]}`.
  mutating func outline(_ step: StepOutline) {
    object { json in
      json.key("id")
      json.string(step.id)
      json.key("kind")
      json.string(step.kind)
      json.key("needs")
      json.array { array in for id in step.needs { array.string(id) } }
    }
  }
}

extension Plan {
  /// All steps in running order.
  var outline: [StepOutline] {
    let groups = groups
    return graph.steps.map { step in
      StepOutline(
        id: step.id,
        kind: step.kind,
        needs: graph.steps(neededBy: step.id).map(\.id),
        isPrivate: step.isPrivate,
        group: groups[step.id]
      )
    }
  }

  /// The group of each step that is in one, by the step's id.
  var groups: [String: String] {
    var groups: [String: String] = [:]
    func add(_ pieces: [PlannedPiece], in group: String?) {
      for piece in pieces {
        switch piece {
        case .prose: break
        case .directive(let planned):
          for step in planned.directive.steps where group != nil || step.isPrivate {
            groups[step.id] = group ?? planned.source.id
          }
        case .conditional(let conditional):
          for branch in conditional.branches { add(branch.body, in: group) }
        case .loop(let loop): add(loop.body, in: group)
        case .evaluation(let pieces, let model):
          add(pieces, in: [model, EvaluationOptions.name].compactMap { $0 }.joined(separator: " "))
        }
      }
    }
    add(pieces, in: nil)
    return groups
  }
}
