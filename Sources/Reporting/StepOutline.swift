import Pipeline

/// A step as a picture of the pipeline shows it, before it runs.
public struct StepOutline: Codable, Hashable, Sendable {
  public var id: String
  /// The directive's name: `load`, `sql`, `check`.
  public var kind: String
  /// The ids of the steps it needs directly.
  public var needs: [String]
  /// Whether the author gave it no name: it is one of several behind a directive.
  public var isPrivate: Bool
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
    graph.steps.map { step in
      StepOutline(
        id: step.id,
        kind: step.kind,
        needs: graph.steps(neededBy: step.id).map(\.id),
        isPrivate: step.isPrivate
      )
    }
  }
}
