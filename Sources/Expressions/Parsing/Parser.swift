import Diagnostics
import Tables

/// Parses tokens to a tree by precedence climbing.
///
/// Grammar: ECMAScript 5 expressions without assignment, comma, `new`, `this`, `function`,
/// `typeof`, `in` and methods, as Vega restricts them
/// (https://github.com/vega/vega/blob/main/packages/vega-expression/src/parser.js).
struct Parser {
  /// How deeply brackets and operators may nest; protects the stack.
  static let nestingLimit = 128
  /// How deep a tree may become, chains like `a + b + c + …` included.
  static let depthLimit = 400

  let span: SourceSpan
  /// Whether `random` and its kin are known.
  let allowsChance: Bool
  private let tokens: [Token]
  private var index = 0
  private var nesting = 0
  var references: [Spanned<String>] = []

  /// A node with its place and the depth of the tree below it.
  struct Part {
    let node: Node
    let place: Range<Int>
    let depth: Int
  }

  init(_ source: String, at span: SourceSpan, allowsChance: Bool) throws(Diagnostic) {
    self.span = span
    self.allowsChance = allowsChance
    tokens = try Lexer.tokens(source, at: span)
  }

  mutating func parse() throws(Diagnostic) -> Node {
    if case .end = current.kind { throw .missingExpression(at: span) }
    let part = try expression()
    guard case .end = current.kind else {
      throw .unexpectedAfterExpression(current, at: place(current.range))
    }
    return part.node
  }

  /// Any expression: a conditional, or what binds tighter.
  mutating func expression() throws(Diagnostic) -> Part {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.nestingLimit else {
      throw .tooDeep(at: place(current.range))
    }
    let test = try binary(1)
    guard take("?") else { return test }
    let then = try expression()
    try expect(":", after: "?")
    let otherwise = try expression()
    let node = Node.conditional(test.node, then: then.node, otherwise: otherwise.node)
    return try joined(node, [test, then, otherwise])
  }

  /// Operators of at least `minimum` precedence, left to right.
  private mutating func binary(_ minimum: Int) throws(Diagnostic) -> Part {
    var left = try unary()
    while case .symbol(let text) = current.kind, let precedence = Self.precedence(text),
      precedence >= minimum
    {
      index += 1
      let right = try binary(precedence + 1)
      let node: Node =
        switch text {
        case "&&": .both(left.node, right.node)
        case "||": .either(left.node, right.node)
        default: .binary(BinaryOperator(rawValue: text) ?? .add, left.node, right.node)
        }
      left = try joined(node, [left, right])
    }
    return left
  }

  private static func precedence(_ symbol: String) -> Int? {
    switch symbol {
    case "||": 1
    case "&&": 2
    default: BinaryOperator(rawValue: symbol)?.precedence
    }
  }

  private mutating func unary() throws(Diagnostic) -> Part {
    guard case .symbol(let text) = current.kind, let sign = UnaryOperator(rawValue: text) else {
      return try postfix()
    }
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.nestingLimit else { throw .tooDeep(at: place(current.range)) }
    let start = current.range.lowerBound
    index += 1
    let operand = try unary()
    let place = start..<operand.place.upperBound
    if case .constant(let value) = operand.node, sign == .minus, value.number != nil {
      return Part(node: .constant(Arithmetic.negated(value)), place: place, depth: operand.depth)
    }
    return Part(node: .unary(sign, operand.node), place: place, depth: operand.depth + 1)
  }

  /// The part made of others, unless the tree becomes too deep.
  func joined(_ node: Node, _ parts: [Part], place: Range<Int>? = nil) throws(Diagnostic) -> Part {
    let depth = (parts.map(\.depth).max() ?? 0) + 1
    let lower = parts.first?.place.lowerBound ?? 0
    let place = place ?? lower..<max(lower, parts.last?.place.upperBound ?? 0)
    guard depth <= Self.depthLimit else { throw .tooDeep(at: self.place(place)) }
    return Part(node: node, place: place, depth: depth)
  }

  // Reading tokens

  var current: Token { tokens[index] }

  /// The end of the token before the current one.
  var lastEnd: Int { index > 0 ? tokens[index - 1].range.upperBound : 0 }

  mutating func advance() { if index < tokens.count - 1 { index += 1 } }

  mutating func take(_ symbol: String) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    index += 1
    return true
  }

  mutating func expect(_ symbol: String, after opening: String) throws(Diagnostic) {
    guard take(symbol) else {
      throw .expected(symbol, after: opening, found: current, at: place(current.range))
    }
  }

  func place(_ range: Range<Int>) -> SourceSpan { span.sub(range.lowerBound, range.upperBound) }
}
