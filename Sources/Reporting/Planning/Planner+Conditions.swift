import Diagnostics
import Expressions
import Pipeline
import Tables
import Templates

extension Planner {
  /// The branches that can still be taken, now that the parameters are known.
  ///
  /// A step runs whatever the page shows in the end, so around directives a condition that reads
  /// nothing but parameters decides here: what it leaves out is not planned, and another branch may
  /// use the same labels. Around prose alone nothing is decided, so that all of it is checked.
  func possible(_ conditional: Conditional<Piece>) -> [Conditional<Piece>.Branch] {
    guard conditional.branches.flatMap(\.body).contains(where: \.holdsDirective) else {
      return conditional.branches
    }
    var possible: [Conditional<Piece>.Branch] = []
    for branch in conditional.branches {
      guard let condition = branch.condition,
        condition.references.allSatisfy({ $0.value == "params" }),
        let value = try? condition.evaluate(in: scope)
      else {
        possible.append(branch)
        continue
      }
      if value.isTruthy { return possible + [branch] }
    }
    return possible
  }
}

extension Piece {
  fileprivate var holdsDirective: Bool {
    switch self {
    case .prose: false
    case .directive: true
    case .conditional(let conditional):
      conditional.branches.flatMap(\.body).contains(where: \.holdsDirective)
    case .loop(let loop): loop.body.contains(where: \.holdsDirective)
    }
  }
}
