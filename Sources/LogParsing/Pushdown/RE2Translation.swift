import Diagnostics

/// Reads an expression of PCRE2 and says it in the syntax of RE2, which databases run.
///
/// RE2 knows no look-around, back references, atomic groups or recursion. What it knows means the
/// same: both take the leftmost match and prefer the alternatives in their order.
struct RE2Translation {
  /// A construct that RE2 has no counterpart of, and where it stands.
  struct Missing: Error {
    let what: String
    let range: Range<Int>
  }

  private let bytes: [UInt8]
  private var place = 0
  private var nameCount = 0
  private var depth = 0

  /// - Throws: The first construct without a counterpart.
  static func node(of text: [UInt8]) throws(Missing) -> RE2Node {
    var translation = RE2Translation(bytes: text)
    return try translation.choice()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private func stands(_ text: StaticString) -> Bool {
    bytes[place...].starts(
      with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    )
  }

  private mutating func take(_ text: StaticString) -> Bool {
    guard stands(text) else { return false }
    place += text.utf8CodeUnitCount
    return true
  }

  private func missing(_ what: String, from start: Int) -> Missing {
    Missing(what: what, range: start..<min(max(place, start + 1), bytes.count))
  }

  private mutating func choice() throws(Missing) -> RE2Node {
    var branches = [try branch()]
    while take("|") { branches.append(try branch()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func branch() throws(Missing) -> RE2Node {
    var nodes: [RE2Node] = []
    while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      guard let atom = try atom() else { continue }
      nodes.append(try quantified(atom))
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  /// The next thing that a quantifier can follow; nil for what stands for nothing.
  private mutating func atom() throws(Missing) -> RE2Node? {
    let start = place
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["):
      var set = RE2CharacterSet(bytes, place)
      let text = try set.text()
      place = set.place
      return .text(text, minimum: 1)
    case UInt8(ascii: "\\"): return try escape()
    case UInt8(ascii: "^"), UInt8(ascii: "$"):
      place += 1
      return .text(byte == UInt8(ascii: "^") ? "^" : "$", minimum: 0)
    case UInt8(ascii: "."):
      place += 1
      return .text(".", minimum: 1)
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      throw missing("a quantifier after a comment or quotation", from: start)
    default:
      // A character with all its bytes.
      place += 1
      while let byte = next, byte & 0xC0 == 0x80 { place += 1 }
      return .text(RE2Text.literal(bytes[start..<place]), minimum: 1)
    }
  }

  private mutating func quantified(_ atom: RE2Node) throws(Missing) -> RE2Node {
    let start = place
    guard let (minimum, maximum, count) = quantifier() else { return atom }
    place += count
    let copies = max(minimum, maximum ?? 1, 1)
    if copies > 1_000 || copies * atom.copies > 1_000 {
      throw missing("more than 1,000 repetitions", from: start)
    }
    // When a turn of the loop takes nothing PCRE2 leaves the loop, RE2 tries the other branches.
    if maximum == nil, atom.minimum == 0 {
      throw missing("a repetition of what may be empty", from: start)
    }
    if next == UInt8(ascii: "+") {
      place += 1
      throw missing("a possessive quantifier", from: start)
    }
    _ = take("?")
    let suffix = String(decoding: bytes[start..<place], as: UTF8.self)
    return .repeated(atom, minimum: minimum, copies: copies, suffix: suffix)
  }

  /// The quantifier that stands here and how many bytes it has; no maximum when it has none.
  private func quantifier() -> (minimum: Int, maximum: Int?, count: Int)? {
    switch next {
    case UInt8(ascii: "*"): return (0, nil, 1)
    case UInt8(ascii: "+"): return (1, nil, 1)
    case UInt8(ascii: "?"): return (0, 1, 1)
    case UInt8(ascii: "{"):
      guard let close = bytes[place...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
      let parts = bytes[place + 1..<close].split(
        separator: UInt8(ascii: ","),
        omittingEmptySubsequences: false
      ).map { String(decoding: $0, as: UTF8.self) }
      guard parts.count <= 2, let minimum = Int(parts[0]), minimum >= 0 else { return nil }
      let count = close + 1 - place
      if parts.count == 1 { return (minimum, minimum, count) }
      if parts[1].isEmpty { return (minimum, nil, count) }
      return Int(parts[1]).map { (minimum, $0, count) }
    default: return nil
    }
  }

  private mutating func group() throws(Missing) -> RE2Node? {
    let start = place
    // Deep nesting is for the stack of this very function to bear.
    depth += 1
    defer { depth -= 1 }
    if depth > 200 { throw missing("so deep a nesting", from: start) }
    if take("(*") { throw missing("a verb", from: start) }
    if take("(?#") {
      while place < bytes.count, bytes[place] != UInt8(ascii: ")") { place += 1 }
      place += 1
      return nil
    }
    if take("(?<=") || take("(?<!") { throw missing("a look-behind", from: start) }
    if take("(?=") || take("(?!") { throw missing("a look-ahead", from: start) }
    if take("(?>") { throw missing("an atomic group", from: start) }
    if take("(?|") { throw missing("a branch reset", from: start) }
    if take("(?(") { throw missing("a condition", from: start) }
    if take("(?P=") { throw missing("a back reference", from: start) }
    if take("(?R") || take("(?&") || take("(?P>") { throw missing("a recursion", from: start) }
    if take("(?<") || take("(?P<") || take("(?'") {
      while place < bytes.count, !">'".utf8.contains(bytes[place]) { place += 1 }
      place += 1
      let number = nameCount
      nameCount += 1
      return .named(number, try inside())
    }
    guard take("(?") else {
      place += 1
      return .group(try inside(), head: "(?:")
    }
    let flags = bytes[place...].prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ")") }
    guard flags.allSatisfy({ Array("ims-".utf8).contains($0) }) else {
      place += flags.count
      throw missing("this setting", from: start)
    }
    place += flags.count
    let head = "(?" + String(decoding: flags, as: UTF8.self)
    if take(")") { return .text(head + ")", minimum: 0) }
    place += 1
    return .group(try inside(), head: head + ":")
  }

  private mutating func inside() throws(Missing) -> RE2Node {
    let node = try choice()
    place += 1
    return node
  }

  private mutating func escape() throws(Missing) -> RE2Node? {
    let start = place
    place += 1
    guard let byte = next else { return .text("\\\\", minimum: 1) }
    if take("Q") {
      let text = bytes[place...]
      var end = place
      while end < bytes.count, !bytes[end...].starts(with: Array("\\E".utf8)) { end += 1 }
      place = min(end + 2, bytes.count)
      // A quantifier after the quotation is for its last character alone.
      let quoted = Array(text[..<end])
      guard let last = quoted.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return nil }
      let after = RE2Node.text(RE2Text.literal(quoted[last...]), minimum: 1)
      guard last > 0 else { return after }
      guard quantifier() != nil else {
        return .text(RE2Text.literal(quoted[...]), minimum: quoted.count)
      }
      return .sequence([
        .text(RE2Text.literal(quoted[..<last]), minimum: 1), try quantified(after),
      ])
    }
    if take("E") { return nil }
    if let (scalar, end) = try RE2Text.character(bytes, start, inSet: false) {
      place = end
      return .text(RE2Text.literal(scalar), minimum: 1)
    }
    place += 1
    switch byte {
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"):
      return .text("\\" + String(UnicodeScalar(byte)), minimum: 0)
    // No line ends with a line end.
    case UInt8(ascii: "Z"): return .text("\\z", minimum: 0)
    case UInt8(ascii: "K"): throw missing("\\K", from: start)
    case UInt8(ascii: "G"): throw missing("\\G", from: start)
    case UInt8(ascii: "R"), UInt8(ascii: "X"), UInt8(ascii: "C"):
      throw missing("\\" + String(UnicodeScalar(byte)), from: start)
    case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "k"), UInt8(ascii: "g"):
      throw missing("a back reference", from: start)
    case UInt8(ascii: "N"): return .text("[^\\n]", minimum: 1)
    default:
      let (text, end) = try RE2Text.type(bytes, start)
      place = end
      let isNegated = byte & 0x20 == 0
      if byte | 0x20 == UInt8(ascii: "p") { return .text(text, minimum: 1) }
      return .text("[" + (isNegated ? "^" : "") + text + "]", minimum: 1)
    }
  }
}
