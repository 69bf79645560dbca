/// The parts that a quantifier may stand behind: characters, classes, groups, escapes.
extension PatternParser {
  mutating func atom() throws(PatternError) -> PatternTree {
    let scalar = scalars[index]
    index += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .set(dotAll ? ScalarSet(ranges: [0...0x10FFFF]) : ScalarSet.lineEnds.opposite)
    case "(": return try group()
    case "[": return .set(try set())
    case "\\": return try escape()
    case "*", "+", "?": throw error(.nothingToRepeat, back: 1)
    default: return literal(scalar)
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> PatternTree {
    .scalar(ignoresCase ? scalar.folded : scalar)
  }

  private mutating func group() throws(PatternError) -> PatternTree {
    let opening = index - 1
    var wrap: (PatternTree) -> PatternTree = { $0 }
    if take("?") {
      if take(":") {
      } else if take("=") {
        wrap = { .lookahead($0, isOpposite: false) }
      } else if take("!") {
        wrap = { .lookahead($0, isOpposite: true) }
      } else if take("<"), peek() != "=", peek() != "!" {
        while let next = peek(), next != ">" { index += 1 }
        guard take(">") else { throw error(.unclosed("(")) }
        groupCount += 1
        let number = groupCount
        wrap = { .group($0, index: number) }
      } else {
        throw PatternError(offset: offset(opening), reason: .unsupported("lookbehind"))
      }
    } else {
      groupCount += 1
      let number = groupCount
      wrap = { .group($0, index: number) }
    }
    let inner = try choice()
    guard take(")") else {
      throw PatternError(offset: offset(opening), reason: .unclosed("("))
    }
    return wrap(inner)
  }

  private mutating func escape() throws(PatternError) -> PatternTree {
    guard let scalar = peek() else { throw error(.unclosed("\\"), back: 1) }
    if let set = ScalarSet.named(scalar) {
      index += 1
      return .set(set)
    }
    switch scalar {
    case "b", "B":
      index += 1
      return .boundary(isOpposite: scalar == "B")
    case "1"..."9": return .backreference(number() ?? 0)
    case "k" where scalars.count > index + 1 && scalars[index + 1] == "<":
      let start = index
      index += 2
      var name = ""
      while let next = peek(), next != ">" {
        name.unicodeScalars.append(next)
        index += 1
      }
      guard take(">"), let number = groupNames[name] else {
        throw PatternError(offset: offset(start), reason: .unknownGroup(name))
      }
      return .backreference(number)
    default: return literal(try escapedScalar())
    }
  }

  /// The character of an escape that stands for one, after the backslash.
  private mutating func escapedScalar() throws(PatternError) -> Unicode.Scalar {
    guard let scalar = peek() else { throw error(.unclosed("\\"), back: 1) }
    index += 1
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "f": return "\u{0C}"
    case "v": return "\u{0B}"
    case "0": return "\0"
    case "x": return hex(2) ?? "x"
    case "u": return hex(4) ?? "u"
    case "p", "P": throw error(.unsupported("\\p{…}"), back: 2)
    default: return scalar
    }
  }

  private mutating func hex(_ count: Int) -> Unicode.Scalar? {
    guard index + count <= scalars.count else { return nil }
    let digits = String(String.UnicodeScalarView(scalars[index..<index + count]))
    guard digits.allSatisfy(\.isHexDigit), let code = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(code)
    else { return nil }
    index += count
    return scalar
  }

  /// A class, after its `[`.
  private mutating func set() throws(PatternError) -> ScalarSet {
    let opening = index - 1
    let isOpposite = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    while let next = peek(), next != "]" {
      guard let low = try setMember(&ranges) else { continue }
      guard peek() == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
        ranges.append(low.value...low.value)
        continue
      }
      index += 1
      guard let high = try setMember(&ranges), low <= high else { throw error(.badRange) }
      ranges.append(low.value...high.value)
    }
    guard take("]") else {
      throw PatternError(offset: offset(opening), reason: .unclosed("["))
    }
    return ScalarSet(ranges: ranges, isOpposite: isOpposite)
  }

  /// A character of a class; nil after adding a named set (`\d`) to `ranges`.
  private mutating func setMember(
    _ ranges: inout [ClosedRange<UInt32>]
  ) throws(PatternError) -> Unicode.Scalar? {
    let scalar = scalars[index]
    index += 1
    guard scalar == "\\" else { return scalar }
    if let letter = peek(), let set = ScalarSet.named(letter) {
      index += 1
      ranges += set.ranges
      return nil
    }
    if take("b") { return "\u{08}" }
    return try escapedScalar()
  }
}
