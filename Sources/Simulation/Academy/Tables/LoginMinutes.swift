import Diagnostics
import Options

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many whole minutes a login of one grade takes.
///
/// The formula is ⌊loc − scale · ln(1 − x)⌋ with x uniform in [low, low + 0.1) and low drawn by
/// weight; the original drops the fraction, as its files show. Whole minutes are few, so each one's
/// probability is worked out once, and a login takes one word and one look-up instead of a logarithm.
struct LoginMinutes: Sendable {
  /// The minutes of the table's first place.
  let first: Int
  /// The probability of each number of minutes from `first` on.
  let shares: [Double]
  private let table: AliasTable

  /// How far x may go beyond `low`.
  static let width = 0.1

  init(low: [(value: Double, weight: Double)], loc: Double, scale: Double) {
    // The share of −ln(1 − x) up to t, for one low: ((1 − low) − e⁻ᵗ) / width, cut at 0 and 1.
    func cumulated(_ minutes: Double, _ low: Double) -> Double {
      min(1, max(0, (1 - low - exp(-(minutes - loc) / scale)) / Self.width))
    }
    let weightSum = low.reduce(0) { $0 + $1.weight }
    let lowest = low.reduce(1) { min($0, $1.value) }
    first = Int((loc - scale * log1p(-lowest)).rounded(.down))
    // Where x reaches 1 there is no longest login; beyond 40 scales lies a share of e⁻⁴⁰.
    let last = Int((loc + scale * 40).rounded(.up))
    var shares = (first...max(first, last)).map { minutes in
      low.reduce(0) { sum, low in
        let share =
          cumulated(Double(minutes + 1), low.value) - cumulated(Double(minutes), low.value)
        return sum + share * low.weight / weightSum
      }
    }
    while shares.count > 1, shares[shares.count - 1] <= 0 { shares.removeLast() }
    self.shares = shares
    table = AliasTable(shares)
  }

  @inline(__always)
  func draw(_ random: inout RowRandom) -> Int { first &+ table.draw(&random) }
}

extension LoginMinutes {
  init(_ reader: inout FigureReader) {
    var low: [(value: Double, weight: Double)] = []
    if let node = reader.node("low") {
      let odds = reader.odds("low")
      for (key, weight) in zip(odds.outcomes, odds.weights) {
        let value = Double(key.value)
        // 0.9 + 0.1 is a little above 1.
        if let value, value >= 0, value + Self.width < 1 + 1e-9 {
          low.append((value, weight))
        } else if case .mapping(let entries) = node.content, !entries.isEmpty {
          reader.complain(
            .figureOutOfRange("low", "between 0 and 0.9", "'\(key.value)'", at: key.span)
          )
        }
      }
    }
    if low.isEmpty { low = [(0, 1)] }
    self.init(
      low: low,
      loc: reader.number("loc", in: 0...10_000, "between 0 and 10000"),
      scale: reader.number("scale", in: 0.01...1_000, "between 0.01 and 1000")
    )
  }
}
