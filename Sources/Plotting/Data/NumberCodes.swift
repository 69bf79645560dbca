/// Codes for distinct numbers, in order of first appearance; all NaNs are one, and so are 0 and -0.
///
/// An open table of bit patterns: several times as fast as a dictionary of doubles.
struct NumberCodes {
  private(set) var numbers: [Double] = []
  /// 1 + the code, or 0 where the place is free; a power of two of them.
  private var slots: [Int32] = Array(repeating: 0, count: 64)
  /// Rows often repeat the number before them.
  private var last: (pattern: UInt64, code: Int32)?

  mutating func code(of number: Double) -> Int32 {
    let pattern = number.isNaN ? Double.nan.bitPattern : (number + 0).bitPattern
    if let last, last.pattern == pattern { return last.code }
    var slot = place(pattern)
    while slots[slot] != 0 {
      let code = slots[slot] - 1
      if numbers[Int(code)].bitPattern == pattern {
        last = (pattern, code)
        return code
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let code = Int32(numbers.count)
    slots[slot] = code + 1
    numbers.append(Double(bitPattern: pattern))
    last = (pattern, code)
    if numbers.count * 2 > slots.count { grow() }
    return code
  }

  /// The highest bits of a product mix all bits of the pattern (Fibonacci hashing); the lower ones
  /// would not, for whole numbers end in zeros.
  private func place(_ pattern: UInt64) -> Int {
    let mixed = (pattern ^ pattern >> 32) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed >> UInt64(64 - slots.count.trailingZeroBitCount))
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (code, number) in numbers.enumerated() {
      var slot = place(number.bitPattern)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(code + 1)
    }
  }
}
