/// A piece of a page's text in two runs.
public struct ParagraphChange: Codable, Hashable, Sendable {
  /// The headings it stands under, the outermost first; without the page's title.
  public var section: [String]
  public var kind: PageParts.Kind
  /// Nil when the run's page does not have it.
  public var old: String?
  public var new: String?

  public var differs: Bool { old != new }
}

extension ParagraphChange {
  /// The paragraphs of both pages in reading order; what went stands where it stood.
  static func all(
    _ old: [PageParts.Paragraph],
    _ new: [PageParts.Paragraph]
  ) -> [ParagraphChange] {
    let before = Placed.all(old)
    let after = Placed.all(new)
    return SequenceDiff.runs(old, new).flatMap { run -> [ParagraphChange] in
      if run.isSame {
        return zip(before[run.old], after[run.new]).map { ParagraphChange($0, $1) }
      }
      return ParagraphPairing(old: Array(before[run.old]), new: Array(after[run.new])).changes
    }
  }

  fileprivate init(_ old: Placed?, _ new: Placed?) {
    section = new?.section ?? old?.section ?? []
    kind = new?.paragraph.kind ?? old?.paragraph.kind ?? .paragraph
    self.old = old?.paragraph.text
    self.new = new?.paragraph.text
  }
}

/// A paragraph with the headings above it.
private struct Placed {
  let paragraph: PageParts.Paragraph
  let section: [String]

  static func all(_ paragraphs: [PageParts.Paragraph]) -> [Placed] {
    var headings: [(level: Int, text: String)] = []
    return paragraphs.map { paragraph in
      if paragraph.kind == .heading {
        let level = paragraph.level ?? 1
        headings.removeAll { $0.level >= level }
        // A heading stands in the section that it opens.
        headings.append((level, paragraph.text))
      }
      return Placed(
        paragraph: paragraph,
        section: headings.filter { $0.level > 1 }.map(\.text)
      )
    }
  }
}

/// Finds in a stretch where two pages differ which paragraph became which.
///
/// Paragraphs keep their order and their kind; those that share most words are taken for one.
private struct ParagraphPairing {
  private let old: [Placed]
  private let new: [Placed]

  /// The most pairs whose words are compared; of more, those that stand at about the same place.
  private static let comparisonsAtMost = 40_000
  /// The most pairs there may be at all; a longer stretch is halved.
  private static let pairsAtMost = 1_000_000
  /// The share of words that two versions of a paragraph have in common, at least.
  private static let leastShare = 0.4

  init(old: [Placed], new: [Placed]) {
    self.old = old
    self.new = new
  }

  var changes: [ParagraphChange] {
    guard old.count * new.count <= Self.pairsAtMost else { return first.changes + second.changes }
    var changes: [ParagraphChange] = []
    var (i, j) = (0, 0)
    for pair in pairs + [(old.count, new.count)] {
      changes += old[i..<pair.old].map { ParagraphChange($0, nil) }
      changes += new[j..<pair.new].map { ParagraphChange(nil, $0) }
      guard pair.old < old.count else { break }
      changes.append(ParagraphChange(old[pair.old], new[pair.new]))
      (i, j) = (pair.old + 1, pair.new + 1)
    }
    return changes
  }

  private var first: Self {
    Self(old: Array(old.prefix(old.count / 2)), new: Array(new.prefix(new.count / 2)))
  }

  private var second: Self {
    Self(old: Array(old.dropFirst(old.count / 2)), new: Array(new.dropFirst(new.count / 2)))
  }

  /// The pairs with the greatest likeness in all, in order.
  private var pairs: [(old: Int, new: Int)] {
    guard !old.isEmpty, !new.isEmpty else { return [] }
    let before = old.map { WordCounts($0.paragraph.text) }
    let after = new.map { WordCounts($0.paragraph.text) }
    let reach = max(1, Self.comparisonsAtMost / max(old.count, new.count) / 2)
    func likeness(_ i: Int, _ j: Int) -> Double {
      guard old[i].paragraph.kind == new[j].paragraph.kind,
        abs(i * new.count / old.count - j) <= reach
      else { return 0 }
      let share = before[i].likeness(to: after[j])
      return share >= Self.leastShare ? share : 0
    }
    let width = new.count + 1
    // The best sum over what follows the two places.
    var best = Array(repeating: 0.0, count: (old.count + 1) * width)
    var likenesses = best
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        let share = likeness(i, j)
        likenesses[i * width + j] = share
        let paired = share > 0 ? share + best[(i + 1) * width + j + 1] : 0
        best[i * width + j] = max(paired, best[(i + 1) * width + j], best[i * width + j + 1])
      }
    }
    var pairs: [(old: Int, new: Int)] = []
    var (i, j) = (0, 0)
    while i < old.count, j < new.count {
      let share = likenesses[i * width + j]
      if share > 0, best[i * width + j] == share + best[(i + 1) * width + j + 1] {
        pairs.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if best[i * width + j] == best[(i + 1) * width + j] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}

/// How often each word stands in a text.
private struct WordCounts {
  private var counts: [Substring: Int] = [:]
  private var total = 0
  /// The beginning of a long text is enough to know it by.
  private static let wordsAtMost = 100

  init(_ text: String) {
    for word in TextChange.words(text).lazy.filter({ !$0.allSatisfy(\.isWhitespace) })
      .prefix(Self.wordsAtMost)
    {
      counts[word, default: 0] += 1
      total += 1
    }
  }

  /// The share of both texts' words that they have in common, 0 to 1.
  func likeness(to other: WordCounts) -> Double {
    guard total + other.total > 0 else { return 0 }
    var shared = 0
    for (word, count) in counts { shared += min(count, other.counts[word] ?? 0) }
    return Double(2 * shared) / Double(total + other.total)
  }
}
