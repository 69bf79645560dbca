import Diagnostics

/// An expression with named groups, in the syntax of PCRE2 (Perl's).
///
///     ^(?<time>\S+ \S+) \[(?<level>[A-Z]+)\] (?<message>.*)$
///
/// It is looked for in the line: `^` and `$` make it take all of the line, or of a record of several
/// lines, whose line ends `.` takes like any character. A group that takes no
/// part in the match is an absent field; of several groups with one name the first that takes
/// part counts. In a line that is not UTF-8 each byte is a character, unless the expression has
/// characters beyond ASCII: then the broken bytes match nothing.
struct RegularExpression: LineMatcher {
  let fields: [MatchedField]
  /// The expression as PCRE2 reads it.
  let text: [UInt8]
  /// For lines of ASCII, and for those that are no UTF-8; nil when the expression is not ASCII itself.
  private let onBytes: RegexProgram?
  private let onUnicode: RegexProgram
  /// For lines that are no UTF-8, when there is no `onBytes`.
  private let onBroken: RegexProgram?
  /// The first group of each field.
  let groups: [Int]
  /// Further groups of fields, in the order in which they count.
  let others: [(field: Int, group: Int)]

  /// Compiles an expression and asks `fieldOf` which fields its named groups are.
  init(
    _ text: [UInt8],
    keepsPlainGroups: Bool,
    fieldOf: (String) -> MatchedField
  ) throws(RegexProgram.Failure) {
    self.text = text
    // Bytes for characters is twice as fast, and all the same where both are ASCII.
    let isASCII = Self.isASCII(text)
    func program(_ subject: RegexProgram.Subject) throws(RegexProgram.Failure) -> RegexProgram {
      try RegexProgram(text, for: subject, keepsPlainGroups: keepsPlainGroups)
    }
    onUnicode = try program(.unicode)
    onBytes = isASCII ? try program(.bytes) : nil
    onBroken = isASCII ? nil : try program(.brokenUnicode)
    var fields: [MatchedField] = []
    var groups: [Int] = []
    var others: [(field: Int, group: Int)] = []
    for (name, group) in onUnicode.names {
      let field = fieldOf(name)
      if let index = fields.firstIndex(where: { $0.name == field.name }) {
        fields[index].type = fields[index].type ?? field.type
        others.append((index, group))
      } else {
        fields.append(field)
        groups.append(group)
      }
    }
    self.fields = fields
    self.groups = groups
    self.others = others
  }

  func makeSlots() -> FieldSlots {
    FieldSlots(
      count: fields.count,
      workspace: RegexWorkspace(groupCount: onUnicode.groupCount)
    )
  }

  func match(_ line: UnsafeRawBufferPointer, _ slots: FieldSlots) -> Mismatch? {
    guard let workspace = slots.workspace else {
      preconditionFailure("slots come from makeSlots()")
    }
    if let mismatch = program(for: line).match(line, workspace) { return mismatch }
    let places = workspace.places
    for index in 0..<groups.count {
      slots[index] = Self.piece(groups[index], of: line, places)
    }
    for other in others where slots[other.field] == nil {
      slots[other.field] = Self.piece(other.group, of: line, places)
    }
    return nil
  }

  @inline(__always)
  private func program(for line: UnsafeRawBufferPointer) -> RegexProgram {
    if UTF8Text.isASCII(line) { return onBytes ?? onUnicode }
    if UTF8Text.firstInvalid(line) == nil { return onUnicode }
    return onBytes ?? onBroken ?? onUnicode
  }

  @inline(__always)
  private static func piece(
    _ group: Int,
    of line: UnsafeRawBufferPointer,
    _ places: UnsafeMutablePointer<Int>
  ) -> UnsafeRawBufferPointer? {
    let start = places[2 &* group]
    let end = places[2 &* group &+ 1]
    // Of a group that took no part both are -1, the largest number to PCRE2; `\K` within a
    // look-ahead can put the end before the start.
    guard start >= 0, start <= end, let base = line.baseAddress else { return nil }
    return UnsafeRawBufferPointer(start: base + start, count: end &- start)
  }

  /// Whether an expression says the same of ASCII lines when characters are bytes.
  private static func isASCII(_ text: [UInt8]) -> Bool {
    guard text.allSatisfy({ $0 < 0x80 }) else { return false }
    // `\p{Lu}`, `\x{AC00}`, `\N{U+AC00}`, `\X` and settings such as `(*UTF)` are of Unicode.
    let escapes = Set("pPXNo".utf8)
    for place in text.indices.dropLast() {
      if text[place] == UInt8(ascii: "\\"), escapes.contains(text[place + 1]) { return false }
      if text[place...].starts(with: Array("\\x{".utf8)) { return false }
      if text[place] == UInt8(ascii: "("), text[place + 1] == UInt8(ascii: "*") { return false }
    }
    return true
  }
}

extension RegularExpression {
  /// Compiles an expression as its author wrote it; nil, with complaints at their places, when it
  /// is none, or names no group and `needsFields`.
  init?(_ pattern: PatternText, needsFields: Bool = true, diagnostics: inout [Diagnostic]) {
    do throws(RegexProgram.Failure) {
      try self.init(pattern.bytes, keepsPlainGroups: true) { MatchedField(name: $0) }
    } catch {
      let place = error.offset..<error.offset
      diagnostics.append(.badExpression(error.message, at: pattern.span(place)))
      return nil
    }
    if fields.isEmpty, needsFields {
      diagnostics.append(.expressionWithoutGroups(at: pattern.span(0..<pattern.bytes.count)))
      return nil
    }
  }
}
