public import Diagnostics

/// The steps of a template and which of them need which.
///
/// A graph can be made of broken steps: every problem is added to the diagnostics, and the graph
/// leaves out the edges that could not be found. It must only be run when there was no error.
public struct Graph: Sendable {
  /// In an order that can be run: each after all it needs, else as they stand in the file.
  public let steps: [Step]
  /// For each of `steps`, the indices of those it needs, ascending.
  let needs: [[Int]]
  /// Which step makes a table, by the table's folded name.
  private let makers: [String: Int]
  private let indexOfID: [String: Int]

  public init(_ given: [Step], diagnostics: inout [Diagnostic]) {
    let names = Names(given, &diagnostics)
    let edges = given.map { step in names.edges(of: step, &diagnostics) }
    let order = Self.order(edges)
    for circle in Self.circles(edges, outside: Set(order)) {
      let next = circle.count > 1 ? circle[1] : circle[0]
      let span = names.span(in: given[circle[0]], of: next)
      diagnostics.append(.cycle(circle.map { given[$0].id }, at: span))
    }
    // The members of circles are kept, last, so that a page can still show them.
    let all = order + given.indices.filter { !order.contains($0) }
    var position = [Int](repeating: 0, count: given.count)
    for (new, old) in all.enumerated() { position[old] = new }
    steps = all.map { given[$0] }
    needs = all.map { edges[$0].map { position[$0] }.sorted() }
    makers = names.makers.mapValues { position[$0] }
    indexOfID = names.steps.mapValues { position[$0] }
  }

  public subscript(id: String) -> Step? { indexOfID[id].map { steps[$0] } }

  /// The step that makes a table.
  public func step(providing table: String) -> Step? {
    makers[Self.fold(table)].map { steps[$0] }
  }

  /// The steps that this one needs directly, in running order.
  public func steps(neededBy id: String) -> [Step] {
    indexOfID[id].map { index in needs[index].map { steps[$0] } } ?? []
  }

  /// The steps that need this one, directly or through others, in running order.
  public func steps(downstreamOf id: String) -> [Step] {
    guard let start = indexOfID[id] else { return [] }
    var reached: Set<Int> = [start]
    for index in steps.indices where needs[index].contains(where: reached.contains) {
      reached.insert(index)
    }
    return reached.subtracting([start]).sorted().map { steps[$0] }
  }

  /// The steps that this one needs, directly or through others, in running order.
  public func steps(upstreamOf id: String) -> [Step] {
    guard let start = indexOfID[id] else { return [] }
    var reached: Set<Int> = [start]
    for index in steps.indices.reversed() where reached.contains(index) {
      reached.formUnion(needs[index])
    }
    return reached.subtracting([start]).sorted().map { steps[$0] }
  }

  /// The part of the graph that is needed for some of its steps, by id: they and all they need.
  func part(for ids: Set<String>) -> Graph {
    let wanted = ids.union(ids.flatMap { steps(upstreamOf: $0).map(\.id) })
    // What was wrong has been told when the whole graph was made.
    var told: [Diagnostic] = []
    return Graph(steps.filter { wanted.contains($0.id) }, diagnostics: &told)
  }

  /// Table names are compared as SQL compares them: without regard to case.
  static func fold(_ name: String) -> String { name.lowercased() }
}
