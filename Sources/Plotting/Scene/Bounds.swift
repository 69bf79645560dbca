#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A rectangle along the axes, in pixels; empty until something is added.
struct Bounds: Hashable, Sendable {
  var x1 = Double.infinity
  var y1 = Double.infinity
  var x2 = -Double.infinity
  var y2 = -Double.infinity

  init() {}

  init(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    self.x1 = min(x1, x2)
    self.y1 = min(y1, y2)
    self.x2 = max(x1, x2)
    self.y2 = max(y1, y2)
  }

  var isEmpty: Bool { x1 > x2 || y1 > y2 }
  var width: Double { isEmpty ? 0 : x2 - x1 }
  var height: Double { isEmpty ? 0 : y2 - y1 }

  mutating func add(_ x: Double, _ y: Double) {
    guard x.isFinite, y.isFinite else { return }
    x1 = min(x1, x)
    y1 = min(y1, y)
    x2 = max(x2, x)
    y2 = max(y2, y)
  }

  mutating func union(_ other: Bounds) {
    x1 = min(x1, other.x1)
    y1 = min(y1, other.y1)
    x2 = max(x2, other.x2)
    y2 = max(y2, other.y2)
  }

  func translated(_ dx: Double, _ dy: Double) -> Bounds {
    var moved = self
    moved.x1 += dx
    moved.x2 += dx
    moved.y1 += dy
    moved.y2 += dy
    return moved
  }

  /// Grown by so many pixels on all sides; an empty rectangle stays empty.
  func expanded(_ amount: Double) -> Bounds {
    guard !isEmpty else { return self }
    var grown = self
    grown.x1 -= amount
    grown.y1 -= amount
    grown.x2 += amount
    grown.y2 += amount
    return grown
  }

  /// The bounds of the rectangle turned by degrees (clockwise) around a point.
  func rotated(_ degrees: Double, x: Double, y: Double) -> Bounds {
    let cosine = cos(degrees / 180 * .pi)
    let sine = sin(degrees / 180 * .pi)
    var turned = Bounds()
    for (px, py) in [(x1, y1), (x1, y2), (x2, y1), (x2, y2)] {
      turned.add(
        cosine * (px - x) - sine * (py - y) + x,
        sine * (px - x) + cosine * (py - y) + y
      )
    }
    return turned
  }

  /// Whether two rectangles come closer than `separation` pixels.
  func touches(_ other: Bounds, separation: Double = 0) -> Bool {
    separation > max(other.x1 - x2, x1 - other.x2, other.y1 - y2, y1 - other.y2)
  }

  func encloses(_ other: Bounds) -> Bool {
    x1 <= other.x1 && x2 >= other.x2 && y1 <= other.y1 && y2 >= other.y2
  }
}

/// JavaScript's `Math.round`, which pixels are snapped by: halves go up.
func snapped(_ value: Double) -> Double { (value + 0.5).rounded(.down) }
