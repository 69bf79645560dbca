import Diagnostics
import Tables

/// The categories of a discrete scale in order, and which of them each row has.
struct DiscreteDomain: Sendable {
  let levels: [Level]
  /// The place of each row's category; -1 for rows whose category a given domain leaves out.
  let places: [Int]

  /// - Parameters:
  ///   - channel: says the domain and the order.
  ///   - frame: the rows.
  ///   - sortValues: the numbers that `sort: -y` and the like refer to, one for each row.
  init(_ channel: BoundChannel, _ frame: Frame, sortValues: (Channel) -> (Series, isSum: Bool)?) {
    let none: (codes: [Int32], levels: [Level]) = ([], [])
    let coded = frame[.channel(channel.index)]?.coded ?? none
    var isUsed = Array(repeating: false, count: coded.levels.count)
    for code in coded.codes { isUsed[Int(code)] = true }
    let used = coded.levels.indices.filter { isUsed[$0] }
    var order: [Level]
    if let given = channel.definition.scale.domain {
      let present = used.map { coded.levels[$0] }
      order = given.map { Level($0) }.map { name in present.first { $0.matches(name) } ?? name }
    } else {
      order = Self.ordered(channel, coded, used, frame, sortValues)
    }
    if channel.definition.scale.isReversed { order.reverse() }
    var placeOf: [Level: Int] = [:]
    for (place, level) in order.enumerated() where placeOf[level] == nil { placeOf[level] = place }
    let placeOfCode = coded.levels.map { placeOf[$0] ?? -1 }
    levels = order
    places = coded.codes.map { placeOfCode[Int($0)] }
  }

  private static func ordered(
    _ channel: BoundChannel,
    _ coded: (codes: [Int32], levels: [Level]),
    _ used: [Int],
    _ frame: Frame,
    _ sortValues: (Channel) -> (Series, isSum: Bool)?
  ) -> [Level] {
    let natural = used.sorted { Level.precedes(coded.levels[$0], coded.levels[$1]) }
    func by(_ values: [Double], isSum: Bool, isDescending: Bool) -> [Int] {
      var keys = Array(repeating: Double.nan, count: coded.levels.count)
      for (row, code) in coded.codes.enumerated() where values[row].isFinite {
        let key = keys[Int(code)]
        keys[Int(code)] =
          key.isNaN ? values[row] : isSum ? key + values[row] : min(key, values[row])
      }
      // Categories without a value come last, equal ones in their natural order.
      return natural.enumerated().sorted { a, b in
        let (left, right) = (keys[a.element], keys[b.element])
        if left.isNaN || right.isNaN { return right.isNaN && (!left.isNaN || a.offset < b.offset) }
        if left == right { return a.offset < b.offset }
        return isDescending ? left > right : left < right
      }.map(\.element)
    }
    let order: [Int]
    switch channel.definition.sort {
    case .natural(let isDescending)?: order = isDescending ? natural.reversed() : natural
    case SortOrder.none?: order = used.sorted()
    case .channel(let other, let isDescending)?:
      guard let (series, isSum) = sortValues(other) else { return natural.map { coded.levels[$0] } }
      order = by(series.rankable, isSum: isSum, isDescending: isDescending)
    case .field(_, _, let isDescending)?:
      let values = frame[.sort(channel.index)]?.doubles ?? []
      guard values.count == coded.codes.count else { return natural.map { coded.levels[$0] } }
      order = by(values, isSum: false, isDescending: isDescending)
    case .list(let values)?:
      let wanted = values.map { Level($0) }
      let listed = wanted.compactMap { want in natural.first { coded.levels[$0].matches(want) } }
      order = listed + natural.filter { !listed.contains($0) }
    case nil: order = natural
    }
    return order.map { coded.levels[$0] }
  }
}

extension Series {
  /// Numbers that order the rows: the values, or the ranks of categories.
  fileprivate var rankable: [Double] {
    guard case .levels(let codes, let levels) = self else { return doubles }
    let order = levels.indices.sorted { Level.precedes(levels[$0], levels[$1]) }
    var ranks = Array(repeating: 0.0, count: levels.count)
    for (rank, code) in order.enumerated() { ranks[code] = Double(rank) }
    return codes.map { ranks[Int($0)] }
  }
}
