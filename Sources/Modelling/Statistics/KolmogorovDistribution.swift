#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The distribution of the greatest distance between n rows' distribution function and the true one.
///
/// Which method where is after Simard and L'Ecuyer, Computing the two-sided Kolmogorov–Smirnov
/// distribution (Journal of Statistical Software 39/11, 2011), and so is scipy's `kstwo`.
enum KolmogorovDistribution {
  /// The probability of a distance of `d` or more.
  static func tail(_ d: Double, _ count: Int) -> Double {
    let n = Double(count)
    let t = n * d
    if t <= 0.5 { return 1 }
    if d >= 1 { return 0 }
    if t <= 1 {
      // Ruben and Gambino: n! ((2t − 1) / n)ⁿ below.
      return 1 - exp(lgamma(n + 1).0 + n * log((2 * t - 1) / n))
    }
    if t >= n - 1 { return 2 * pow(1 - d, n) }
    let square = t * d
    // From here on both sides are not left at once, to all digits.
    if d >= 0.5 || square > (count <= 140 ? 4 : 2.2) {
      return square >= 370 ? 0 : min(1, 2 * oneSidedTail(d, count))
    }
    let below =
      count <= 140 || (count <= 20_000 && t * d.squareRoot() <= 1.4)
      ? matrixPower(d, count) : series(d.squareRoot() * t.squareRoot(), n)
    return min(1, max(0, 1 - below))
  }

  /// The probability that the distance on one side is `d` or more (Smirnov, 1944; Birnbaum and
  /// Tingey, 1951).
  ///
  /// A sum over j of d / pⱼ times the binomial probability of j among n at pⱼ = d + j / n. Of many
  /// terms, each n / 20 000th is taken: the terms run smoothly and vanish with all their
  /// derivatives at both ends, where such a sum is as good as the whole.
  static func oneSidedTail(_ d: Double, _ count: Int) -> Double {
    let n = Double(count)
    let every = max(1, count / 20_000)
    let last = Int((n * (1 - d)).rounded(.down))
    var sum = CompensatedSum()
    for j in stride(from: 0, through: last, by: every) {
      let share = d + Double(j) / n
      guard share < 1 else { continue }
      sum.add(d / share * BinomialDistribution.probability(of: j, among: count, at: share))
    }
    return sum.value * Double(every)
  }

  /// The probability below `d`, as an entry of the n-th power of a matrix (Durbin, 1973; Marsaglia,
  /// Tsang and Wang, Journal of Statistical Software 8/18, 2003).
  static func matrixPower(_ d: Double, _ count: Int) -> Double {
    let t = Double(count) * d
    let k = Int(t) + 1
    let width = 2 * k - 1
    let h = Double(k) - t
    var factorials = [1.0]
    for i in 1...(width + 1) { factorials.append(factorials[i - 1] * Double(i)) }
    var matrix = ScaledMatrix(width: width)
    for row in 0..<width {
      for column in 0...min(row + 1, width - 1) {
        var entry = 1.0
        if column == 0 { entry -= pow(h, Double(row + 1)) }
        if row == width - 1 { entry -= pow(h, Double(width - column)) }
        if column == 0, row == width - 1, 2 * h > 1 { entry += pow(2 * h - 1, Double(width)) }
        // Divided factor by factor where the factorial is no longer a number.
        matrix.cells[row * width + column] =
          factorials[row - column + 1].isFinite ? entry / factorials[row - column + 1] : 0
      }
    }
    var value = matrix.power(count).entry(k - 1, k - 1)
    for i in 1...count { value.multiply(by: Double(i) / Double(count)) }
    return value.number
  }

  /// The probability below z / √n by Pelz and Good (1976), to the order n^(−3/2).
  static func series(_ z: Double, _ n: Double) -> Double {
    let (z2, pi2) = (z * z, Double.pi * Double.pi)
    let (z4, z6) = (z2 * z2, z2 * z2 * z2)
    var (k0, k1, k2, k3) = (0.0, 0.0, 0.0, 0.0)
    // Terms for k and −k − 1 are equal; they fall off with exp(−π² k² / 2 z²).
    for k in 0..<64 {
      let q = pi2 * (Double(k) + 0.5) * (Double(k) + 0.5)
      let fall = 2 * exp(-q / (2 * z2))
      if fall == 0 { break }
      k0 += fall / 2
      k1 += (q - z2) * fall
      k2 += (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * q + (1 - 2 * z2) * q * q) * fall
      let high = (5 - 30 * z2) * q * q * q + (212 * z4 - 60 * z2) * q * q
      k3 += (high + (135 * z4 - 96 * z6) * q - 30 * z6 - 90 * z4 * z4) * fall
    }
    var (whole2, whole3) = (0.0, 0.0)
    for k in 1..<64 {
      let q = pi2 * Double(k * k)
      let fall = 2 * exp(-q / (2 * z2))
      if fall == 0 { break }
      whole2 += q * fall
      whole3 += (3 * z2 * q - q * q) * fall
    }
    let root = (Double.pi / 2).squareRoot()
    let first = (2 * Double.pi).squareRoot() / z * k0
    let second = root / (6 * z4) * k1
    let third = root / (72 * z6 * z) * k2 - root / (36 * z2 * z) * whole2
    let fourth = root / (6480 * z6 * z4) * k3 + root / (216 * z6) * whole3
    return first + second / n.squareRoot() + third / n + fourth / (n * n.squareRoot())
  }
}
