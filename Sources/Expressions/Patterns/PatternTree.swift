/// The parts of a pattern.
indirect enum PatternTree: Sendable {
  case empty
  case scalar(Unicode.Scalar)
  case set(ScalarSet)
  case sequence([PatternTree])
  case choice([PatternTree])
  case group(PatternTree, index: Int)
  case repetition(PatternTree, least: Int, most: Int?, isLazy: Bool)
  case backreference(Int)
  case start, end
  case boundary(isOpposite: Bool)
  case lookahead(PatternTree, isOpposite: Bool)
}

/// A set of characters as ranges of scalar values.
struct ScalarSet: Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isOpposite = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isOpposite
  }

  static let lineEnds = ScalarSet(ranges: [10...10, 13...13, 0x2028...0x2029])
  static let digits = ScalarSet(ranges: [0x30...0x39])
  static let words = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let blanks = ScalarSet(ranges: [
    9...13, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])

  /// The opposite set; its ranges are turned inside out so that sets can be joined.
  var opposite: ScalarSet {
    var rest: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { rest.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { rest.append(next...0x10FFFF) }
    return ScalarSet(ranges: rest)
  }

  /// The set of `\d`, `\w`, `\s` or an upper-case opposite.
  static func named(_ letter: Unicode.Scalar) -> ScalarSet? {
    switch letter {
    case "d": digits
    case "D": digits.opposite
    case "w": words
    case "W": words.opposite
    case "s": blanks
    case "S": blanks.opposite
    default: nil
    }
  }
}

extension Unicode.Scalar {
  /// The scalar without case, for patterns with the flag `i`.
  var folded: Unicode.Scalar {
    if isASCII { return value >= 65 && value <= 90 ? Unicode.Scalar(UInt8(value + 32)) : self }
    let lower = properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower.first ?? self : self
  }

  /// The scalar in upper case, when that is one scalar.
  var raised: Unicode.Scalar {
    let upper = properties.uppercaseMapping.unicodeScalars
    return upper.count == 1 ? upper.first ?? self : self
  }
}
