#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension RowRandom {
  /// The number of events where `mean` are expected; `mean` lies between 0 and 10¹⁸.
  ///
  /// Below 10 by inversion of one word; above by W. Hörmann, "The transformed rejection method for
  /// generating Poisson random variables", Insurance: Mathematics and Economics 12 (1993), algorithm PTRS.
  @inline(__always)
  public mutating func poisson(_ mean: Double) -> Int {
    precondition(mean >= 0 && mean <= 1e18, "a Poisson distribution of mean \(mean)")
    return mean < 10 ? poissonByInversion(mean) : poissonByRejection(mean)
  }

  private mutating func poissonByInversion(_ mean: Double) -> Int {
    var left = unit()
    var share = exp(-mean)
    var count = 0
    // The word's 53 bits end before 60 events do; the bound is for what rounding leaves over.
    while left >= share, count < 100 {
      left -= share
      count += 1
      share *= mean / Double(count)
    }
    return count
  }

  private mutating func poissonByRejection(_ mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let alpha = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = unit() - 0.5
      let v = positiveUnit()
      let margin = 0.5 - abs(u)
      let count = ((2 * a / margin + b) * u + mean + 0.43).rounded(.down)
      if margin >= 0.07, v <= squeeze { return Int(count) }
      // `margin` may be 0, the count infinite: rejected here, as it is too unlikely.
      if count < 0 || count > 4e18 || margin < 0.013 && v > margin { continue }
      if log(v * alpha / (a / (margin * margin) + b)) <= LogShare.poisson(count, mean: mean) {
        return Int(count)
      }
    }
  }

  /// How many of `count` trials succeed, each with a probability `p` between 0 and 1.
  ///
  /// With few successes (or few failures) expected, by inversion of one word; else by W. Hörmann, "The
  /// generation of binomial random variates", J. Stat. Comput. Simul. 46 (1993), algorithm BTRS.
  /// Exact for counts up to 2⁵³; above, to a double's precision.
  @inline(__always)
  public mutating func binomial(_ count: Int, _ p: Double) -> Int {
    precondition(count >= 0 && p >= 0 && p <= 1, "\(count) trials of probability \(p)")
    if p > 0.5 { return count - fewerThanHalf(count, 1 - p) }
    return fewerThanHalf(count, p)
  }

  private mutating func fewerThanHalf(_ count: Int, _ p: Double) -> Int {
    let trials = Double(count)
    if count == 0 || p == 0 { return 0 }
    if trials * p < 10 { return binomialByInversion(count, p) }
    let successes = binomialByRejection(trials, p)
    // As a double the number of trials may have been rounded up, even out of the integers.
    return successes >= trials ? count : min(count, Int(successes))
  }

  private mutating func binomialByInversion(_ count: Int, _ p: Double) -> Int {
    var left = unit()
    var share = exp(Double(count) * log1p(-p))
    let odds = p / (1 - p)
    var successes = 0
    while left >= share, successes < min(count, 100) {
      left -= share
      successes += 1
      share *= odds * Double(count - successes + 1) / Double(successes)
    }
    return successes
  }

  private mutating func binomialByRejection(_ trials: Double, _ p: Double) -> Double {
    let deviation = (trials * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let centre = trials * p + 0.5
    let alpha = (2.83 + 5.1 / b) * deviation
    let squeeze = 0.92 - 4.2 / b
    let mode = ((trials + 1) * p).rounded(.down)
    var atMode: Double?
    while true {
      let u = unit() - 0.5
      let v = positiveUnit()
      let margin = 0.5 - abs(u)
      let successes = ((2 * a / margin + b) * u + centre).rounded(.down)
      if margin >= 0.07, v <= squeeze { return successes }
      // Not-a-number, which a margin of 0 gives, is not in this range either.
      guard successes >= 0, successes <= trials else { continue }
      let most = atMode ?? LogShare.binomial(mode, of: trials, p)
      atMode = most
      if log(v * alpha / (a / (margin * margin) + b))
        <= LogShare.binomial(successes, of: trials, p) - most
      {
        return successes
      }
    }
  }
}
