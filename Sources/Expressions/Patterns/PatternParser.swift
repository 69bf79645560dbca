/// Parses a pattern's text to its tree.
struct PatternParser {
  let scalars: [Unicode.Scalar]
  let ignoresCase: Bool
  let dotAll: Bool
  var index = 0
  private var nesting = 0
  var groupCount = 0
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

  mutating func choice() throws(PatternError) -> PatternTree {
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

  mutating func number() -> Int? {
    var value: Int?
    while let digit = peek(), ("0"..."9").contains(digit) {
      value = min(100_000, (value ?? 0) * 10 + Int(digit.value - 48))
      index += 1
    }
    return value
  }

  func peek() -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    index += 1
    return true
  }

  func offset(_ index: Int) -> Int {
    scalars[..<max(0, min(index, scalars.count))].reduce(0) { $0 + UTF8.width($1) }
  }

  func error(_ reason: PatternError.Reason, back: Int = 0) -> PatternError {
    PatternError(offset: offset(index - back), reason: reason)
  }
}
