import Synchronization

/// A number of places that are taken and given back.
final class Seats: Sendable {
  private let taken = Mutex(0)
  private let limit: Int

  init(_ limit: Int) { self.limit = limit }

  /// Given back when nobody holds it any more, however that came about.
  final class Seat: Sendable {
    private let row: Seats
    fileprivate init(_ row: Seats) { self.row = row }
    deinit { row.taken.withLock { $0 -= 1 } }
  }

  /// A free place; nil when there is none.
  func take() -> Seat? {
    let isFree = taken.withLock { taken in
      guard taken < limit else { return false }
      taken += 1
      return true
    }
    return isFree ? Seat(self) : nil
  }
}
