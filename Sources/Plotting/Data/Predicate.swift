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

  /// The fields that the test names; not those its expressions read as `datum.…`.
  var fields: [Spanned<String>] {
    switch self {
    case .expression: []
    case .field(let predicate): [predicate.field]
    case .all(let parts), .any(let parts): parts.flatMap(\.fields)
    case .not(let part): part.fields
    }
  }

  /// The field tests in it.
  var fieldPredicates: [FieldPredicate] {
    switch self {
    case .expression: []
    case .field(let predicate): [predicate]
    case .all(let parts), .any(let parts): parts.flatMap(\.fieldPredicates)
    case .not(let part): part.fieldPredicates
    }
  }
}

struct FieldPredicate: Sendable {
  /// What a field is compared with.
  enum Operand: Sendable {
    /// Calendar objects (`{year: 2012}`) are timestamps.
    case value(Value)
    case expression(Expression)
  }

  enum Test: Sendable {
    case equal(Operand), lt(Operand), lte(Operand), gt(Operand), gte(Operand)
    /// The null value is open.
    case range(Operand, Operand)
    /// A list of two that an expression gives.
    case between(Expression)
    case oneOf([Value])
    /// A number, an instant or a text that spells one; false for those that are none.
    case valid(Bool)
  }

  let field: Spanned<String>
  var timeUnit: TimeUnitOptions?
  let test: Test
}
