#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension RowRandom {
  /// A number of the standard normal distribution; as a rule (98.8 %) it takes one word.
  ///
  /// The ziggurat of G. Marsaglia and W. W. Tsang, "The ziggurat method for generating random
  /// variables", J. Stat. Software 5 (2000), with 256 layers and separate bits for layer and place, as
  /// J. A. Doornik, "An improved ziggurat method to generate normal random samples" (2005), asks for.
  /// Nothing is kept from one draw to the next, so a row's numbers stay its own.
  @inline(__always)
  public mutating func normal() -> Double {
    let word = next()
    let layer = Int(truncatingIfNeeded: word & 0xFF)
    let place = Self.signedUnit(word)
    let table = NormalLayers.table
    if abs(place) < table.inner[layer] { return place * table.edges[layer] }
    return normal(outside: layer, place)
  }

  /// In -1 ..< 1, from the bits above the layer's.
  @inline(__always)
  private static func signedUnit(_ word: UInt64) -> Double {
    Double(Int64(bitPattern: word) >> 10) * 0x1p-53
  }

  /// A place that fell outside the rectangle that lies wholly under the curve.
  @inline(never)
  private mutating func normal(outside first: Int, _ firstPlace: Double) -> Double {
    var layer = first
    var place = firstPlace
    let table = NormalLayers.table
    while true {
      if layer == 0 { return tail(isNegative: place < 0) }
      let x = place * table.edges[layer]
      let outer = table.edges[layer]
      let inner = table.edges[layer + 1]
      let low = exp(-0.5 * (outer * outer - x * x))
      let high = exp(-0.5 * (inner * inner - x * x))
      if low + unit() * (high - low) < 1 { return x }
      let word = next()
      layer = Int(truncatingIfNeeded: word & 0xFF)
      place = Self.signedUnit(word)
      if abs(place) < table.inner[layer] { return place * table.edges[layer] }
    }
  }

  /// A number beyond the last edge.
  ///
  /// G. Marsaglia, "Generating a variable from the tail of the normal distribution", Technometrics 6
  /// (1964).
  private mutating func tail(isNegative: Bool) -> Double {
    while true {
      let x = log(positiveUnit()) / NormalLayers.last
      let y = log(positiveUnit())
      if -2 * y >= x * x { return isNegative ? x - NormalLayers.last : NormalLayers.last - x }
    }
  }

  /// A number whose logarithm is normal with mean `mu` and standard deviation `sigma` ≥ 0.
  ///
  /// What is too large for a double becomes the greatest finite one.
  @inline(__always)
  public mutating func lognormal(mu: Double, sigma: Double) -> Double {
    min(exp(mu + sigma * normal()), .greatestFiniteMagnitude)
  }
}

/// The normal density's upper half in 256 layers of equal area, the lowest one with the tail.
///
/// Edges run from wide to narrow: `edges[0]` stands for the lowest layer with its tail, `edges[256]` is 0.
private struct NormalLayers {
  /// Where the tail begins, for 256 layers (Marsaglia and Tsang 2000).
  static let last = 3.6541528853610088
  /// The area of each layer: last · f(last) + ∫ f beyond it, for f(x) = exp(-x²/2).
  static let area = 0.004928673233974658

  static let table = NormalLayers()

  var edges = InlineArray<257, Double>(repeating: 0)
  /// The part of a layer's width that the layer above it covers too.
  var inner = InlineArray<256, Double>(repeating: 0)

  init() {
    var density = exp(-0.5 * Self.last * Self.last)
    edges[0] = Self.area / density
    edges[1] = Self.last
    for layer in 2..<256 {
      edges[layer] = (-2 * log(Self.area / edges[layer - 1] + density)).squareRoot()
      density = exp(-0.5 * edges[layer] * edges[layer])
    }
    for layer in 0..<256 { inner[layer] = edges[layer + 1] / edges[layer] }
  }
}
