import Diagnostics
import Tables

/// What an evaluation needs to know besides the names.
struct Context {
  /// Where the expression stands.
  let span: SourceSpan
  let isLenient: Bool
  let locale: FormatLocale
  let random: RandomSource

  func place(_ range: Range<Int>) -> SourceSpan { span.sub(range.lowerBound, range.upperBound) }
}

extension Node {
  func evaluate<Names: Scope>(
    _ context: borrowing Context,
    in scope: borrowing Names
  ) throws(Diagnostic) -> Value {
    switch self {
    case .constant(let value): return value
    case .name(let name, let place):
      if let value = scope.value(of: name) { return value }
      throw .unknownName(name, known: scope.names, at: context.place(place))
    case .member(let object, let name, let objectPlace, let place):
      if case .name(let root, _) = object, let value = scope.value(of: name, in: root) {
        return value
      }
      let value = try object.evaluate(context, in: scope)
      if case .record(let record) = value, let member = record[name] { return member }
      return try Access(context, objectPlace, place).member(
        name,
        of: value,
        isRow: {
          object.isElement
        }
      )
    case .element(let object, let key, let objectPlace, let place):
      let value = try object.evaluate(context, in: scope)
      let key = try key.evaluate(context, in: scope)
      return try Access(context, objectPlace, place).element(key, of: value)
    case .unary(let sign, let operand):
      return sign.apply(try operand.evaluate(context, in: scope))
    case .binary(let operation, let left, let right):
      let left = try left.evaluate(context, in: scope)
      return operation.apply(left, try right.evaluate(context, in: scope))
    case .both(let left, let right):
      let left = try left.evaluate(context, in: scope)
      return Coercion.truth(left) ? try right.evaluate(context, in: scope) : left
    case .either(let left, let right):
      let left = try left.evaluate(context, in: scope)
      return Coercion.truth(left) ? left : try right.evaluate(context, in: scope)
    case .conditional(let test, let then, let otherwise):
      let isTrue = Coercion.truth(try test.evaluate(context, in: scope))
      return try (isTrue ? then : otherwise).evaluate(context, in: scope)
    case .math(let operation, let argument):
      return .double(operation(Coercion.number(try argument.evaluate(context, in: scope))))
    case .list(let nodes): return .list(try Self.evaluate(nodes, context, in: scope))
    case .record(let names, let nodes):
      return .record(Record(Array(zip(names, try Self.evaluate(nodes, context, in: scope)))))
    case .call(let call): return try call.evaluate(context, in: scope)
    }
  }

  static func evaluate<Names: Scope>(
    _ nodes: [Node],
    _ context: borrowing Context,
    in scope: borrowing Names
  ) throws(Diagnostic) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(nodes.count)
    for node in nodes { values.append(try node.evaluate(context, in: scope)) }
    return values
  }

  private var isElement: Bool { if case .element = self { true } else { false } }
}

extension Call {
  func evaluate<Names: Scope>(
    _ context: borrowing Context,
    in scope: borrowing Names
  ) throws(Diagnostic) -> Value {
    let values = try Node.evaluate(arguments, context, in: scope)
    do throws(Complaint) {
      return try body(values, context)
    } catch {
      let place = error.argument.flatMap { argumentPlaces.indices.contains($0) ? $0 : nil }
        .map { argumentPlaces[$0] }
      throw .complaint(error, by: name, at: context.place(place ?? self.place))
    }
  }
}
