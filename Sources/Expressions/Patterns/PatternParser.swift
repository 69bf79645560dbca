/// Parses a pattern's text to its tree.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private let ignoresCase: Bool
  private let dotAll: Bool
  private var index = 0
  private var nesting = 0
  private(set) var groupCount = 0
  private(set) var groupNames: [String: Int] = [:]

  init(_ source: String, ignoresCase: Bool, dotAll: Bool) {
    scalars = Array(source.unicodeScalars)
    self.ignoresCase = ignoresCase
    self.dotAll = dotAll
    groupNames = Self.names(scalars)
  }

  /// Names of groups with their numbers, so that a reference may come before its group.
  private static func names(_ scalars: [Unicode.Scalar]) -> [String: Int] {
    var names: [String: Int] = [:]
    var number = 0
    var isInClass = false
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "\\": index += 1
      case "[": isInClass = true
      case "]": isInClass = false
      case "(" where !isInClass:
        let next = Array(scalars[(index + 1)...].prefix(3))
        if next.first != "?" {
          number += 1
        } else if next.count == 3, next[1] == "<", next[2] != "=", next[2] != "!" {
          number += 1
          let name = scalars[(index + 3)...].prefix { $0 != ">" }
          names[String(String.UnicodeScalarView(name))] = number
        }
      default: break
      }
      index += 1
    }
    return names
  }

  mutating func parse() throws(PatternError) -> PatternTree {
    let tree = try choice()
    if let extra = peek() { throw error(.unexpected(Character(extra))) }
    return tree
  }

  private mutating func choice() throws(PatternError) -> PatternTree {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= 64 else { throw error(.tooLarge) }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternTree {
    var parts: [PatternTree] = []
    while let next = peek(), next != "|", next != ")" {
      parts.append(try quantified())
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func quantified() throws(PatternError) -> PatternTree {
    let atom = try atom()
    guard let (least, most) = try quantifier() else { return atom }
    let isLazy = take("?")
    if case .start = atom { throw error(.nothingToRepeat) }
    if try quantifier() != nil { throw error(.nothingToRepeat, back: 1) }
    return .repetition(atom, least: least, most: most, isLazy: isLazy)
  }

  /// `*`, `+`, `?`, `{n}`, `{n,}` or `{n,m}`; a brace that is none of these is a plain character.
  private mutating func quantifier() throws(PatternError) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = index
    guard take("{"), let least = number() else {
      index = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      index = start
      return nil
    }
    if let most, most < least { throw error(.badRange) }
    guard max(least, most ?? 0) <= 1_000 else { throw error(.tooLarge) }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = peek(), ("0"..."9").contains(digit) {
      value = min(100_000, (value ?? 0) * 10 + Int(digit.value - 48))
      index += 1
    }
    return value
  }

  private mutating func atom() throws(PatternError) -> PatternTree {
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

  private func peek() -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    index += 1
    return true
  }

  private func offset(_ index: Int) -> Int {
    scalars[..<max(0, min(index, scalars.count))].reduce(0) { $0 + UTF8.width($1) }
  }

  private func error(_ reason: PatternError.Reason, back: Int = 0) -> PatternError {
    PatternError(offset: offset(index - back), reason: reason)
  }
}
