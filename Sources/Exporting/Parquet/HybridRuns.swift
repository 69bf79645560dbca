import Tables

/// Parquet's hybrid of runs and packed bits, for levels and for the indices of a dictionary.
///
/// Source: Apache Parquet, parquet-format 2.12, `Encodings.md`, "Run Length Encoding / Bit-Packing
/// Hybrid".
enum HybridRuns {
  /// How many bits the numbers up to `largest` need.
  static func width(_ largest: Int) -> Int { Int.bitWidth - largest.leadingZeroBitCount }

  /// A run of one number.
  static func append(_ value: UInt32, count: Int, width: Int, to bytes: ByteWriter) {
    bytes.append(variable: UInt(count) << 1)
    for byte in 0..<((width + 7) / 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * byte)))
    }
  }

  /// Numbers that all fit into `width` bits, up to 32.
  static func append(
    _ values: UnsafeBufferPointer<UInt32>,
    width: Int,
    to bytes: ByteWriter
  ) {
    // What is not written yet begins at `start`; packed bits come in groups of eight numbers.
    var start = 0
    var place = 0
    while place < values.count {
      let value = values[place]
      var end = place &+ 1
      while end < values.count, values[end] == value { end &+= 1 }
      if end &- place >= 16 {
        let packed = (place &- start &+ 7) / 8 * 8
        pack(values, start..<(start + packed), width, bytes)
        append(value, count: end - start - packed, width: width, to: bytes)
        start = end
      }
      place = end
    }
    pack(values, start..<values.count, width, bytes)
  }

  /// Writes numbers as packed bits; zeros fill up the last group.
  private static func pack(
    _ values: UnsafeBufferPointer<UInt32>,
    _ range: Range<Int>,
    _ width: Int,
    _ bytes: ByteWriter
  ) {
    if range.isEmpty { return }
    let groups = (range.count + 7) / 8
    bytes.append(variable: UInt(groups) << 1 | 1)
    bytes.append(upTo: groups * width + 8) { target in
      var end = UnsafeMutableRawPointer(target)
      var (waiting, count) = (0 as UInt64, 0 as UInt64)
      for place in range {
        waiting |= UInt64(values[place]) &<< count
        count &+= UInt64(width)
        if count >= 32 {
          end.storeBytes(of: UInt32(truncatingIfNeeded: waiting), as: UInt32.self)
          end += 4
          waiting &>>= 32
          count &-= 32
        }
      }
      end.storeBytes(of: waiting, as: UInt64.self)
      let written = end - UnsafeMutableRawPointer(target) + Int(count + 7) / 8
      let total = groups * width
      if written < total {
        (UnsafeMutableRawPointer(target) + written)
          .initializeMemory(as: UInt8.self, repeating: 0, count: total - written)
      }
      return total
    }
  }
}
