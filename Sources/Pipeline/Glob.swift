/// A pattern for the names of files: `*`, `?`, `**`, `[a-z]`, `[!a-z]` and `{a,b}`.
///
/// `*` and `?` do not cross a `/`; `**` as a whole part stands for any number of folders, none
/// included. A name that begins with a dot is matched only by a part that begins with one. Names are
/// compared as Unicode text, so a Korean name typed on one system finds the file that another system
/// stored in decomposed form.
struct Glob {
  /// One pattern for each choice of the braces.
  let alternatives: [[Part]]

  enum Part: Hashable {
    case name(String)
    case pattern([Piece])
    case anyFolders
  }

  enum Piece: Hashable {
    case character(Character)
    case anyOne
    case anyRun
    case oneOf([ClosedRange<Character>], isNegated: Bool)
  }

  init(_ pattern: String) {
    alternatives = Self.expandBraces(Array(pattern)).map { expanded in
      expanded.split(separator: "/", omittingEmptySubsequences: true).map(Self.part)
    }
  }

  static func isPattern(_ text: String) -> Bool { text.contains { "*?[{".contains($0) } }

  /// Whether one name fits one part that is a pattern.
  static func matches(_ name: String, _ pieces: [Piece]) -> Bool {
    if name.hasPrefix("."), pieces.first != .character(".") { return false }
    let name = Array(name)
    // Where to go on when the text after the last `*` does not fit: give that `*` one more letter.
    var retry: (piece: Int, letter: Int)?
    var piece = 0
    var letter = 0
    while letter < name.count {
      if piece < pieces.count, pieces[piece] == .anyRun {
        retry = (piece, letter)
        piece += 1
      } else if piece < pieces.count, fits(name[letter], pieces[piece]) {
        piece += 1
        letter += 1
      } else if let (star, start) = retry {
        retry = (star, start + 1)
        piece = star + 1
        letter = start + 1
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy { $0 == .anyRun }
  }

  private static func fits(_ letter: Character, _ piece: Piece) -> Bool {
    switch piece {
    case .character(let wanted): letter == wanted
    case .anyOne, .anyRun: true
    case .oneOf(let ranges, let isNegated): ranges.contains { $0 ~= letter } != isNegated
    }
  }

  private static func part(_ text: ArraySlice<Character>) -> Part {
    if text.elementsEqual("**") { return .anyFolders }
    guard text.contains(where: { "*?[".contains($0) }) else { return .name(String(text)) }
    var pieces: [Piece] = []
    var rest = text
    while let letter = rest.popFirst() {
      switch letter {
      case "*": if pieces.last != .anyRun { pieces.append(.anyRun) }
      case "?": pieces.append(.anyOne)
      case "[":
        guard let (piece, after) = characterClass(rest) else { fallthrough }
        pieces.append(piece)
        rest = after
      default: pieces.append(.character(letter))
      }
    }
    return .pattern(pieces)
  }

  /// The class that follows a `[`, and what comes after its `]`; nil when it is never closed.
  private static func characterClass(
    _ text: ArraySlice<Character>
  ) -> (Piece, ArraySlice<Character>)? {
    var rest = text
    let isNegated = rest.first == "!" || rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<Character>] = []
    // A `]` in first place stands for itself.
    while let low = rest.popFirst() {
      if low == "]", !ranges.isEmpty { return (.oneOf(ranges, isNegated: isNegated), rest) }
      if rest.first == "-", let high = rest.dropFirst().first, high != "]" {
        rest.removeFirst(2)
        ranges.append(min(low, high)...max(low, high))
      } else {
        ranges.append(low...low)
      }
    }
    return nil
  }

  /// `a{b,c{d,e}}` becomes `ab`, `acd`, `ace`; a brace without its partner stands for itself.
  private static func expandBraces(_ text: [Character]) -> [[Character]] {
    guard let open = text.firstIndex(of: "{") else { return [text] }
    var depth = 0
    var choices: [[Character]] = [[]]
    for index in open..<text.count {
      let letter = text[index]
      if letter == "}", depth == 1 {
        let tails = expandBraces(Array(text[(index + 1)...]))
        return choices.flatMap(expandBraces).flatMap { choice in
          tails.map { Array(text[..<open]) + choice + $0 }
        }
      }
      if letter == ",", depth == 1 {
        choices.append([])
      } else if depth > 0 {
        choices[choices.count - 1].append(letter)
      }
      if letter == "{" { depth += 1 } else if letter == "}" { depth -= 1 }
    }
    return expandBraces(Array(text[(open + 1)...])).map { text[...open] + $0 }
  }
}
