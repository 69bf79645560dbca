import Tables

/// A part of a parsed expression with everything looked up that does not depend on the scope.
///
/// Places are byte ranges of the expression's source.
indirect enum Node: Sendable {
  case constant(Value)
  case name(String, place: Range<Int>)
  /// `object.name` or `object['name']`.
  case member(Node, name: String, objectPlace: Range<Int>, place: Range<Int>)
  /// `object[key]`.
  case element(Node, key: Node, objectPlace: Range<Int>, place: Range<Int>)
  case list([Node])
  case record(names: [String], values: [Node])
  case unary(UnaryOperator, Node)
  case binary(BinaryOperator, Node, Node)
  case both(Node, Node)
  case either(Node, Node)
  case conditional(Node, then: Node, otherwise: Node)
  case math(@Sendable (Double) -> Double, Node)
  case call(Call)
}

/// A call of a function with its arguments.
struct Call: Sendable {
  let name: String
  let body: Function.Values
  let arguments: [Node]
  let place: Range<Int>
  let argumentPlaces: [Range<Int>]
}

enum UnaryOperator: String, Sendable {
  case plus = "+", minus = "-", not = "!", complement = "~"
}

enum BinaryOperator: String, Sendable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", remainder = "%"
  case equal = "==", notEqual = "!=", identical = "===", notIdentical = "!=="
  case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case and = "&", or = "|", xor = "^"
  case shiftLeft = "<<", shiftRight = ">>", shiftRightUnsigned = ">>>"

  /// Higher binds tighter; `&&` is 2 and `||` is 1.
  var precedence: Int {
    switch self {
    case .or: 3
    case .xor: 4
    case .and: 5
    case .equal, .notEqual, .identical, .notIdentical: 6
    case .less, .lessOrEqual, .greater, .greaterOrEqual: 7
    case .shiftLeft, .shiftRight, .shiftRightUnsigned: 8
    case .add, .subtract: 9
    case .multiply, .divide, .remainder: 10
    }
  }
}
