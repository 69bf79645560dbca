/// The confidence interval of a mean by resampling.
///
/// Vega draws 1,000 samples by chance and takes the 2.5 % and 97.5 % quantiles of their means, so
/// that its own figures change a little with each drawing. Ours come from a fixed sequence of
/// pseudo-random numbers: the same values always give the same interval.
/// Source: vega-statistics' `bootstrapCI`.
enum Bootstrap {
  /// The 95 % interval of the mean; NaN of no values.
  static func interval(_ values: [Double]) -> (Double, Double) {
    guard let first = values.first else { return (.nan, .nan) }
    if values.count == 1 { return (first, first) }
    let samples = 1_000
    var chance = PseudoRandom()
    var means: [Double] = []
    means.reserveCapacity(samples)
    let count = values.count
    for _ in 0..<samples {
      var sum = 0.0
      for _ in 0..<count { sum += values[chance.below(count)] }
      means.append(sum / Double(count))
    }
    means.sort()
    return (Summary.quantile(0.025, of: means), Summary.quantile(0.975, of: means))
  }
}

/// A fixed sequence of well mixed numbers (SplitMix64, https://prng.di.unimi.it/splitmix64.c).
struct PseudoRandom {
  private var state: UInt64

  init(seed: UInt64 = 0x5EED) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A whole number from 0 up to `bound`, not included.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
  }
}
