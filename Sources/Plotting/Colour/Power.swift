#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Powers of real numbers, the one function of the C library that colours need.
enum Power {
  static func of(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
