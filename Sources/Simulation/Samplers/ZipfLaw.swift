#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ranks from 1 to a count, each as likely as rank⁻ˢ: a few customers with most of the orders.
///
/// W. Hörmann, G. Derflinger, "Rejection-inversion to generate variates from monotone discrete
/// distributions", ACM TOMACS 6 (1996): no table, whatever the count.
struct ZipfLaw: Sendable {
  private let count: Double
  private let exponent: Double
  private let first: Double
  private let last: Double
  private let squeeze: Double

  /// `count` ≥ 1, `exponent` > 0.
  init(_ count: Int, exponent: Double) {
    self.count = Double(count)
    self.exponent = exponent
    first = Self.area(1.5, exponent) - 1
    last = Self.area(Double(count) + 0.5, exponent)
    squeeze =
      2
      - Self.inverse(Self.area(2.5, exponent) - exp(-exponent * log(2)), exponent)
  }

  /// A rank from 1 to the count.
  func draw(_ random: inout RowRandom) -> Int {
    while true {
      let u = last + random.unit() * (first - last)
      let x = Self.inverse(u, exponent)
      let rank = min(max((x + 0.5).rounded(.down), 1), count)
      if rank - x <= squeeze
        || u >= Self.area(rank + 0.5, exponent) - exp(-exponent * log(rank))
      {
        return Int(rank)
      }
    }
  }

  /// The integral of x⁻ˢ from 1: (x¹⁻ˢ - 1) / (1 - s), and log x for s = 1.
  private static func area(_ x: Double, _ exponent: Double) -> Double {
    let logX = log(x)
    let t = (1 - exponent) * logX
    return (abs(t) > 1e-8 ? expm1(t) / t : 1 + t / 2) * logX
  }

  private static func inverse(_ area: Double, _ exponent: Double) -> Double {
    let t = max(-1, area * (1 - exponent))
    return exp((abs(t) > 1e-8 ? log1p(t) / t : 1 - t / 2) * area)
  }
}
