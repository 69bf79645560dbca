#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A way through colours, evenly spaced, blended between neighbours.
///
/// Below 0 and above 1 the first and the last blend go on in a straight line, as in d3's
/// `piecewise`.
struct ColourBlend: Sendable {
  private struct Segment: Sendable {
    var start: SIMD4<Double>
    var change: SIMD4<Double>
  }

  private let space: ColourSpace
  private let gamma: Double
  private let segments: [Segment]
  private let only: Colour
  private var origin = 0.0
  private var length = 1.0

  init(_ colours: [Colour], space: ColourSpace = .rgb, gamma: Double = 1) {
    self.space = space
    self.gamma = gamma
    only = colours.first ?? Colour(0, 0, 0)
    let raisesRGB = space == .rgb && gamma != 1
    segments = zip(colours, colours.dropFirst()).map { first, second in
      var (a, b) = (space.parts(first), space.parts(second))
      if raisesRGB {
        for part in 0..<3 { (a[part], b[part]) = (pow(a[part], gamma), pow(b[part], gamma)) }
      }
      var start = a
      var change = b - a
      for part in 0..<4 where change[part].isNaN {
        start[part] = a[part].isNaN ? b[part] : a[part]
        change[part] = 0
      }
      if space.turnsShort, change.x.magnitude > 180 {
        change.x -= 360 * (change.x / 360 + 0.5).rounded(.down)
      }
      return Segment(start: start, change: change)
    }
  }

  /// The colour at a part of the way.
  func colour(at part: Double) -> Colour {
    guard !segments.isEmpty, part.isFinite else { return only }
    let place = (origin + part * length) * Double(segments.count)
    let index = Int(min(max(place, 0), Double(segments.count - 1)))
    let t = place - Double(index)
    let segment = segments[index]
    var parts = segment.start + segment.change * t
    if gamma != 1 {
      if space == .rgb {
        for part in 0..<3 { parts[part] = pow(parts[part], 1 / gamma) }
      } else if space.isCubehelix {
        parts.z = segment.start.z + segment.change.z * pow(t, gamma)
      }
    }
    return space.colour(parts)
  }
}

extension ColourBlend {
  /// The way between two parts of this one; the other way around when `start` exceeds `end`.
  func part(_ start: Double, _ end: Double) -> ColourBlend {
    var copy = self
    copy.origin = self.origin + start * self.length
    copy.length = (end - start) * self.length
    return copy
  }
}
