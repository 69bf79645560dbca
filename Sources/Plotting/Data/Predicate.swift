import Diagnostics
import Expressions
import Tables

/// A test of a row.
///
/// Source: https://vega.github.io/vega-lite/docs/predicate.html.
indirect enum Predicate: Sendable {
  case expression(Expression)
  case field(FieldPredicate)
  case all([Predicate])
  case any([Predicate])
  case not(Predicate)
}

struct FieldPredicate: Sendable {
  enum Test: Sendable {
    case equal(Value), lt(Value), lte(Value), gt(Value), gte(Value)
    /// Nil is open.
    case range(Value, Value)
    case oneOf([Value])
    case valid(Bool)
  }
  let field: Spanned<String>
  var timeUnit: TimeUnitOptions?
  let test: Test
}
