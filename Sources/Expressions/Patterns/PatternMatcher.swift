/// Runs a pattern's program over a text, with its own stack of choices left open.
struct PatternMatcher {
  private let pattern: Pattern
  private let text: [Unicode.Scalar]
  /// Positions of groups: 2n and 2n + 1; -1 where unset.
  private var slots: [Int]
  private var marks: [Int: Int] = [:]
  private var steps = 0
  private var undo: [Undo] = []

  private static let stepLimit = 1_000_000

  /// What to do when a way fails.
  private enum Undo {
    case resume(step: Int, position: Int)
    case slot(Int, Int)
    case mark(Int, Int?)
  }

  init(_ pattern: Pattern, _ text: [Unicode.Scalar]) {
    self.pattern = pattern
    self.text = text
    slots = Array(repeating: -1, count: (pattern.groupCount + 1) * 2)
  }

  /// The ranges of the groups of a match that begins exactly at `start`.
  mutating func match(at start: Int) throws(PatternError) -> [Range<Int>?]? {
    for index in slots.indices { slots[index] = -1 }
    undo.removeAll(keepingCapacity: true)
    guard let end = try run(from: 0, at: start) else { return nil }
    (slots[0], slots[1]) = (start, end)
    return (0...pattern.groupCount).map { group in
      let (low, high) = (slots[group * 2], slots[group * 2 + 1])
      return low >= 0 && high >= low ? low..<high : nil
    }
  }

  /// The position after a match of the steps from `first` on.
  private mutating func run(from first: Int, at start: Int) throws(PatternError) -> Int? {
    let floor = undo.count
    var step = first
    var position = start
    while true {
      steps += 1
      guard steps <= Self.stepLimit else { throw PatternError(offset: 0, reason: .tooSlow) }
      if case .match = pattern.program[step] { return position }
      if try take(&step, &position) { continue }
      guard back(to: floor, &step, &position) else { return nil }
    }
  }

  /// Takes one step; false when it fails.
  private mutating func take(_ step: inout Int, _ position: inout Int) throws(PatternError) -> Bool
  {
    switch pattern.program[step] {
    case .scalar(let scalar):
      guard position < text.count, folded(text[position]) == scalar else { return false }
      position += 1
    case .set(let set):
      guard position < text.count, contains(set, text[position]) else { return false }
      position += 1
    case .split(let first, let second):
      undo.append(.resume(step: second, position: position))
      step = first
      return true
    case .jump(let target):
      step = target
      return true
    case .save(let slot): store(slot, position)
    case .clear(let groups):
      for slot in groups.lowerBound * 2..<groups.upperBound * 2 { store(slot, -1) }
    case .mark(let loop):
      undo.append(.mark(loop, marks[loop]))
      marks[loop] = position
    case .advanced(let loop):
      if marks[loop] == position { return false }
    case .backreference(let group):
      guard let end = afterRepeat(of: group, at: position) else { return false }
      position = end
    case .start:
      guard position == 0 || pattern.isMultiline && isLineEnd(position - 1) else { return false }
    case .end:
      guard position == text.count || pattern.isMultiline && isLineEnd(position) else {
        return false
      }
    case .boundary(let isOpposite):
      if (isWord(position - 1) != isWord(position)) == isOpposite { return false }
    case .lookahead(let isOpposite, let next):
      let floor = undo.count
      let isFound = try run(from: step + 1, at: position) != nil
      forgetChoices(since: floor)
      if isFound == isOpposite { return false }
      step = next
      return true
    case .match: return true
    }
    step += 1
    return true
  }

  /// Undoes to the last open choice above `floor` and takes its other way.
  private mutating func back(to floor: Int, _ step: inout Int, _ position: inout Int) -> Bool {
    while undo.count > floor {
      switch undo.removeLast() {
      case .resume(let otherStep, let otherPosition):
        (step, position) = (otherStep, otherPosition)
        return true
      case .slot(let slot, let old): slots[slot] = old
      case .mark(let loop, let old): marks[loop] = old
      }
    }
    return false
  }

  /// A lookahead is settled once it has matched: its open choices go, its groups stay undoable.
  private mutating func forgetChoices(since floor: Int) {
    let kept = undo[floor...].filter { if case .resume = $0 { false } else { true } }
    undo.replaceSubrange(floor..., with: kept)
  }

  private mutating func store(_ slot: Int, _ position: Int) {
    guard slots.indices.contains(slot) else { return }
    undo.append(.slot(slot, slots[slot]))
    slots[slot] = position
  }

  private func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    pattern.ignoresCase ? scalar.folded : scalar
  }

  private func contains(_ set: ScalarSet, _ scalar: Unicode.Scalar) -> Bool {
    guard pattern.ignoresCase else { return set.contains(scalar) }
    let inside = ScalarSet(ranges: set.ranges)
    let isInside =
      inside.contains(scalar) || inside.contains(scalar.folded) || inside.contains(scalar.raised)
    return isInside != set.isOpposite
  }

  private func isWord(_ position: Int) -> Bool {
    text.indices.contains(position) && ScalarSet.words.contains(text[position])
  }

  private func isLineEnd(_ position: Int) -> Bool { ScalarSet.lineEnds.contains(text[position]) }

  /// The position after another copy of what a group matched; a group that took no part is empty.
  private func afterRepeat(of group: Int, at position: Int) -> Int? {
    guard group <= pattern.groupCount else { return position }
    let (low, high) = (slots[group * 2], slots[group * 2 + 1])
    guard low >= 0, high > low else { return position }
    guard position + high - low <= text.count else { return nil }
    for index in 0..<high - low
    where folded(text[low + index]) != folded(text[position + index]) { return nil }
    return position + high - low
  }
}
