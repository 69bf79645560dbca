import Tables

extension UnaryOperator {
  func apply(_ value: Value) -> Value {
    switch self {
    case .plus:
      switch value {
      case .int, .double, .decimal: value
      case .string(let text): ScriptNumber.read(text) ?? .double(.nan)
      default: .double(Coercion.number(value))
      }
    case .minus:
      if case .string(let text) = value {
        Arithmetic.negated(ScriptNumber.read(text) ?? .double(.nan))
      } else {
        Arithmetic.negated(value)
      }
    case .not: .bool(!Coercion.truth(value))
    case .complement: .int(Int64(~Coercion.int32(value)))
    }
  }
}

extension BinaryOperator {
  func apply(_ a: Value, _ b: Value) -> Value {
    switch self {
    case .add: Arithmetic.sum(a, b)
    case .subtract: Arithmetic.difference(a, b)
    case .multiply: Arithmetic.product(a, b)
    case .divide: Arithmetic.quotient(a, b)
    case .remainder: Arithmetic.remainder(a, b)
    case .equal: .bool(Comparison.isEqual(a, b))
    case .notEqual: .bool(!Comparison.isEqual(a, b))
    case .identical: .bool(Comparison.isIdentical(a, b))
    case .notIdentical: .bool(!Comparison.isIdentical(a, b))
    case .less: .bool(Comparison.isLess(a, b) ?? false)
    case .greater: .bool(Comparison.isLess(b, a) ?? false)
    case .lessOrEqual: .bool(Comparison.isLess(b, a).map { !$0 } ?? false)
    case .greaterOrEqual: .bool(Comparison.isLess(a, b).map { !$0 } ?? false)
    case .and: .int(Int64(Coercion.int32(a) & Coercion.int32(b)))
    case .or: .int(Int64(Coercion.int32(a) | Coercion.int32(b)))
    case .xor: .int(Int64(Coercion.int32(a) ^ Coercion.int32(b)))
    case .shiftLeft: .int(Int64(Coercion.int32(a) << Self.distance(b)))
    case .shiftRight: .int(Int64(Coercion.int32(a) >> Self.distance(b)))
    case .shiftRightUnsigned:
      .int(Int64(UInt32(bitPattern: Coercion.int32(a)) >> UInt32(Self.distance(b))))
    }
  }

  /// The lower five bits, as JavaScript shifts.
  private static func distance(_ value: Value) -> Int32 { Coercion.int32(value) & 31 }
}
