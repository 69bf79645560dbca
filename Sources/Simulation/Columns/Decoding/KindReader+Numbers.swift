import Diagnostics
import Options
import Tables

extension KindReader {
  /// The distributions that `number: {distribution: …}` may name.
  private enum Distribution: String, CaseIterable {
    case uniform, normal, lognormal, exponential, gamma, beta

    var kind: ColumnKind { ColumnKind(rawValue: rawValue) ?? .number }
  }

  /// Whole numbers are read as such: half a million years of microseconds fit.
  private static let whole = -(1 << 62)...(1 << 62)

  mutating func integers() -> IntegerSource? {
    switch kind {
    case .sequence: sequence()
    case .integer: uniformIntegers()
    case .poisson:
      require("mean")
        ? number("mean", from: 0, through: 1e18).flatMap { counts(.poisson(mean: $0)) } : nil
    default: binomial()
    }
  }

  private mutating func sequence() -> IntegerSource? {
    let start = options.node("start") == nil ? 1 : options.integer("start", in: Self.whole)
    let step = options.node("step") == nil ? 1 : options.integer("step", in: Self.whole)
    guard let start, let step else { return nil }
    let (distance, far) = step.multipliedReportingOverflow(by: max(context.rowCount - 1, 0))
    if far || start.addingReportingOverflow(distance).overflow {
      options.complain(.sequenceTooLong(at: context.span))
    }
    return IntegerSource(
      law: .sequence(start: start, step: step),
      limits: .min ... .max,
      stream: context.stream
    )
  }

  private mutating func uniformIntegers() -> IntegerSource? {
    guard require("min", "max"), let low = options.integer("min", in: Self.whole),
      let high = options.integer("max", in: Self.whole)
    else { return nil }
    guard low <= high else {
      options.complain(.crossed("min", "max", at: options.node.span))
      return nil
    }
    let (count, overflow) = (high - low).addingReportingOverflow(1)
    guard !overflow else {
      options.complain(.wrongValue("max", "less than 2⁶³ above 'min'", at: options.node.span))
      return nil
    }
    var law = IntegerSource.Law.uniform(low...high)
    if let unique = context.unique {
      guard count >= context.rowCount else {
        options.complain(.tooFewUnique(count, rows: context.rowCount, at: unique))
        return nil
      }
      law = .unique(
        start: low,
        Permutation(count, seed: context.seed, stream: context.stream)
      )
    }
    return IntegerSource(law: law, limits: low...high, stream: context.stream)
  }

  private mutating func binomial() -> IntegerSource? {
    guard require("trials", "p"),
      let trials = options.integer("trials", in: 0...(1 << 53)),
      let p = number("p", from: 0, through: 1)
    else { return nil }
    return counts(.binomial(trials: trials, p: p))
  }

  private mutating func counts(_ law: IntegerSource.Law) -> IntegerSource? {
    let low = options.integer("min", in: Self.whole) ?? .min
    let high = options.integer("max", in: Self.whole) ?? .max
    guard low <= high else {
      options.complain(.crossed("min", "max", at: options.node.span))
      return nil
    }
    return IntegerSource(law: law, limits: low...high, stream: context.stream)
  }

  mutating func numbers() -> NumberSource? {
    var kind = kind
    if kind == .number, options.node("distribution") != nil {
      guard let choice = options.choice("distribution", as: Distribution.self) else {
        // Which of the other parameters there are, nobody knows.
        options.accept(options.node.entries.map(\.key.value))
        return nil
      }
      kind = choice.kind
      options.accept(kind.parameters)
    }
    let digits = options.integer("round", in: 0...15)
    let low = number("min") ?? (kind == .number ? 0 : -.greatestFiniteMagnitude)
    let high = number("max") ?? (kind == .number ? 1 : .greatestFiniteMagnitude)
    guard low <= high else {
      options.complain(.crossed("min", "max", at: options.node.span))
      return nil
    }
    return law(kind, low, high).map {
      NumberSource(law: $0, limits: low...high, digits: digits, stream: context.stream)
    }
  }

  private mutating func law(_ kind: ColumnKind, _ low: Double, _ high: Double)
    -> NumberSource.Law?
  {
    switch kind {
    case .normal:
      let mean = number("mean") ?? 0
      return .normal(mean: mean, deviation: number("sd", from: 0) ?? 1)
    case .lognormal:
      let mu = number("mu") ?? 0
      return .lognormal(mu: mu, sigma: number("sigma", from: 0) ?? 1)
    case .exponential: return exponential()
    case .gamma:
      guard require("shape"), let shape = positive("shape") else { return nil }
      let scale = options.node("scale") == nil ? 1 : positive("scale")
      return scale.map { .gamma(shape: shape, scale: $0) }
    case .beta:
      guard require("alpha", "beta"), let alpha = positive("alpha"), let beta = positive("beta")
      else { return nil }
      return .beta(alpha, beta)
    default: return .uniform(min: low, max: high)
    }
  }

  private mutating func exponential() -> NumberSource.Law? {
    guard let rate = options.node("rate") else {
      guard require("mean") else { return nil }
      return positive("mean").map { .exponential(mean: $0) }
    }
    if options.node("mean") != nil {
      options.complain(.contradiction("rate", "mean", at: rate.span))
      return nil
    }
    return positive("rate").map { .exponential(mean: min(1 / $0, .greatestFiniteMagnitude)) }
  }
}
