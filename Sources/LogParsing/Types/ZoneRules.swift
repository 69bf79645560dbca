import Foundation

/// The offsets of a time zone, for turning clock readings into instants without asking the zone's
/// data base for every line.
///
/// A reading that occurs twice, when clocks are set back, is taken for the first; one that does not
/// occur, when they are set forward, is counted on with the offset before. (Python's fold=0 does the
/// same.)
struct ZoneRules: Sendable, Hashable {
  let name: String
  /// When an offset begins, as the clock before it shows, and the seconds east of UTC from then on.
  private let changes: [Change]
  private let first: Int

  private struct Change: Sendable, Hashable {
    let local: Int
    let offset: Int
  }

  /// Nil when there is no zone of that name.
  init?(_ name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    self.name = name
    var moment = Date(timeIntervalSince1970: -2_208_988_800)  // 1900
    let end = Date(timeIntervalSince1970: 4_102_444_800)  // 2100
    var offset = zone.secondsFromGMT(for: moment)
    first = offset
    var changes: [Change] = []
    while let next = zone.nextDaylightSavingTimeTransition(after: moment), next < end {
      let after = zone.secondsFromGMT(for: next)
      if after != offset {
        // Set back: the old offset holds until the clock has shown the hour once.
        changes.append(Change(local: Int(next.timeIntervalSince1970) + offset, offset: after))
        offset = after
      }
      moment = next
    }
    self.changes = changes
  }

  /// The instant at which clocks of the zone show `local`, both in microseconds since 1970.
  func instant(ofLocal local: Int64) -> Int64 {
    local - Int64(offset(atLocal: Int(local / 1_000_000))) * 1_000_000
  }

  private func offset(atLocal seconds: Int) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].local <= seconds { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return first }
    let change = changes[low - 1]
    let before = low > 1 ? changes[low - 2].offset : first
    // In the gap of an hour that is skipped, the clock before still counts.
    let isSkipped = change.offset > before && seconds < change.local + change.offset - before
    return isSkipped ? before : change.offset
  }
}
