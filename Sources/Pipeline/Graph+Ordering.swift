import Diagnostics

extension Graph {
  /// Who makes which table and who has which id, with what is wrong about it.
  struct Names {
    private(set) var makers: [String: Int] = [:]
    private(set) var steps: [String: Int] = [:]
    /// What a misspelled name may have been meant to be.
    private let tables: [String]
    private let labels: [String]

    init(_ given: [Step], _ diagnostics: inout [Diagnostic]) {
      tables = given.filter { !$0.isPrivate }.flatMap(\.provides)
      labels = given.filter { !$0.isPrivate }.map(\.id)
      for (index, step) in given.enumerated() {
        if let first = steps[step.id] {
          diagnostics.append(.doubledLabel(step.id, at: step.span, first: given[first].span))
          continue
        }
        steps[step.id] = index
        for table in step.provides {
          if let first = makers[Graph.fold(table)] {
            diagnostics.append(.doubledTable(table, at: step.span, first: given[first].span))
          } else {
            makers[Graph.fold(table)] = index
          }
        }
      }
    }

    /// The steps that one needs, ascending, each once.
    func edges(of step: Step, _ diagnostics: inout [Diagnostic]) -> [Int] {
      var found: Set<Int> = []
      for name in step.reads {
        if let index = makers[Graph.fold(name.value)] {
          found.insert(index)
        } else {
          diagnostics.append(.unknownTable(name, tables: tables))
        }
      }
      for name in step.after {
        if let index = steps[name.value] {
          found.insert(index)
        } else {
          diagnostics.append(.unknownStep(name, steps: labels))
        }
      }
      return found.sorted()
    }

    /// Where `step` says that it needs the step at `index`.
    func span(in step: Step, of index: Int) -> SourceSpan {
      step.reads.first { makers[Graph.fold($0.value)] == index }?.span
        ?? step.after.first { steps[$0.value] == index }?.span ?? step.span
    }
  }

  /// Each after all it needs; of those that could come next, the first in the file.
  ///
  /// Members of circles, and what needs them, are left out.
  static func order(_ needs: [[Int]]) -> [Int] {
    var missing = needs.map(\.count)
    var dependents = [[Int]](repeating: [], count: needs.count)
    for (index, list) in needs.enumerated() {
      for need in list { dependents[need].append(index) }
    }
    var ready = Set(needs.indices.filter { missing[$0] == 0 })
    var order: [Int] = []
    while let next = ready.min() {
      ready.remove(next)
      order.append(next)
      for dependent in dependents[next] {
        missing[dependent] -= 1
        if missing[dependent] == 0 { ready.insert(dependent) }
      }
    }
    return order
  }

  /// Every circle among the steps that have no order, each once.
  ///
  /// In `[a, b]`, a reads b and b reads a. A circle begins with its first step in the file.
  static func circles(_ needs: [[Int]], outside ordered: Set<Int>) -> [[Int]] {
    var circles: [[Int]] = []
    var settled = ordered
    for start in needs.indices where !settled.contains(start) {
      var path: [Int] = [start]
      // Each step left has a need that is left too, so the walk must meet itself or a known circle.
      while let last = path.last, let next = needs[last].first(where: { !settled.contains($0) }) {
        if let index = path.firstIndex(of: next) {
          let circle = path[index...]
          let turn = circle.indices.min { circle[$0] < circle[$1] } ?? circle.startIndex
          circles.append(Array(circle[turn...] + circle[..<turn]))
          break
        }
        path.append(next)
      }
      settled.formUnion(path)
    }
    return circles
  }
}
