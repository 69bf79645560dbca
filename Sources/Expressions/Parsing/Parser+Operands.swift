import Diagnostics
import Tables

extension Parser {
  /// An operand and the members, elements and calls behind it.
  mutating func postfix() throws(Diagnostic) -> Part {
    var part = try operand()
    while true {
      if take(".") {
        part = try member(of: part)
      } else if current.isSymbol("[") {
        part = try element(of: part)
      } else if current.isSymbol("(") {
        throw .notCallable(place(part.place).text, at: place(part.place))
      } else {
        return part
      }
    }
  }

  private mutating func member(of object: Part) throws(Diagnostic) -> Part {
    guard case .identifier(let name) = current.kind else {
      throw .expectedMember(found: current, at: place(current.range))
    }
    let place = current.range
    advance()
    let node = Node.member(object.node, name: name, objectPlace: object.place, place: place)
    return try joined(node, [object], place: object.place.lowerBound..<place.upperBound)
  }

  private mutating func element(of object: Part) throws(Diagnostic) -> Part {
    advance()
    let key = try expression()
    try expect("]", after: "[")
    let node: Node =
      if case .constant(.string(let name)) = key.node {
        .member(object.node, name: name, objectPlace: object.place, place: key.place)
      } else {
        .element(object.node, key: key.node, objectPlace: object.place, place: key.place)
      }
    return try joined(node, [object, key], place: object.place.lowerBound..<lastEnd)
  }

  private mutating func operand() throws(Diagnostic) -> Part {
    let token = current
    switch token.kind {
    case .number(let value):
      advance()
      return Part(node: .constant(value), place: token.range, depth: 1)
    case .string(let text):
      advance()
      return Part(node: .constant(.string(text)), place: token.range, depth: 1)
    case .regex(let pattern, let flags):
      advance()
      return Part(
        node: .constant(try checked(pattern, flags, at: token.range)),
        place: token.range,
        depth: 1
      )
    case .identifier(let name):
      advance()
      return current.isSymbol("(") ? try call(name, token) : reference(name, token)
    case .symbol("("):
      advance()
      let inner = try expression()
      try expect(")", after: "(")
      return Part(
        node: inner.node,
        place: token.range.lowerBound..<lastEnd,
        depth: inner.depth
      )
    case .symbol("["):
      let values = try sequence(from: "[", to: "]")
      return try joined(
        .list(values.map(\.node)),
        values,
        place: token.range.lowerBound..<lastEnd
      )
    case .symbol("{"): return try record()
    case .symbol, .end: throw .expectedOperand(found: token, at: place(token.range))
    }
  }

  private func checked(
    _ pattern: String,
    _ flags: String,
    at range: Range<Int>
  ) throws(Diagnostic) -> Value {
    do throws(PatternError) {
      _ = try Pattern(pattern, flags: flags)
      return Pattern.value(pattern, flags)
    } catch {
      throw .malformedPattern(error, at: place(range))
    }
  }

  private mutating func reference(_ name: String, _ token: Token) -> Part {
    if let value = Constants.values[name] {
      return Part(node: .constant(value), place: token.range, depth: 1)
    }
    references.append(Spanned(name, at: place(token.range)))
    return Part(node: .name(name, place: token.range), place: token.range, depth: 1)
  }

  /// Expressions between brackets, separated by commas; a comma before the end is allowed.
  mutating func sequence(from opening: String, to closing: String) throws(Diagnostic) -> [Part] {
    advance()
    var parts: [Part] = []
    while !take(closing) {
      parts.append(try expression())
      if take(closing) { break }
      guard take(",") else {
        throw .expected(closing, after: opening, found: current, at: place(current.range))
      }
    }
    return parts
  }

  private mutating func record() throws(Diagnostic) -> Part {
    let start = current.range.lowerBound
    advance()
    var names: [String] = []
    var values: [Part] = []
    while !take("}") {
      names.append(try recordKey())
      try expect(":", after: names[names.count - 1])
      values.append(try expression())
      if take("}") { break }
      guard take(",") else {
        throw .expected("}", after: "{", found: current, at: place(current.range))
      }
    }
    let node = Node.record(names: names, values: values.map(\.node))
    return try joined(node, values, place: start..<lastEnd)
  }

  private mutating func recordKey() throws(Diagnostic) -> String {
    let token = current
    advance()
    switch token.kind {
    case .identifier(let name), .string(let name): return name
    case .number(let value): return value.displayText
    default: throw .expectedMember(found: token, at: place(token.range))
    }
  }
}

/// Names with a fixed meaning.
///
/// Source: Vega's `constants.js`, with JavaScript's own.
enum Constants {
  static let values: [String: Value] = [
    "true": .bool(true), "false": .bool(false), "null": .null, "undefined": .null,
    "NaN": .double(.nan), "Infinity": .double(.infinity),
    "E": .double(2.718281828459045), "PI": .double(.pi),
    "LN2": .double(0.6931471805599453), "LN10": .double(2.302585092994046),
    "LOG2E": .double(1.4426950408889634), "LOG10E": .double(0.4342944819032518),
    "SQRT1_2": .double(0.7071067811865476), "SQRT2": .double(1.4142135623730951),
    "MAX_VALUE": .double(.greatestFiniteMagnitude), "MIN_VALUE": .double(.leastNonzeroMagnitude),
  ]
}
