import Diagnostics
import Expressions
import Tables

/// Tests of a tick or a legend entry, whose fields are `value`, `label` and `index`.
enum GuideCondition {
  /// Whether a test holds for `datum` of the scope; what cannot be computed does not hold.
  static func holds(_ test: Predicate, scope: NamedValues) -> Bool {
    guard case .record(let datum)? = scope.values["datum"] else {
      if case .expression(let expression) = test {
        return (try? expression.isTrue(in: scope)) ?? false
      }
      return false
    }
    var columns: [(String, Series)] = []
    for (name, value) in zip(datum.names, datum.values) {
      columns.append((name, series(Level(value))))
    }
    let context = TransformContext(
      params: scope,
      table: { _ in Frame(rowCount: 0) },
      name: "the guide"
    )
    return (try? Frame(columns).rows(passing: test, context).first) ?? false
  }

  /// A column of one row.
  private static func series(_ level: Level) -> Series {
    switch level {
    case .number(let number): .numbers([number])
    case .instant(let instant): .instants([instant])
    default: .levels(codes: [0], levels: [level])
    }
  }
}
