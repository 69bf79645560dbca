/// Numbers to a few classes, by the thresholds between them.
///
/// Source: d3-scale 4 (`quantile`, `quantize`, `threshold`) and Vega's `bin-ordinal`.
struct ClassMap: Sendable {
  /// Ascending; a value on a threshold belongs to the class above it.
  let thresholds: [Double]
  /// How many classes lie below the first threshold that have no value: 1 for `bin-ordinal`.
  private let skipped: Int
  private let count: Int

  init(_ type: ScaleType, domain: [Double], count: Int) {
    self.count = count
    skipped = type == .binOrdinal ? 1 : 0
    switch type {
    case .quantile:
      thresholds =
        count < 2
        ? []
        : (1..<count).map {
          Self.quantile(domain, Double($0) / Double(count))
        }
    case .quantize:
      let (low, high) = (domain.first ?? .nan, domain.last ?? .nan)
      thresholds =
        count < 2
        ? []
        : (1..<count).map {
          (Double($0) * high - Double($0 - count) * low) / Double(count)
        }
    case .threshold: thresholds = Array(domain.prefix(max(0, count - 1)))
    default: thresholds = domain
    }
  }

  /// The class of a value; nil for what has none.
  func index(of value: Double) -> Int? {
    guard !value.isNaN, count > 0 else { return nil }
    var (low, high) = (0, thresholds.count)
    while low < high {
      let middle = (low + high) / 2
      if thresholds[middle] <= value { low = middle + 1 } else { high = middle }
    }
    let index = low - skipped
    return index < 0 ? nil : index % count
  }

  /// Linear interpolation between order statistics (R's type 7).
  private static func quantile(_ sorted: [Double], _ part: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = Double(sorted.count - 1) * part
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
  }
}
