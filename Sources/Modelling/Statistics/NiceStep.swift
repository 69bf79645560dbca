#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A distance that is 1, 2 or 5 times a power of ten, so that its multiples are short to write.
struct NiceStep: Sendable, Hashable {
  let digit: Int
  let exponent: Int

  /// The nice distance nearest to a positive one, by ratio.
  init(near width: Double) {
    self.init(width, roundingUpFrom: [2, 10, 50].map { $0.squareRoot() })
  }

  /// The greatest nice distance that is not greater than a positive one.
  init(atMost width: Double) { self.init(width, roundingUpFrom: [2, 5, 10]) }

  /// - Parameters:
  ///   - width: Above 0.
  ///   - bounds: From which leading number on it is 2, 5 and 10.
  private init(_ width: Double, roundingUpFrom bounds: [Double]) {
    var exponent = Int(log10(width).rounded(.down))
    let lead = width / pow(10, Double(exponent))
    switch lead {
    case ..<bounds[0]: digit = 1
    case ..<bounds[1]: digit = 2
    case ..<bounds[2]: digit = 5
    default:
      digit = 1
      exponent += 1
    }
    self.exponent = exponent
  }

  private init(digit: Int, exponent: Int) {
    self.digit = digit
    self.exponent = exponent
  }

  var width: Double { multiple(1) }

  /// The next greater nice distance.
  var next: NiceStep {
    switch digit {
    case 1: NiceStep(digit: 2, exponent: exponent)
    case 2: NiceStep(digit: 5, exponent: exponent)
    default: NiceStep(digit: 1, exponent: exponent + 1)
    }
  }

  /// So many times the distance, rounded once: the multiples of 0.1 are 0.1, 0.2, 0.3.
  func multiple(_ count: Double) -> Double {
    let power = pow(10, Double(abs(exponent)))
    return exponent < 0 ? count * Double(digit) / power : count * Double(digit) * power
  }
}
