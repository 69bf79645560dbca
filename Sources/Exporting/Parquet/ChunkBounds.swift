import Tables

/// The smallest and the largest value of a chunk, by which readers pass over row groups.
struct ChunkBounds: Sendable {
  let smallest: [UInt8]
  let largest: [UInt8]

  /// Longer texts are not worth their place in the footer.
  private static let longest = 64

  /// Nil when there are none, when a number is none (NaN), or when they are long.
  init?(_ values: ChunkValues, _ type: ParquetType) {
    switch values {
    case .bools: return nil
    case .texts(let texts):
      guard var smallest = texts.first else { return nil }
      var largest = smallest
      for text in texts {
        if text < smallest { smallest = text }
        if largest < text { largest = text }
      }
      guard max(smallest.count, largest.count) <= Self.longest else { return nil }
      self.smallest = Array(UnsafeRawBufferPointer(start: smallest.start, count: smallest.count))
      self.largest = Array(UnsafeRawBufferPointer(start: largest.start, count: largest.count))
    case .words(let words):
      let bounds: (UInt64, UInt64)?
      switch type.order {
      case .signed:
        bounds = Self.bounds(words, Int64.init(bitPattern:)) { UInt64(bitPattern: $0) }
      case .unsigned: bounds = Self.bounds(words, { $0 }, { $0 })
      case .double:
        bounds = Self.bounds(words, Double.init(bitPattern:), \.bitPattern)
      case .float:
        bounds = Self.bounds(words) {
          Float(bitPattern: UInt32(truncatingIfNeeded: $0))
        } _: {
          UInt64($0.bitPattern)
        }
      case .none, .bytes: bounds = nil
      }
      guard let bounds else { return nil }
      let bytes = ByteWriter()
      bytes.append(plain: [bounds.0, bounds.1], type.physical)
      (smallest, largest) = bytes.withUnsafeBytes {
        (Array($0[..<($0.count / 2)]), Array($0[($0.count / 2)...]))
      }
    }
  }

  @inline(__always)
  private static func bounds<Number: Comparable>(
    _ words: [UInt64],
    _ number: (UInt64) -> Number,
    _ word: (Number) -> UInt64
  ) -> (UInt64, UInt64)? {
    guard let first = words.first.map(number) else { return nil }
    var (smallest, largest) = (first, first)
    for bits in words {
      let value = number(bits)
      // Only what is no number differs from itself.
      guard value == value else { return nil }
      if value < smallest { smallest = value }
      if value > largest { largest = value }
    }
    return (word(smallest), word(largest))
  }
}
