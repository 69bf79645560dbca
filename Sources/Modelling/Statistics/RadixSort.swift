/// Sorting of many doubles by their bits, in time proportional to their number.
///
/// Least significant digit first, eleven bits at a time (Knuth, The Art of Computer Programming,
/// volume 3, 5.2.5): six passes, of which those are left out in which all numbers agree. Ten million
/// numbers take a fraction of the time of a sort that compares. It needs room for as many numbers
/// again. −0 becomes 0, so that equal numbers have equal bits; there must be no NaN.
enum RadixSort {
  private static let digitBits: UInt64 = 11
  private static let buckets = 1 << 11
  private static let passes = 6

  /// Sorts ascending.
  static func sort(_ values: inout [Double]) {
    guard values.count > 2048 else { return sortFew(&values) }
    var payload: [Double] = []
    sort(&values, carrying: &payload)
  }

  /// Sorts ascending and moves each value's companion with it; equal values keep their order.
  static func sort(_ values: inout [Double], carrying payload: inout [Double]) {
    let count = values.count
    guard count > 1 else { return sortFew(&values) }
    let isCarrying = !payload.isEmpty
    precondition(!isCarrying || payload.count == count, "a companion for each value")
    var keys = values.map(key)
    var otherKeys = [UInt64](repeating: 0, count: count)
    var otherPayload = isCarrying ? [Double](repeating: 0, count: count) : []
    var histograms = histograms(of: keys)
    for pass in 0..<passes {
      let shift = UInt64(pass) * digitBits
      let first = digit(keys[0], shift)
      if histograms[pass * buckets + first] == count { continue }
      turnIntoStarts(&histograms, pass)
      histograms.withUnsafeMutableBufferPointer { starts in
        let offset = pass * buckets
        otherKeys.withUnsafeMutableBufferPointer { target in
          otherPayload.withUnsafeMutableBufferPointer { targetPayload in
            for index in 0..<count {
              let key = keys[index]
              let bucket = offset + digit(key, shift)
              let place = starts[bucket]
              starts[bucket] = place + 1
              target[place] = key
              if isCarrying { targetPayload[place] = payload[index] }
            }
          }
        }
      }
      swap(&keys, &otherKeys)
      swap(&payload, &otherPayload)
    }
    for index in 0..<count { values[index] = value(keys[index]) }
  }

  /// Where a few numbers are concerned, comparing them is faster.
  private static func sortFew(_ values: inout [Double]) {
    for index in values.indices { values[index] += 0 }
    values.sort()
  }

  /// Bits whose order as an unsigned number is the order of the doubles.
  @inline(__always)
  private static func key(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }

  @inline(__always)
  private static func value(_ key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }

  @inline(__always)
  private static func digit(_ key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (key >> shift) & UInt64(buckets - 1))
  }

  /// How many keys have each digit, of each pass.
  private static func histograms(of keys: [UInt64]) -> [Int] {
    var counts = [Int](repeating: 0, count: passes * buckets)
    counts.withUnsafeMutableBufferPointer { counts in
      for key in keys {
        for pass in 0..<passes {
          counts[pass * buckets + digit(key, UInt64(pass) * digitBits)] += 1
        }
      }
    }
    return counts
  }

  private static func turnIntoStarts(_ histograms: inout [Int], _ pass: Int) {
    var start = 0
    for bucket in (pass * buckets)..<((pass + 1) * buckets) {
      let count = histograms[bucket]
      histograms[bucket] = start
      start += count
    }
  }
}
