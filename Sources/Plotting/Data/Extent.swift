/// The least and the greatest of some numbers, leaving out those that are not finite.
struct Extent: Sendable {
  private(set) var low = Double.infinity
  private(set) var high = -Double.infinity

  init() {}

  init(of values: [Double]) { add(values) }

  mutating func add(_ values: [Double]) {
    for value in values { add(value) }
  }

  mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    if value < low { low = value }
    if value > high { high = value }
  }

  /// Nil when there was no finite number.
  var bounds: (Double, Double)? { low <= high ? (low, high) : nil }
}
