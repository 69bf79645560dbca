extension Value {
  /// The integer that stands for this value in a column of `type`; nil when it is not exact.
  func integer(for type: DataType) -> Int128? {
    switch (type, self) {
    case (.date32, .date(let days)): return Int128(days)
    case (.date64, .date(let days)): return Int128(days) * 86_400_000
    case (.time(let unit), .time(let nanoseconds)):
      return Self.rescale(nanoseconds, from: .nanosecond, to: unit)
    case (.timestamp(let unit, _), .timestamp(let timestamp)):
      return Self.rescale(timestamp.value, from: timestamp.unit, to: unit)
    case (.duration(let unit), .duration(let count, let own)):
      return Self.rescale(count, from: own, to: unit)
    default: return type.isInteger ? decimal(scale: 0) : nil
    }
  }

  /// The integer that `scale` makes of a whole number or decimal; nil when digits would be lost.
  func decimal(scale target: Int) -> Int128? {
    let integer: Int128
    let scale: Int
    switch self {
    case .int(let value): (integer, scale) = (Int128(value), 0)
    case .decimal(let value, let own): (integer, scale) = (value, own)
    default: return nil
    }
    if integer == 0 || scale == target { return integer }
    guard abs(scale) <= 38, abs(target) <= 38, abs(target - scale) <= 38 else { return nil }
    let factor = Int128.powerOfTen(abs(target - scale))
    if target > scale {
      let scaled = integer.multipliedReportingOverflow(by: factor)
      return scaled.overflow ? nil : scaled.partialValue
    }
    let (quotient, remainder) = integer.quotientAndRemainder(dividingBy: factor)
    return remainder == 0 ? quotient : nil
  }

  private static func rescale(_ count: Int64, from: TimeUnit, to: TimeUnit) -> Int128? {
    if from.perSecond <= to.perSecond {
      return Int128(count) * Int128(to.perSecond / from.perSecond)
    }
    let (quotient, remainder) = count.quotientAndRemainder(
      dividingBy: from.perSecond / to.perSecond
    )
    return remainder == 0 ? Int128(quotient) : nil
  }
}

extension Int128 {
  /// 10 to the power of `exponent`, which is held to the 38 digits that fit.
  static func powerOfTen(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<Swift.min(38, Swift.max(0, exponent)) { result *= 10 }
    return result
  }
}
