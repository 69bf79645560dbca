/// Which labels of a guide are hidden so that none touches another.
///
/// Source: https://vega.github.io/vega/docs/axes/ (`labelOverlap`), `vega-view-transforms`.
enum LabelOverlap: Sendable {
  case none
  /// Every second label goes, until no two neighbours touch.
  case parity
  /// A label goes that touches the last one kept.
  case greedy

  /// Which labels are kept, for labels in order along the guide; at least two are.
  ///
  /// `bounds`: of each label; one without an extent counts as kept and in nobody's way.
  func kept(_ bounds: [Bounds], separation: Double = 0) -> [Bool] {
    var kept = Array(repeating: true, count: bounds.count)
    guard self != .none else { return kept }
    let source = bounds.indices.filter { bounds[$0].width > 1 && bounds[$0].height > 1 }
    guard let last = source.last else { return kept }
    var left = source
    while left.count >= 3, touching(left, bounds, separation) {
      let before = left
      left = reduced(before, bounds, separation)
      for index in before { kept[index] = false }
      for index in left { kept[index] = true }
    }
    // With two left, the last label says more than one somewhere in the middle.
    if left.count < 3, !kept[last] {
      if left.count > 1, let late = left.last { kept[late] = false }
      kept[last] = true
    }
    return kept
  }

  private func touching(_ places: [Int], _ bounds: [Bounds], _ separation: Double) -> Bool {
    zip(places, places.dropFirst()).contains {
      bounds[$0].touches(bounds[$1], separation: separation)
    }
  }

  private func reduced(_ places: [Int], _ bounds: [Bounds], _ separation: Double) -> [Int] {
    switch self {
    case .none: return places
    case .parity: return places.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    case .greedy:
      var reduced: [Int] = []
      for place in places {
        if let last = reduced.last, bounds[last].touches(bounds[place], separation: separation) {
          continue
        }
        reduced.append(place)
      }
      return reduced
    }
  }
}
