extension Double {
  /// The number as JavaScript writes it: the shortest digits that read back the same, exponents
  /// from 1e21 and below 1e-6, and no `.0` for whole numbers.
  public var scriptText: String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-Infinity" : "Infinity" }
    if let whole = Int64(exactly: self), whole.magnitude < 1 << 53 { return String(whole) }
    let text = DecimalDigits(shortest: self).script
    return self < 0 ? "-" + text : text
  }
}
