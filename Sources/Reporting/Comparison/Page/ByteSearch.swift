import Glibc

extension [UInt8] {
  /// Where some bytes begin, at `start` or behind it; nil when they do not stand there.
  ///
  /// The system's search for the first byte passes over a page of megabytes in a moment.
  func firstPlace(of wanted: [UInt8], from start: Int) -> Int? {
    guard let first = wanted.first else { return nil }
    return withUnsafeBytes { all in
      var place = start
      while place + wanted.count <= all.count,
        let base = all.baseAddress,
        let found = memchr(base + place, Int32(first), all.count - wanted.count + 1 - place)
      {
        place = base.distance(to: UnsafeRawPointer(found))
        if all[place...].starts(with: wanted) { return place }
        place += 1
      }
      return nil
    }
  }
}
