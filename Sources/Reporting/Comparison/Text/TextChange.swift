/// A text in two versions, word by word.
struct TextChange: Equatable, Sendable {
  enum Part: Equatable, Sendable {
    case same(String)
    case gone(String)
    case come(String)
  }

  /// In reading order; what went stands before what came in its place.
  let parts: [Part]

  /// Compares words.
  ///
  /// White space alone between two changes belongs to them, so that a phrase that was rewritten is
  /// one change. Of a Korean word that became another the shared beginning and end stay: 학생은 and
  /// 학생이 differ in a particle.
  init(_ old: String, _ new: String) {
    let (before, after) = (Self.words(old), Self.words(new))
    var runs = SequenceDiff.runs(before, after)
    Self.joinPhrases(&runs, before)
    var parts: [Part] = []
    for run in runs {
      let gone = before[run.old].joined()
      if run.isSame {
        parts.append(.same(gone))
      } else if run.old.count == 1, run.new.count == 1, Self.isKorean(gone) {
        parts += Self.syllables(gone, after[run.new].joined())
      } else {
        parts += Self.replaced(gone, after[run.new].joined())
      }
    }
    self.parts = parts
  }

  /// Runs of letters and digits, runs of white space, and all other characters by themselves.
  ///
  /// A number keeps its points and commas, and is a word apart from the Korean that counts it:
  /// 1,200명 is two.
  static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    var last = Class.other
    for index in text.indices {
      let next = Class(text[index])
      let isOne =
        switch (last, next) {
        case (.space, .space), (.korean, .korean): true
        case (.letter, .letter), (.digit, .digit), (.letter, .digit), (.digit, .letter): true
        default: false
        }
      guard index > start, !isOne else {
        last = next
        continue
      }
      if last == .digit, text[index] == "." || text[index] == ",",
        let follower = text[index...].dropFirst().first, follower.isNumber
      {
        continue
      }
      words.append(text[start..<index])
      (start, last) = (index, next)
    }
    if start < text.endIndex { words.append(text[start...]) }
    return words
  }

  private enum Class {
    case space, letter, digit, korean, other

    init(_ character: Character) {
      self =
        if character.isWhitespace {
          .space
        } else if character.isNumber {
          .digit
        } else if TextChange.isKorean(character) {
          .korean
        } else if character.isLetter {
          .letter
        } else {
          .other
        }
    }
  }

  private static func joinPhrases(_ runs: inout [SequenceDiff.Run], _ old: [Substring]) {
    var joined: [SequenceDiff.Run] = []
    for (place, run) in runs.enumerated() {
      let isGap =
        run.isSame && place > 0 && place + 1 < runs.count
        && old[run.old].allSatisfy { $0.allSatisfy(\.isWhitespace) }
      if let last = joined.last, isGap || !last.isSame && !run.isSame {
        joined[joined.count - 1].old = last.old.lowerBound..<run.old.upperBound
        joined[joined.count - 1].new = last.new.lowerBound..<run.new.upperBound
      } else {
        joined.append(run)
      }
    }
    runs = joined
  }

  private static func isKorean(_ text: String) -> Bool { text.allSatisfy(isKorean) }

  private static func isKorean(_ character: Character) -> Bool {
    character.unicodeScalars.first.map {
      (0xAC00...0xD7A3).contains($0.value) || (0x1100...0x11FF).contains($0.value)
        || (0x3130...0x318F).contains($0.value)
    } ?? false
  }

  private static func syllables(_ old: String, _ new: String) -> [Part] {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    let parts: [Part] =
      [.same(String(old.prefix(head)))]
      + replaced(
        String(old.dropFirst(head).dropLast(tail)),
        String(new.dropFirst(head).dropLast(tail))
      ) + [.same(String(old.suffix(tail)))]
    return parts.filter { $0 != .same("") }
  }

  private static func replaced(_ old: String, _ new: String) -> [Part] {
    (old.isEmpty ? [] : [.gone(old)]) + (new.isEmpty ? [] : [.come(new)])
  }
}
