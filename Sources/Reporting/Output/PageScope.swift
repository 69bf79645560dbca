import Expressions
import Tables

/// The names that expressions in prose, captions and shown directives can read.
struct PageScope: Scope, Sendable {
  private let results: PageResults
  private let fixed: [String: Value]
  /// Labels as the author wrote them, by folded name; groups by their first part.
  private let labels: [String]
  /// Variables of the loops around, the innermost last.
  private(set) var variables: [(name: String, value: Value)] = []

  init(_ results: PageResults, parameters: Record, title: String?, labels: [String]) {
    self.results = results
    var fixed: [String: Value] = ["params": .record(parameters)]
    if let title { fixed["title"] = .string(title) }
    self.fixed = fixed
    self.labels = labels
  }

  var names: [String] {
    variables.map(\.name) + fixed.keys.sorted() + labels.map { $0.tablePath[0] }
  }

  func value(of name: String) -> Value? {
    if let variable = variables.last(where: { $0.name == name }) { return variable.value }
    if let value = fixed[name] { return value }
    if let table = results.table(name) { return .table(table) }
    let members = labels.filter { $0.tablePath.count == 2 && $0.tablePath[0] == name }
    let tables = members.compactMap { label in
      results.table(label).map { (label.tablePath[1], Value.table($0)) }
    }
    return tables.isEmpty ? nil : .record(Record(tables))
  }

  /// The scope within a loop.
  func with(_ name: String, _ value: Value) -> PageScope {
    var inner = self
    inner.variables.append((name, value))
    return inner
  }
}
