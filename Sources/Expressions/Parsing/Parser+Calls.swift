import Diagnostics
import Tables

extension Parser {
  /// A call of the function `name`, whose `(` is the current token.
  mutating func call(_ name: String, _ token: Token) throws(Diagnostic) -> Part {
    let function = try resolve(name, at: place(token.range))
    let arguments = try sequence(from: "(", to: ")")
    let range = token.range.lowerBound..<lastEnd
    guard function?.arguments.contains(arguments.count) ?? (arguments.count == 3) else {
      throw .wrongArgumentCount(
        name,
        takes: function?.arguments ?? 3...3,
        given: arguments.count,
        at: place(range)
      )
    }
    guard let function else {
      let nodes = arguments.map(\.node)
      let node = Node.conditional(nodes[0], then: nodes[1], otherwise: nodes[2])
      return try joined(node, arguments, place: range)
    }
    return try joined(try node(function, arguments, range), arguments, place: range)
  }

  /// The function of that name; nil is `if`, which evaluates only one of its branches.
  private func resolve(_ name: String, at span: SourceSpan) throws(Diagnostic) -> Function? {
    if name == "if" { return nil }
    if !allowsChance, FunctionLibrary.chanceNames.contains(name) {
      throw .refusedFunction(name, .chance, at: span)
    }
    if let function = FunctionLibrary.functions[name] { return function }
    if let reason = FunctionLibrary.refused[name] {
      throw .refusedFunction(name, reason, at: span)
    }
    throw .unknownFunction(name, known: FunctionLibrary.names, at: span)
  }

  private func node(
    _ function: Function,
    _ arguments: [Part],
    _ range: Range<Int>
  ) throws(Diagnostic) -> Node {
    let body: Function.Values
    switch function.body {
    case .math(let operation): return .math(operation, arguments[0].node)
    case .values(let values): body = values
    case .prepared(let position, let prepare):
      body = try prepared(function.name, position, prepare, arguments)
    }
    return .call(
      Call(
        name: function.name,
        body: body,
        arguments: arguments.map(\.node),
        place: range,
        argumentPlaces: arguments.map(\.place)
      )
    )
  }

  /// The body for a format or pattern that is a literal, read now; else one that reads it anew in
  /// each evaluation.
  private func prepared(
    _ name: String,
    _ position: Int,
    _ prepare: @escaping Function.Preparation,
    _ arguments: [Part]
  ) throws(Diagnostic) -> Function.Values {
    do throws(Complaint) {
      guard position < arguments.count else { return try prepare(.null) }
      if case .constant(let value) = arguments[position].node { return try prepare(value) }
    } catch {
      throw .complaint(
        error,
        by: name,
        at: place(position < arguments.count ? arguments[position].place : 0..<0)
      )
    }
    return { values, context throws(Complaint) in
      try prepare(values[position])(values, context)
    }
  }
}
