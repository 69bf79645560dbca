/// JavaScript's four ways to write a number (ECMAScript, sections 21.1.3 and 6.1.6.1.20).
extension DecimalDigits {
  /// `toFixed`: plain notation with exactly `decimals` decimals.
  func fixed(_ decimals: Int) -> String { rounded(decimals: decimals).plain(decimals: decimals) }

  /// `toExponential`: one digit, the point, `decimals` digits and the exponent, as `1.25e+3`.
  func exponential(_ decimals: Int) -> String {
    let number = rounded(significant: decimals + 1)
    let digits = number.leading(decimals + 1)
    let point = decimals > 0 ? "." : ""
    let sign = number.exponent < 0 ? "-" : "+"
    return "\(digits.prefix(1))\(point)\(digits.dropFirst())e\(sign)\(abs(number.exponent))"
  }

  /// `toPrecision`: that many significant digits, exponential below 1e-6 and from 10^precision on.
  func precise(_ precision: Int) -> String {
    let number = rounded(significant: precision)
    if number.exponent < -6 || number.exponent >= precision {
      return number.exponential(precision - 1)
    }
    return number.plain(decimals: precision - 1 - number.exponent)
  }

  /// `String(number)` of these digits: exponential below 1e-6 and from 1e21 on.
  var script: String {
    if isZero { return "0" }
    if exponent < -6 || exponent >= 21 { return exponential(digits.count - 1) }
    return plain(decimals: max(0, digits.count - 1 - exponent))
  }
}
