import Diagnostics
import Expressions
import Tables

/// Tests of a tick or a legend entry, whose fields are `value`, `label` and `index`.
enum GuideCondition {
  /// Whether a test holds for `datum` of the scope; what cannot be computed does not hold.
  static func holds(_ test: Predicate, scope: NamedValues) -> Bool {
    guard case .record(let record)? = scope.values["datum"] else { return false }
    let frame = Frame(zip(record.names, record.values).map { ($0, Series([$1])) })
    let context = TransformContext(
      params: scope,
      table: { _ throws(Diagnostic) in Frame(rowCount: 0) },
      name: "the guide"
    )
    return (try? frame.rows(passing: test, context).first) ?? false
  }
}
