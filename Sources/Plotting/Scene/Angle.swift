#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Angles in degrees.
enum Angle {
  static func sine(_ degrees: Double) -> Double { sin(degrees / 180 * .pi) }
}
