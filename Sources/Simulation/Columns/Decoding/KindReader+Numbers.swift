import Diagnostics
import Options
import Tables

extension KindReader {
  /// The distributions that `number: {distribution: …}` may name.
  private enum Distribution: String, CaseIterable {
    case uniform, normal, lognormal, exponential, gamma, beta

    var kind: ColumnKind { ColumnKind(rawValue: rawValue) ?? .number }
  }

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
    let start = options.node("start") == nil ? 1 : whole("start")
    let step = options.node("step") == nil ? 1 : whole("step")
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
    let isThere = require("min", "max")
    let ends = (whole("min"), whole("max"))
    guard isThere, let low = ends.0, let high = ends.1 else { return nil }
    guard low <= high else {
      options.complain(.crossed("min", "max", at: options.node.span))
      return nil
    }
    let (distance, isFar) = high.subtractingReportingOverflow(low)
    guard !isFar, distance < .max else {
      options.complain(.wrongValue("max", "less than 2⁶³ - 1 above 'min'", at: options.node.span))
      return nil
    }
    let count = distance + 1
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
    let isThere = require("trials", "p")
    let trials = whole("trials", in: 0...(1 << 53))
    let p = number("p", from: 0, through: 1)
    guard isThere, let trials, let p else { return nil }
    return counts(.binomial(trials: trials, p: p))
  }

  private mutating func counts(_ law: IntegerSource.Law) -> IntegerSource? {
    let low = whole("min") ?? .min
    let high = whole("max") ?? .max
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
    let digits = whole("round", in: 0...15)
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
      let isThere = require("shape")
      let shape = positive("shape")
      let scale = options.node("scale") == nil ? 1 : positive("scale")
      guard isThere, let shape, let scale else { return nil }
      return .gamma(shape: shape, scale: scale)
    case .beta:
      let isThere = require("alpha", "beta")
      let (alpha, beta) = (positive("alpha"), positive("beta"))
      guard isThere, let alpha, let beta else { return nil }
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
