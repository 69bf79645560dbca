import Tables

/// A regular expression: a subset of JavaScript's, run by our own backtracking matcher.
///
/// Read: literals, `.`, classes with ranges and `\d \w \s` (and their opposites), `^ $ \b \B`,
/// groups (capturing, named, `(?:…)`), alternatives, greedy and lazy quantifiers, backreferences,
/// lookahead. Refused with a reason: lookbehind and `\p{…}`. Flags: `g i m s u` (`u` changes
/// nothing, characters are always whole).
///
/// Why not the standard library's `Regex`: it is not `Sendable`, its syntax differs from
/// JavaScript's, and nothing bounds how long a hostile pattern runs. Here a match may take
/// a million steps.
struct Pattern: Sendable {
  let isGlobal: Bool
  let groupCount: Int
  let groupNames: [String: Int]
  let program: [Instruction]
  let ignoresCase: Bool
  let isMultiline: Bool

  init(_ source: String, flags: String = "") throws(PatternError) {
    for (index, flag) in flags.enumerated() where !"gimsu".contains(flag) {
      throw PatternError(offset: source.utf8.count + 1 + index, reason: .unknownFlag(flag))
    }
    ignoresCase = flags.contains("i")
    isMultiline = flags.contains("m")
    isGlobal = flags.contains("g")
    var parser = PatternParser(source, ignoresCase: ignoresCase, dotAll: flags.contains("s"))
    let root = try parser.parse()
    groupCount = parser.groupCount
    groupNames = parser.groupNames
    var compiler = PatternCompiler()
    try compiler.compile(root)
    program = compiler.program + [.match]
  }

  /// The first match at or after a position: the ranges of the whole and of each group.
  func firstMatch(in text: [Unicode.Scalar], from start: Int = 0) throws(PatternError) -> Match? {
    var matcher = PatternMatcher(self, text)
    for position in stride(from: start, through: text.count, by: 1) {
      if let groups = try matcher.match(at: position) { return Match(groups: groups) }
    }
    return nil
  }

  /// Ranges of the text; element 0 is the whole match, a group that took no part is nil.
  struct Match {
    let groups: [Range<Int>?]
    var range: Range<Int> { groups[0] ?? 0..<0 }
  }
}

/// Why a pattern cannot be used; put in words by `ExpressionDiagnostics`.
struct PatternError: Error, Equatable {
  enum Reason: Equatable {
    case unclosed(Character)
    case unexpected(Character)
    case nothingToRepeat
    case badRange
    case unsupported(String)
    case unknownFlag(Character)
    case unknownGroup(String)
    case tooLarge
    /// The match took too many steps: the pattern backtracks without end on this text.
    case tooSlow
  }

  /// Bytes into the pattern.
  let offset: Int
  let reason: Reason
}

extension Pattern {
  /// A pattern as a value of the language: a record, since values have no case for it.
  static func value(_ source: String, _ flags: String) -> Value {
    .record(Record([("regexp", .string(source)), ("flags", .string(flags))]))
  }

  /// The source and flags of a value made by `value(_:_:)`.
  static func parts(of value: Value) -> (source: String, flags: String)? {
    guard case .record(let record) = value, record.names == ["regexp", "flags"],
      case .string(let source) = record.values[0], case .string(let flags) = record.values[1]
    else { return nil }
    return (source, flags)
  }
}
